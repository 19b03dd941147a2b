import asyncio

from h2o.wave.v1 import page_pb2, site_store_pb2, site_store_pb2_grpc
from services.gateway.upstream.pages import Content, Opened
from services.gateway.upstream.watching import WatchStream
from services.gateway.wire.position import Position
from tests.unit.gateway.upstream.site import running, scripted

E7 = page_pb2.Position(epoch="e", revision=7)


class Heard:
    """A listener that keeps what it hears."""

    def __init__(self) -> None:
        self.queue: asyncio.Queue[object] = asyncio.Queue()

    def connected(self) -> None:
        self.queue.put_nowait("connected")

    def disconnected(self) -> None:
        self.queue.put_nowait("disconnected")

    def opened(self, opened: Opened) -> None:
        self.queue.put_nowait(opened)

    def changed(self, route: str, revision: int, body: bytes) -> None:
        self.queue.put_nowait((route, revision, body))

    def replaced(self, route: str, revision: int, snapshot: bytes | None) -> None:
        self.queue.put_nowait(("replaced", route, revision, snapshot))

    def progressed(self, position: Position) -> None:
        self.queue.put_nowait(position)


def events(*given: site_store_pb2.WatchEvent) -> site_store_pb2.WatchResponse:
    return site_store_pb2.WatchResponse(events=given)


async def test_what_happens_is_heard_in_order() -> None:
    async with scripted() as (store, _, channel):
        stream, heard = WatchStream(site_store_pb2_grpc.SiteStoreStub(channel)), Heard()  # type: ignore[no-untyped-call]
        stream.listen(heard)
        async with running(stream.run()):
            call = await store.watches.next()
            delta = site_store_pb2.Delta(route="/x", revision=8, body=b"d")
            call.answer(
                events(
                    site_store_pb2.WatchEvent(
                        opened=site_store_pb2.Opened(tag=1, route="/x", position=E7, snapshot=b"p")
                    ),
                    site_store_pb2.WatchEvent(delta=delta),
                    site_store_pb2.WatchEvent(),
                )
            )
            call.answer(
                events(
                    site_store_pb2.WatchEvent(
                        snapshot=site_store_pb2.Snapshot(route="/x", revision=9, body=b"s")
                    ),
                    site_store_pb2.WatchEvent(snapshot=site_store_pb2.Snapshot(route="/x", revision=10)),
                    site_store_pb2.WatchEvent(progress=site_store_pb2.Progress(position=E7)),
                )
            )
            found = [await heard.queue.get() for _ in range(6)]
    assert found == [
        "connected",
        Opened(1, "/x", Position("e", 7), Content.SNAPSHOT, b"p"),
        ("/x", 8, b"d"),
        ("replaced", "/x", 9, b"s"),
        ("replaced", "/x", 10, None),
        Position("e", 7),
    ]


async def test_the_kinds_of_answer_are_told_apart() -> None:
    async with scripted() as (store, _, channel):
        stream, heard = WatchStream(site_store_pb2_grpc.SiteStoreStub(channel)), Heard()  # type: ignore[no-untyped-call]
        stream.listen(heard)
        missed = site_store_pb2.Deltas(
            deltas=[site_store_pb2.Delta(body=b"a"), site_store_pb2.Delta(body=b"b")]
        )
        async with running(stream.run()):
            call = await store.watches.next()
            for opened in (
                site_store_pb2.Opened(missed=missed),
                site_store_pb2.Opened(missed=site_store_pb2.Deltas()),
                site_store_pb2.Opened(absent=site_store_pb2.Absent()),
                site_store_pb2.Opened(skipped=site_store_pb2.Skipped()),
            ):
                call.answer(events(site_store_pb2.WatchEvent(opened=opened)))
            await heard.queue.get()
            found = [await heard.queue.get() for _ in range(4)]
    kinds = [(one.content, one.missed) for one in found if isinstance(one, Opened)]
    assert kinds == [
        (Content.MISSED, (b"a", b"b")),
        (Content.MISSED, ()),
        (Content.ABSENT, ()),
        (Content.SKIPPED, ()),
    ]


async def test_commands_of_one_turn_travel_together_and_after_a_break_all_is_asked_anew() -> None:
    async with scripted() as (store, _, channel):
        stream, heard = WatchStream(site_store_pb2_grpc.SiteStoreStub(channel)), Heard()  # type: ignore[no-untyped-call]
        stream.listen(heard)
        stream.subscribe(1, "/early", after=None, ephemeral=False, skip_content=False)
        async with running(stream.run()):
            call = await store.watches.next()
            assert await heard.queue.get() == "connected"
            assert stream.is_open
            stream.subscribe(2, "/x", after=Position("e", 7), ephemeral=True, skip_content=True)
            stream.unsubscribe("/y")
            stream.release("/id")
            subscribe, unsubscribe, release = (await call.requests.get()).commands
            wish = subscribe.subscribe
            assert (wish.tag, wish.route, wish.after, wish.ephemeral, wish.skip_content) == (
                2,
                "/x",
                E7,
                True,
                True,
            )
            assert (unsubscribe.unsubscribe.route, release.release.route) == ("/y", "/id")
            call.fail()
            assert await heard.queue.get() == "disconnected"
            assert not stream.is_open
            assert await heard.queue.get() == "connected"
