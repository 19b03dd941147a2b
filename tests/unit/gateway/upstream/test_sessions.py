"""The sessions of the site-store, from the other end of a channel."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import grpc
import pytest

from h2o.wave.v1 import sessions_pb2, sessions_pb2_grpc
from services.chassis.inprocess import InProcessChannel, InProcessServer
from services.gateway.errors import GatewayError, SessionInvalid, SessionLost, StoreAway, TooBusy
from services.gateway.upstream import stream as stream_module
from services.gateway.upstream.sessions import GrpcSessions, KeptSession, SessionNews
from tests.unit.gateway.upstream.site import Streams, running

KEPT = KeptSession(b"i" * 32, 3, b"sealed", (b"ann", b"sid"), 2000, 50, 1000)


class ScriptedSessions(sessions_pb2_grpc.SessionsServicer):
    """The site-store of a test. `answer` makes the response to a unary call, or a status."""

    def __init__(self) -> None:
        self.news = Streams()
        self.asked: list[Any] = []
        self.answer: Callable[[Any], Any] = lambda request: grpc.StatusCode.UNAVAILABLE

    def WatchSessions(self, request: Any, context: Any) -> Any:
        return self.news.serve(None, context)

    async def PutSession(self, request: Any, context: Any) -> Any:
        return await self._answer(request, context)

    async def GetSession(self, request: Any, context: Any) -> Any:
        return await self._answer(request, context)

    async def ClaimRenewal(self, request: Any, context: Any) -> Any:
        return await self._answer(request, context)

    async def NoteUse(self, request: Any, context: Any) -> Any:
        return await self._answer(request, context)

    async def EndSessions(self, request: Any, context: Any) -> Any:
        return await self._answer(request, context)

    async def _answer(self, request: Any, context: Any) -> Any:
        self.asked.append(request)
        answer = self.answer(request)
        if isinstance(answer, grpc.StatusCode):
            await context.abort(answer, "the test says no")
        return answer


class Scene:
    """Sessions behind a scripted site-store."""

    def __init__(self, sessions: GrpcSessions, store: ScriptedSessions) -> None:
        self.sessions = sessions
        self.store = store


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    server, store = InProcessServer(), ScriptedSessions()
    sessions_pb2_grpc.add_SessionsServicer_to_server(store, server)
    await server.start()
    channel: Any = InProcessChannel(server)
    yield Scene(GrpcSessions(channel), store)
    await channel.close()
    await server.stop(None)


def message() -> sessions_pb2.Session:
    return sessions_pb2.Session(
        id=KEPT.id,
        version=3,
        sealed=b"sealed",
        labels=[b"ann", b"sid"],
        expires_at_ms=2000,
        idle_limit_ms=50,
        used_at_ms=1000,
    )


async def test_a_session_is_put_and_got_as_it_is(scene: Scene) -> None:
    """[A12]"""
    scene.store.answer = lambda request: sessions_pb2.PutSessionResponse(version=3)
    assert await scene.sessions.put(KEPT, 2) == 3
    (asked,) = scene.store.asked
    assert (asked.if_version, asked.session.sealed, list(asked.session.labels)) == (
        2,
        b"sealed",
        [b"ann", b"sid"],
    )
    scene.store.answer = lambda request: sessions_pb2.GetSessionResponse(session=message())
    assert await scene.sessions.get(KEPT.id) == KEPT
    scene.store.answer = lambda request: sessions_pb2.GetSessionResponse()
    assert await scene.sessions.get(KEPT.id) is None


async def test_a_renewal_is_claimed_and_uses_are_noted(scene: Scene) -> None:
    """[A6, A8]"""
    scene.store.answer = lambda request: sessions_pb2.ClaimRenewalResponse(is_granted=request.version == 3)
    assert await scene.sessions.claim(KEPT.id, 3, 1.5) and not await scene.sessions.claim(KEPT.id, 4, 1.5)
    assert scene.store.asked[0].hold_ms == 1500
    scene.store.answer = lambda request: sessions_pb2.NoteUseResponse()
    await scene.sessions.note({KEPT.id: 1234})
    assert [(one.id, one.used_at_ms) for one in scene.store.asked[-1].uses] == [(KEPT.id, 1234)]


async def test_sessions_are_ended_by_id_or_label(scene: Scene) -> None:
    """[A5, A7]"""
    scene.store.answer = lambda request: sessions_pb2.EndSessionsResponse(ended=[message()])
    assert await scene.sessions.end(KEPT.id) == await scene.sessions.end_labelled(b"ann") == [KEPT]
    assert [one.WhichOneof("which") for one in scene.store.asked] == ["id", "label"]


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (grpc.StatusCode.FAILED_PRECONDITION, SessionLost),
        (grpc.StatusCode.INVALID_ARGUMENT, SessionInvalid),
        (grpc.StatusCode.RESOURCE_EXHAUSTED, TooBusy),
    ],
)
async def test_what_is_refused_is_an_error_with_the_reason(
    status: grpc.StatusCode, error: type[GatewayError], scene: Scene
) -> None:
    """[A6, A12]"""
    scene.store.answer = lambda request: status
    with pytest.raises(GatewayError, match="the test says no") as caught:
        await scene.sessions.put(KEPT, 2)
    assert type(caught.value) is error


async def test_a_site_store_that_is_away_is_an_error(scene: Scene) -> None:
    with pytest.raises(StoreAway, match="UNAVAILABLE"):
        await scene.sessions.get(KEPT.id)


class Heard:
    """A listener that keeps what it hears."""

    def __init__(self) -> None:
        self.queue: asyncio.Queue[SessionNews | str] = asyncio.Queue()

    def connected(self) -> None:
        self.queue.put_nowait("connected")

    def disconnected(self) -> None:
        self.queue.put_nowait("disconnected")

    def heard(self, news: SessionNews) -> None:
        self.queue.put_nowait(news)


def told(*versions: int) -> sessions_pb2.WatchSessionsResponse:
    news = [
        sessions_pb2.SessionNews(id=KEPT.id, version=one, labels=[b"ann"], was_ended=not one)
        for one in versions
    ]
    return sessions_pb2.WatchSessionsResponse(news=news)


async def test_news_are_heard_between_connected_and_disconnected_again_and_again(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[A12]"""
    monkeypatch.setattr(stream_module, "_FIRST_PAUSE_SECONDS", 0.0)
    heard = Heard()
    async with running(scene.sessions.watch(heard)):
        # One that breaks before it has said anything was never connected.
        (await scene.store.news.next()).fail()
        for _ in range(2):
            stream = await scene.store.news.next()
            stream.answer(told())
            stream.answer(told(4, 0))
            assert [await heard.queue.get() for _ in range(3)] == [
                "connected",
                SessionNews(KEPT.id, 4, (b"ann",), False),
                SessionNews(KEPT.id, 0, (b"ann",), True),
            ]
            stream.end()
            assert await heard.queue.get() == "disconnected"
        (await scene.store.news.next()).answer(told())
        assert await heard.queue.get() == "connected"
    # Whoever stops listening is told, too.
    assert await heard.queue.get() == "disconnected"
    assert heard.queue.empty()
