import pytest

from services.gateway.edge.lean import MAX_JOINED_BYTES, MAX_PIPELINED_BYTES
from services.gateway.errors import StoreAway
from services.gateway.upstream.pages import EditStatus, PageRead
from services.gateway.wire.position import Position
from tests.unit.gateway.edge.lean_scene import BAD, Scene, get, patch, post, turns


async def test_an_edit_is_answered_with_its_position(scene: Scene) -> None:
    """[P1]"""
    scene.send(patch(b"body"))
    assert [(edit.route, edit.body) for edit in scene.pages.edits] == [("/x", b"body")]
    assert scene.transport.written == b""
    await scene.settle()
    assert b"\r\nWave-Position: e:7\r\n" in scene.transport.written
    assert scene.answers() == [(200, b"")]
    assert scene.counts.requests == {("edit", "200"): 1}


async def test_an_edit_that_was_refused_says_why(scene: Scene) -> None:
    """[P2]"""
    scene.send(patch(b"body"))
    await scene.settle(EditStatus.REFUSED, "no such thing")
    assert scene.answers() == [(400, b"no such thing\n")]


async def test_an_app_registers_and_edits_on_the_same_connection(scene: Scene) -> None:
    """[P6]"""
    scene.send(post(b'{"register_app":{"route":"/app","address":"http://h:1"}}'))
    await turns()
    assert scene.answers() == [(200, b"")]
    assert [app.route for app in scene.apps.registered] == ["/app"]
    scene.send(patch(b"1"))
    await scene.settle()
    assert scene.answers() == [(200, b"")]
    assert scene.aiohttp.received == []
    assert scene.counts.requests == {("register", "200"): 1, ("edit", "200"): 1}


async def test_an_app_that_cannot_be_registered_is_told_why(scene: Scene) -> None:
    """[P6]"""
    scene.send(post(b"{}"))
    await turns()
    assert [status for status, _ in scene.answers()] == [400]


async def test_a_defect_is_answered_too(scene: Scene) -> None:
    scene.apps.registered = None  # type: ignore[assignment]
    scene.send(post(b'{"register_app":{"route":"/app","address":"http://h:1"}}'))
    await turns()
    assert [status for status, _ in scene.answers()] == [500]


async def test_a_page_is_read(scene: Scene) -> None:
    """[P5]"""
    scene.pages.reads["/x"] = PageRead(b"page", Position("e", 7))
    scene.send(get() + get("/y"))
    await turns()
    assert scene.answers() == [(200, b"page"), (404, b"Not Found\n")]


async def test_a_page_at_hand_is_read_on_the_spot(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """[P5]"""
    pages = {"/x": b"page", "/large": b"p" * (MAX_JOINED_BYTES + 1)}
    monkeypatch.setattr(scene.pages, "read_now", lambda route: PageRead(pages.get(route), Position("e", 7)))
    scene.send(get())
    assert scene.answers() == [(200, b"page")]
    scene.send(get("/large"))
    assert scene.answers() == [(200, pages["/large"])]
    scene.send(get("/y"))
    assert scene.answers() == [(404, b"Not Found\n")]


async def test_without_the_site_store_no_page_is_read(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """[P4]"""

    def fail(route: str) -> None:
        raise StoreAway("the site-store does not answer")

    monkeypatch.setattr(scene.pages, "read_now", fail)
    scene.send(get())
    assert [status for status, _ in scene.answers()] == [503]


async def test_a_key_that_was_not_seen_before_is_checked(scene: Scene) -> None:
    """[P7]"""
    good_too = "basic aWQ6Z29vZA=="
    scene.send(patch(b"1", key=good_too))
    await turns()
    await scene.settle()
    scene.send(get(key=BAD))
    scene.send(patch(b"2", key=BAD))
    await turns()
    assert scene.answers() == [(200, b""), (401, b"Unauthorized\n"), (401, b"Unauthorized\n")]
    assert scene.pages.edits == []


@pytest.mark.parametrize("size", [1, 7, 50])
async def test_requests_are_read_however_their_bytes_are_cut(scene: Scene, size: int) -> None:
    stream = patch(b"first body") + patch(b"", "/y") + patch(b"third", "/z")
    for start in range(0, len(stream), size):
        scene.send(stream[start : start + size])
    seen = []
    for _ in range(3):
        (edit,) = scene.pages.edits
        seen.append((edit.route, edit.body))
        await scene.settle()
    assert seen == [("/x", b"first body"), ("/y", b""), ("/z", b"third")]
    assert scene.answers() == [(200, b"")] * 3


async def test_one_request_is_served_at_a_time(scene: Scene) -> None:
    scene.send(patch(b"1") + patch(b"2"))
    assert len(scene.pages.edits) == 1
    await scene.settle()
    assert [edit.body for edit in scene.pages.edits] == [b"2"]


async def test_reading_stops_when_too_much_comes_before_the_answer(scene: Scene) -> None:
    scene.send(patch(b"1"))
    scene.send(patch(b"x" * MAX_PIPELINED_BYTES))
    assert not scene.transport.is_reading
    await scene.settle()
    assert scene.transport.is_reading
    assert len(scene.pages.edits[0].body) == MAX_PIPELINED_BYTES


async def test_who_does_not_read_answers_gets_no_more(scene: Scene) -> None:
    scene.send(patch(b"1"))
    scene.guest.pause_writing()
    await scene.settle()
    scene.send(patch(b"2"))
    await turns()
    assert scene.pages.edits == []
    scene.guest.resume_writing()
    assert len(scene.pages.edits) == 1
