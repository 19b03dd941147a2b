"""The Sessions service as gateways meet it: over a network and in process, alike."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import grpc
import pytest

from h2o.wave.v1 import sessions_pb2, sessions_pb2_grpc
from services.chassis.channel import open_channel
from services.chassis.inprocess import InProcessChannel, InProcessServer
from services.chassis.metrics import Registry
from services.chassis.server import GrpcServer
from services.chassis.settings import load
from services.chassis.values import listen_address
from services.site_store.service import SiteStoreService
from services.site_store.settings import SiteStoreSettings

FAR = 10**15


@asynccontextmanager
async def stub(folder: Path, kind: str) -> AsyncIterator[Any]:
    """A stub of a service that keeps its sessions in a folder."""
    settings = load(
        SiteStoreSettings, ["-data-dir", str(folder), "-segment-size", "1M"], {}, "H2O_WAVE_"
    ).settings
    failures: list[str] = []
    service = SiteStoreService(settings, Registry("wave_site_store"), failures.append)
    address = listen_address(f"unix:{folder}/s.sock")
    server: Any = InProcessServer() if kind == "inside" else GrpcServer([address])
    sessions_pb2_grpc.add_SessionsServicer_to_server(service.sessions_servicer, server)
    await service.start()
    await server.start()
    channel: Any = InProcessChannel(server) if kind == "inside" else open_channel(address)
    try:
        yield sessions_pb2_grpc.SessionsStub(channel)
    finally:
        await channel.close()
        await server.stop()
        await service.stop()
        assert failures == []


def session(name: str = "a", label: bytes = b"ann") -> sessions_pb2.Session:
    return sessions_pb2.Session(
        id=name.encode() * 32, sealed=b"x", labels=[label], expires_at_ms=FAR, idle_limit_ms=60_000
    )


@pytest.mark.parametrize("kind", ["inside", "network"])
async def test_a_session_begins_is_renewed_by_one_and_ends_for_all(tmp_path: Path, kind: str) -> None:
    async with stub(tmp_path, kind) as sessions:
        watch = sessions.WatchSessions(sessions_pb2.WatchSessionsRequest())
        news = aiter(watch)
        assert not (await anext(news)).news
        put = await sessions.PutSession(sessions_pb2.PutSessionRequest(session=session()))
        assert put.version == 1
        got = await sessions.GetSession(sessions_pb2.GetSessionRequest(id=b"a" * 32))
        assert (got.session.sealed, got.session.version, list(got.session.labels)) == (b"x", 1, [b"ann"])
        claim = sessions_pb2.ClaimRenewalRequest(id=b"a" * 32, version=1, hold_ms=60_000)
        granted = [(await sessions.ClaimRenewal(claim)).is_granted for _ in range(2)]
        assert granted == [True, False]
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await sessions.PutSession(sessions_pb2.PutSessionRequest(session=session(), if_version=7))
        assert caught.value.code() is grpc.StatusCode.FAILED_PRECONDITION
        use = sessions_pb2.SessionUse(id=b"a" * 32, used_at_ms=got.session.used_at_ms + 1)
        await sessions.NoteUse(sessions_pb2.NoteUseRequest(uses=[use]))
        ended = await sessions.EndSessions(sessions_pb2.EndSessionsRequest(label=b"ann"))
        assert [one.id for one in ended.ended] == [b"a" * 32]
        got = await sessions.GetSession(sessions_pb2.GetSessionRequest(id=b"a" * 32))
        assert not got.HasField("session")
        seen = [(one.version, one.was_ended) for _ in range(2) for one in (await anext(news)).news]
        assert seen == [(1, False), (0, True)]
        watch.cancel()


async def test_sessions_outlive_the_process(tmp_path: Path) -> None:
    async with stub(tmp_path, "inside") as sessions:
        await sessions.PutSession(sessions_pb2.PutSessionRequest(session=session()))
    async with stub(tmp_path, "inside") as sessions:
        got = await sessions.GetSession(sessions_pb2.GetSessionRequest(id=b"a" * 32))
        assert got.session.version == 1
        await sessions.EndSessions(sessions_pb2.EndSessionsRequest(id=b"a" * 32))
    async with stub(tmp_path, "inside") as sessions:
        got = await sessions.GetSession(sessions_pb2.GetSessionRequest(id=b"a" * 32))
        assert not got.HasField("session")


@pytest.mark.parametrize(
    "request_",
    [
        sessions_pb2.PutSessionRequest(session=sessions_pb2.Session(id=b"short")),
        sessions_pb2.PutSessionRequest(),
    ],
)
async def test_what_makes_no_sense_is_refused(
    tmp_path: Path, request_: sessions_pb2.PutSessionRequest
) -> None:
    async with stub(tmp_path, "inside") as sessions:
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await sessions.PutSession(request_)
        assert caught.value.code() is grpc.StatusCode.INVALID_ARGUMENT
        with pytest.raises(grpc.aio.AioRpcError):
            await sessions.EndSessions(sessions_pb2.EndSessionsRequest())
