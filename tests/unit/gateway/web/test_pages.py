import asyncio

import pytest

from services.gateway.upstream.pages import EditOutcome, EditStatus, PageRead
from services.gateway.web import answers
from services.gateway.web.pages import PageRequests
from services.gateway.wire.position import Position
from tests.unit.gateway.fakes import FakePages


async def test_a_page_is_read_as_json_with_its_position() -> None:
    """[P5] [P3]"""
    pages = FakePages()
    pages.reads["/x"] = PageRead(b'{"p":{}}', Position("e", 7))
    answer = await PageRequests(pages).read("/x")
    assert (answer.status, answer.body) == (200, b'{"p":{}}')
    assert dict(answer.headers) == {"Content-Type": "application/json", "ETag": '"e:7"'}


async def test_a_page_that_is_not_there_is_not_found() -> None:
    """[P5]"""
    assert await PageRequests(FakePages()).read("/x") == answers.NO_PAGE


async def test_an_edit_is_answered_when_it_is_settled() -> None:
    """[P1]"""
    pages = FakePages()
    editing = asyncio.create_task(PageRequests(pages).edit("/x", b"body", None))
    await asyncio.sleep(0)
    (edited,) = pages.edits
    assert (edited.route, edited.body, edited.if_position) == ("/x", b"body", None)
    assert not editing.done()
    edited.done(EditOutcome(EditStatus.APPLIED, Position("e", 8)))
    assert (await editing).status == 200


async def test_an_edit_may_depend_on_a_position() -> None:
    """[P3]"""
    pages = FakePages()
    editing = asyncio.create_task(PageRequests(pages).edit("/x", b"", '"e:7"'))
    await asyncio.sleep(0)
    assert pages.edits[0].if_position == Position("e", 7)
    pages.edits[0].done(EditOutcome(EditStatus.CONFLICT, reason="changed"))
    assert (await editing).status == 412


@pytest.mark.parametrize("if_match", ["*", "e:7", 'W/"e:7"'])
async def test_a_condition_that_is_no_position_is_refused(if_match: str) -> None:
    """[P3]"""
    pages = FakePages()
    assert (await PageRequests(pages).edit("/x", b"", if_match)).status == 400
    assert pages.edits == []


async def test_who_gives_up_does_not_disturb_the_edit() -> None:
    pages = FakePages()
    editing = asyncio.create_task(PageRequests(pages).edit("/x", b"", None))
    await asyncio.sleep(0)
    editing.cancel()
    await asyncio.gather(editing, return_exceptions=True)
    pages.edits[0].done(EditOutcome(EditStatus.APPLIED, Position("e", 8)))
