import asyncio
from collections.abc import AsyncIterator

import pytest

from h2o.wave.v1 import site_store_pb2, site_store_pb2_grpc
from services.gateway.upstream import edits
from services.gateway.upstream.edits import EditStream
from services.gateway.upstream.pages import EditOutcome, EditStatus
from services.gateway.wire.position import Position
from tests.unit.gateway.upstream.site import ScriptedSiteStore, Stream, running, scripted

Scene = tuple[EditStream, ScriptedSiteStore, Stream]


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with scripted() as (store, _, channel):
        stream = EditStream(site_store_pb2_grpc.SiteStoreStub(channel))  # type: ignore[no-untyped-call]
        async with running(stream.run()):
            yield stream, store, await store.edits.next()


async def turns() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def outcomes(*given: tuple[int, int, str]) -> site_store_pb2.StreamEditsResponse:
    return site_store_pb2.StreamEditsResponse(
        outcomes=[
            site_store_pb2.EditOutcome(status=status, revision=revision, reason=reason)  # type: ignore[arg-type]
            for status, revision, reason in given
        ],
        epoch="e",
    )


async def test_the_first_edit_of_a_turn_leaves_at_once_and_the_others_travel_together(scene: Scene) -> None:
    stream, _, call = scene
    done = list[EditOutcome]()
    stream.submit("/w", b"", done.append, None)
    stream.submit("/x", b"one", done.append, None)
    stream.submit("/y", b"two", done.append, Position("e", 3))
    assert [edit.route for edit in (await call.requests.get()).edits] == ["/w"]
    request = await call.requests.get()
    first, second = request.edits
    assert (first.route, first.body, first.number, first.HasField("if_position")) == ("/x", b"one", 2, False)
    assert (second.number, second.if_position.epoch, second.if_position.revision) == (3, "e", 3)
    assert first.writer == second.writer != 0
    assert stream.waiting_bytes == 6


async def test_when_a_turn_had_many_edits_the_next_travel_together(scene: Scene) -> None:
    stream, _, call = scene
    for _ in range(2):
        for number in range(3):
            stream.submit("/x", b"%d" % number, lambda _: None, None)
        await turns()
    sizes = [len((await call.requests.get()).edits) for _ in range(3)]
    assert sizes == [1, 2, 3]


async def test_edits_that_come_alone_leave_alone_however_many_they_are(scene: Scene) -> None:
    stream, _, call = scene
    for number in range(20):
        stream.submit("/x", b"%d" % number, lambda _: None, None)
        assert [edit.body for edit in (await call.requests.get()).edits] == [b"%d" % number]
        await turns()


async def test_outcomes_settle_the_oldest_edits(scene: Scene) -> None:
    """[P1] [P2]"""
    stream, _, call = scene
    done = list[tuple[str, EditOutcome]]()
    settled = asyncio.Event()
    stream.submit("/x", b"", lambda outcome: done.append(("one", outcome)), None)
    stream.submit("/x", b"", lambda outcome: done.append(("two", outcome)), None)
    stream.submit("/x", b"", lambda outcome: (done.append(("three", outcome)), settled.set())[0], None)
    applied, refused, discarded = 1, 2, 7
    call.answer(outcomes((applied, 9, ""), (refused, 0, "no")))
    call.answer(outcomes((discarded, 0, "")))
    await settled.wait()
    assert done == [
        ("one", EditOutcome(EditStatus.APPLIED, Position("e", 9))),
        ("two", EditOutcome(EditStatus.REFUSED, reason="no")),
        ("three", EditOutcome(EditStatus.DISCARDED)),
    ]
    assert stream.waiting_bytes == 0


async def test_after_a_break_what_was_not_answered_is_repeated_under_its_number(scene: Scene) -> None:
    stream, store, call = scene
    done = list[EditOutcome]()
    settled = asyncio.Event()
    stream.submit("/x", b"one", done.append, None)
    stream.submit("/x", b"two", done.append, None)
    before = (await call.requests.get()).edits
    call.answer(outcomes((1, 4, "")))
    call.fail()
    again = await store.edits.next()
    stream.submit("/x", b"three", lambda outcome: (done.append(outcome), settled.set())[0], None)
    request = await again.requests.get()
    assert [(edit.body, edit.number) for edit in request.edits][:1] == [(b"two", 2)]
    assert request.edits[0].writer == before[0].writer
    again.answer(outcomes((1, 5, ""), (1, 6, "")))
    await settled.wait()
    assert [outcome.position for outcome in done] == [Position("e", 4), Position("e", 5), Position("e", 6)]


async def test_every_status_has_a_meaning() -> None:
    numbers = set(site_store_pb2.EditStatus.values()) - {site_store_pb2.EDIT_STATUS_UNSPECIFIED}
    assert set(edits.STATUSES) == numbers
    assert set(edits.STATUSES.values()) == set(EditStatus) - {EditStatus.AWAY}


async def test_without_the_site_store_an_edit_waits_a_little() -> None:
    """[P4]"""
    async with scripted() as (_, __, channel):
        stream = EditStream(site_store_pb2_grpc.SiteStoreStub(channel))  # type: ignore[no-untyped-call]
        done = list[EditOutcome]()
        stream.submit("/x", b"", done.append, None)
        now = asyncio.get_running_loop().time()
        stream.give_up(now + edits.HELD_SECONDS - 0.1)
        assert done == []
        stream.give_up(now + edits.HELD_SECONDS + 0.1)
        assert [outcome.status for outcome in done] == [EditStatus.AWAY]


async def test_an_edit_that_was_given_up_keeps_its_place(scene: Scene) -> None:
    stream, _, call = scene
    first, second = list[EditOutcome](), list[EditOutcome]()
    settled = asyncio.Event()
    stream.submit("/x", b"", first.append, None)
    await call.requests.get()
    stream.give_up(asyncio.get_running_loop().time() + edits.ANSWER_SECONDS + 1)
    assert [outcome.status for outcome in first] == [EditStatus.AWAY]
    stream.submit("/x", b"", lambda outcome: (second.append(outcome), settled.set())[0], None)
    call.answer(outcomes((1, 1, ""), (1, 2, "")))
    await settled.wait()
    assert len(first) == 1
    assert second[0].position == Position("e", 2)


@pytest.mark.parametrize("bound", ["MAX_WAITING_EDITS", "MAX_WAITING_BYTES"])
async def test_what_waits_is_bounded(scene: Scene, bound: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """[P4]"""
    stream, _, _ = scene
    monkeypatch.setattr(edits, bound, 1)
    done = list[EditOutcome]()
    stream.submit("/x", b"x", done.append, None)
    stream.submit("/x", b"x", done.append, None)
    assert [outcome.status for outcome in done] == [EditStatus.BUSY]
