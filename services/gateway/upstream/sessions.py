"""The sessions that the site-store keeps, over gRPC."""

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

import grpc

from h2o.wave.v1 import sessions_pb2, sessions_pb2_grpc
from services.gateway.errors import GatewayError, SessionInvalid, SessionLost, StoreAway, TooBusy
from services.gateway.upstream.stream import follow

CALL_TIMEOUT_SECONDS = 5.0


class KeptSession(NamedTuple):
    """A session as it is kept. Times are milliseconds since 1970."""

    id: bytes
    version: int
    sealed: bytes
    labels: tuple[bytes, ...]
    expires_at_ms: int
    idle_limit_ms: int
    used_at_ms: int = 0


class SessionNews(NamedTuple):
    """What happened to a session. `version` is 0 when it has ended, `was_ended` when somebody wanted that while it was used."""

    id: bytes
    version: int
    labels: tuple[bytes, ...]
    was_ended: bool


class SessionListener(Protocol):
    """Hears what happens to sessions, on the event loop. Must not block or raise."""

    def connected(self) -> None:
        """From now on nothing is missed; what was known before may be old."""

    def disconnected(self) -> None:
        """Nothing will be heard until `connected`."""

    def heard(self, news: SessionNews) -> None:
        """Something happened to a session."""


class GrpcSessions:
    """The sessions behind a channel."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self._stub: Any = sessions_pb2_grpc.SessionsStub(channel)  # type: ignore[no-untyped-call]

    async def put(self, session: KeptSession, if_version: int) -> int:
        """Begins or replaces a session; returns its version. Raises SessionInvalid, SessionLost, StoreAway, TooBusy."""
        message = sessions_pb2.Session(
            id=session.id,
            sealed=session.sealed,
            labels=session.labels,
            expires_at_ms=session.expires_at_ms,
            idle_limit_ms=session.idle_limit_ms,
        )
        request = sessions_pb2.PutSessionRequest(session=message, if_version=if_version)
        version: int = (await self._call(self._stub.PutSession, request)).version
        return version

    async def get(self, session_id: bytes) -> KeptSession | None:
        """A session, idle or not; None when it is unknown or over. Raises StoreAway."""
        answer = await self._call(self._stub.GetSession, sessions_pb2.GetSessionRequest(id=session_id))
        return _from_proto(answer.session) if answer.HasField("session") else None

    async def claim(self, session_id: bytes, version: int, hold_seconds: float) -> bool:
        """Whether the caller is the one to renew that version. Raises StoreAway."""
        request = sessions_pb2.ClaimRenewalRequest(
            id=session_id, version=version, hold_ms=round(hold_seconds * 1000)
        )
        return bool((await self._call(self._stub.ClaimRenewal, request)).is_granted)

    async def note(self, uses: Mapping[bytes, int]) -> None:
        """Says when sessions were used. Raises StoreAway."""
        messages = [sessions_pb2.SessionUse(id=one, used_at_ms=at_ms) for one, at_ms in uses.items()]
        await self._call(self._stub.NoteUse, sessions_pb2.NoteUseRequest(uses=messages))

    async def end(self, session_id: bytes) -> list[KeptSession]:
        """Ends a session; returns it, if there was one. Raises StoreAway."""
        return await self._end(sessions_pb2.EndSessionsRequest(id=session_id))

    async def end_labelled(self, label: bytes) -> list[KeptSession]:
        """Ends all sessions that have a label; returns them. Raises StoreAway."""
        return await self._end(sessions_pb2.EndSessionsRequest(label=label))

    async def watch(self, listener: SessionListener) -> None:
        """Tells a listener the news, until cancelled."""

        def hear(response: sessions_pb2.WatchSessionsResponse, is_first: bool) -> None:
            if is_first:
                listener.connected()
            for one in response.news:
                listener.heard(SessionNews(one.id, one.version, tuple(one.labels), one.was_ended))

        def watch() -> Any:
            return self._stub.WatchSessions(sessions_pb2.WatchSessionsRequest())

        await follow("sessions", watch, hear=hear, lost=listener.disconnected)

    async def _end(self, request: sessions_pb2.EndSessionsRequest) -> list[KeptSession]:
        return [_from_proto(one) for one in (await self._call(self._stub.EndSessions, request)).ended]

    async def _call(self, method: Any, request: Any) -> Any:
        try:
            return await method(request, timeout=CALL_TIMEOUT_SECONDS)
        except grpc.aio.AioRpcError as error:
            kind = _REFUSALS.get(error.code())
            if kind is not None:
                raise kind(error.details() or "the site-store refuses it") from error
            raise StoreAway(
                f"the site-store does not answer ({error.code().name}); try again later"
            ) from error


_REFUSALS: Mapping[grpc.StatusCode, type[GatewayError]] = {
    grpc.StatusCode.FAILED_PRECONDITION: SessionLost,
    grpc.StatusCode.INVALID_ARGUMENT: SessionInvalid,
    grpc.StatusCode.RESOURCE_EXHAUSTED: TooBusy,
}


def _from_proto(session: sessions_pb2.Session) -> KeptSession:
    return KeptSession(
        session.id,
        session.version,
        session.sealed,
        tuple(session.labels),
        session.expires_at_ms,
        session.idle_limit_ms,
        session.used_at_ms,
    )
