"""The SiteStore service over its two channels: what callers may rely on."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import grpc
import pytest

from h2o.wave.v1 import page_pb2, site_store_pb2
from tests.contract.site_store_scene import (
    CARD,
    Stub,
    Watch,
    apply,
    edit,
    serving,
    snapshot,
)


@pytest.fixture(params=["in-process", "grpc"])
def channel(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
async def stub(channel: str, tmp_path: Path) -> AsyncIterator[Stub]:
    async with serving(channel, tmp_path) as running:
        yield running


async def test_an_edit_can_be_read_back_with_its_position(stub: Stub) -> None:
    (position,) = await apply(stub, edit("/a"))
    assert position.revision == 1
    response = await stub.GetSnapshot(site_store_pb2.GetSnapshotRequest(route="/a"))
    assert response.snapshot == b'{"p":{"c":{"c":{"d":{"n":0,"view":"x"}}}}}'
    assert response.position == position


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (edit("/a", b"{"), grpc.StatusCode.INVALID_ARGUMENT),
        (edit("a"), grpc.StatusCode.INVALID_ARGUMENT),
        (edit("/a\n"), grpc.StatusCode.INVALID_ARGUMENT),
        (
            edit("/a", if_position=page_pb2.Position(epoch="x", revision=4)),
            grpc.StatusCode.FAILED_PRECONDITION,
        ),
    ],
)
async def test_a_wrong_edit_fails_with_a_reason_and_changes_nothing(
    stub: Stub, wrong: site_store_pb2.Edit, code: grpc.StatusCode
) -> None:
    with pytest.raises(grpc.aio.AioRpcError) as failed:
        await apply(stub, wrong)
    assert failed.value.code() == code
    assert failed.value.details()
    assert await snapshot(stub, wrong.route) is None


async def test_streamed_edits_are_answered_in_order_refused_ones_among_them(stub: Stub) -> None:
    call = stub.StreamEdits()
    edits = [edit("/a"), edit("/a", b"no"), edit("/b", b'{"d":5}'), edit("/b")]
    await call.write(site_store_pb2.StreamEditsRequest(edits=edits[:2]))
    await call.write(site_store_pb2.StreamEditsRequest(edits=edits[2:]))
    await call.done_writing()
    outcomes = [outcome async for response in call for outcome in response.outcomes]
    refused, applied = site_store_pb2.EDIT_STATUS_REFUSED, site_store_pb2.EDIT_STATUS_APPLIED
    assert [outcome.status for outcome in outcomes] == [applied, refused, refused, applied]
    assert [outcome.revision for outcome in outcomes] == [1, 0, 0, 2]
    assert all(outcome.reason for outcome in outcomes if outcome.status == refused)


async def test_an_edit_that_is_too_large_says_so(channel: str, tmp_path: Path) -> None:
    async with serving(channel, tmp_path, max_request_size=100) as stub:
        call = stub.StreamEdits()
        large = edit("/a", b'{"d":[{"k":"c","d":{"x":"%s"}}]}' % (b"x" * 100))
        await call.write(site_store_pb2.StreamEditsRequest(edits=[large]))
        response = await call.read()
        assert response.outcomes[0].status == site_store_pb2.EDIT_STATUS_TOO_LARGE
        assert "100" in response.outcomes[0].reason
        call.cancel()


async def test_a_watcher_gets_the_page_then_every_change_without_gap_or_repeat(stub: Stub) -> None:
    await apply(stub, edit("/a"))
    writing = asyncio.create_task(
        apply(stub, *(edit("/a", b'{"d":[{"k":"c n","v":%d}]}' % value) for value in range(1, 50)))
    )
    await asyncio.sleep(0)
    watch = Watch(stub)
    opened = await watch.subscribe("/a")
    await writing
    revision = opened.position.revision
    while revision < 50:
        event = await watch.next()
        assert event.delta.revision == revision + 1
        assert event.delta.body == b'{"d":[{"k":"c n","v":%d}]}' % revision
        revision += 1
    watch.cancel()


async def test_a_watcher_that_comes_back_gets_what_it_missed(stub: Stub) -> None:
    await apply(stub, edit("/a"))
    watch = Watch(stub)
    at = (await watch.subscribe("/a")).position
    watch.cancel()
    await apply(stub, edit("/a", b'{"d":[{"k":"c n","v":1}]}'), edit("/b"))
    back = Watch(stub)
    opened = await back.subscribe("/a", after=at)
    assert [delta.body for delta in opened.missed.deltas] == [b'{"d":[{"k":"c n","v":1}]}']
    assert opened.position.revision == 3
    level = await back.subscribe("/a", after=opened.position)
    assert level.HasField("missed")
    assert not level.missed.deltas
    back.cancel()


async def test_a_watcher_that_reads_too_slowly_gets_the_page_instead(channel: str, tmp_path: Path) -> None:
    async with serving(channel, tmp_path, max_watcher_backlog=50_000) as stub:
        watch = Watch(stub)
        await watch.subscribe("/a")
        value = b"x" * 10_000
        bodies = [b'{"d":[{"k":"c","d":{"n":%d,"x":"%s"}}]}' % (number, value) for number in range(2000)]
        call = stub.StreamEdits()
        for body in bodies:
            await call.write(site_store_pb2.StreamEditsRequest(edits=[edit("/a", body)]))
        await call.done_writing()
        assert len([outcome async for response in call for outcome in response.outcomes]) == 2000
        events = [await watch.next()]
        while not events[-1].HasField("snapshot"):
            events.append(await watch.next())
        assert len(events) < 2000
        # From the snapshot on it is level again.
        last = events[-1].snapshot.revision
        await apply(stub, edit("/a"))
        while (event := await watch.next()).WhichOneof("event") == "snapshot" or event.delta.revision <= 2000:
            last = max(last, event.snapshot.revision, event.delta.revision)
        assert event.delta.revision == 2001
        watch.cancel()


async def test_a_quiet_watcher_hears_where_the_site_stands(channel: str, tmp_path: Path) -> None:
    async with serving(channel, tmp_path, progress_interval=0.05) as stub:
        watch = Watch(stub)
        await watch.subscribe("/quiet")
        await apply(stub, edit("/a"))
        while (await watch.next(with_progress=True)).progress.position.revision != 1:
            pass
        watch.cancel()


async def test_the_private_page_of_a_client_is_shown_to_watchers_only_and_ends_when_released(
    stub: Stub,
) -> None:
    watch = Watch(stub)
    opened = await watch.subscribe("/client", ephemeral=True)
    assert opened.HasField("snapshot")
    await apply(stub, edit("/client"))
    assert (await watch.next()).delta.body == CARD
    assert await snapshot(stub, "/client") is None
    await watch.send(release=site_store_pb2.Release(route="/client"))
    await watch.subscribe("/other")
    call = stub.StreamEdits()
    await call.write(site_store_pb2.StreamEditsRequest(edits=[edit("/client")]))
    assert (await call.read()).outcomes[0].status == site_store_pb2.EDIT_STATUS_DISCARDED
    call.cancel()
    watch.cancel()


async def test_pages_are_listed_and_removed(stub: Stub) -> None:
    await apply(stub, edit("/a"), edit("/b"), edit("/b", b'{"d":[{"k":"d","d":{}}]}'))
    listed = await stub.ListPages(site_store_pb2.ListPagesRequest(page_size=1))
    assert [(page.route, page.revision, page.card_count) for page in listed.pages] == [("/a", 1, 1)]
    rest = await stub.ListPages(site_store_pb2.ListPagesRequest(page_token=listed.next_page_token))
    assert [(page.route, page.revision, page.card_count) for page in rest.pages] == [("/b", 3, 2)]
    dropped = await stub.DropPage(site_store_pb2.DropPageRequest(route="/a"))
    assert dropped.position.revision == 4
    assert await snapshot(stub, "/a") is None
    again = await stub.DropPage(site_store_pb2.DropPageRequest(route="/a"))
    assert not again.HasField("position")


async def test_what_was_acknowledged_is_there_after_a_restart_and_resuming_goes_on(
    channel: str, tmp_path: Path
) -> None:
    async with serving(channel, tmp_path) as stub:
        (position,) = await apply(stub, edit("/a"))
        await apply(stub, edit("/a", b'{"d":[{"k":"c n","v":1}]}'))
        page = await snapshot(stub, "/a")
    async with serving(channel, tmp_path) as stub:
        assert await snapshot(stub, "/a") == page
        watch = Watch(stub)
        opened = await watch.subscribe("/a", after=position)
        assert [delta.revision for delta in opened.missed.deltas] == [2]
        watch.cancel()


async def test_a_compacted_log_restores_to_the_same_site(channel: str, tmp_path: Path) -> None:
    async with serving(channel, tmp_path) as stub:
        await apply(stub, *(edit("/a", b'{"d":[{"k":"c","d":{"n":%d}}]}' % value) for value in range(200)))
        done = await stub.Compact(site_store_pb2.CompactRequest())
        assert done.pages == 1
        assert done.bytes_after < done.bytes_before
        await apply(stub, edit("/b"))
    async with serving(channel, tmp_path) as stub:
        assert b'"n":199' in (await snapshot(stub, "/a") or b"")
        assert await snapshot(stub, "/b") is not None
        (position,) = await apply(stub, edit("/b"))
        assert position.revision == 202


async def test_an_exported_site_can_be_imported_elsewhere(channel: str, tmp_path: Path) -> None:
    async with serving(channel, made(tmp_path / "one")) as stub:
        await apply(stub, edit("/a"), edit("/with space é"))
        pages = [await snapshot(stub, route) for route in ("/a", "/with space é")]
        lines = b"".join([response.lines async for response in stub.Export(site_store_pb2.ExportRequest())])
    (tmp_path / "site.log").write_bytes(lines)
    async with serving(channel, made(tmp_path / "two"), init=str(tmp_path / "site.log")) as stub:
        assert [await snapshot(stub, "/a")] == pages[:1]


def made(directory: Path) -> Path:
    directory.mkdir()
    return directory
