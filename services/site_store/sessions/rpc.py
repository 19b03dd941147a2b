"""The Sessions service: protobuf in, the keeper in the middle, protobuf out."""

from collections.abc import AsyncIterator, Iterable
from typing import Any, TypeAlias

import grpc

from h2o.wave.v1 import sessions_pb2, sessions_pb2_grpc
from services.chassis.status import StatusTable
from services.site_store.sessions.errors import (
    NewsMissed,
    SessionChanged,
    SessionInvalid,
    SessionsUnwritable,
    TooManySessions,
)
from services.site_store.sessions.keeper import SessionKeeper
from services.site_store.sessions.session import Session

STATUS = StatusTable(
    {
        SessionInvalid: grpc.StatusCode.INVALID_ARGUMENT,
        SessionChanged: grpc.StatusCode.FAILED_PRECONDITION,
        TooManySessions: grpc.StatusCode.RESOURCE_EXHAUSTED,
        NewsMissed: grpc.StatusCode.RESOURCE_EXHAUSTED,
        SessionsUnwritable: grpc.StatusCode.UNAVAILABLE,
    }
)
Context: TypeAlias = "grpc.aio.ServicerContext[Any, Any]"


class SessionsServicer(sessions_pb2_grpc.SessionsServicer):
    """Serves one keeper, from `attach` on; gRPC servers want their servicers before there is one."""

    _keeper: SessionKeeper

    def attach(self, keeper: SessionKeeper) -> None:
        """Says what to serve."""
        self._keeper = keeper

    @STATUS.applied
    async def PutSession(
        self, request: sessions_pb2.PutSessionRequest, context: Context
    ) -> sessions_pb2.PutSessionResponse:
        try:
            kept = await self._keeper.put(_from_proto(request.session), request.if_version)
        except TooManySessions:
            self._keeper.counts.refused += 1
            raise
        return sessions_pb2.PutSessionResponse(version=kept.version)

    @STATUS.applied
    async def GetSession(
        self, request: sessions_pb2.GetSessionRequest, context: Context
    ) -> sessions_pb2.GetSessionResponse:
        session = self._keeper.book.kept(request.id)
        return sessions_pb2.GetSessionResponse(session=_to_proto(session) if session else None)

    @STATUS.applied
    async def ClaimRenewal(
        self, request: sessions_pb2.ClaimRenewalRequest, context: Context
    ) -> sessions_pb2.ClaimRenewalResponse:
        granted = self._keeper.book.claim(request.id, request.version, request.hold_ms)
        return sessions_pb2.ClaimRenewalResponse(is_granted=granted)

    @STATUS.applied
    async def NoteUse(
        self, request: sessions_pb2.NoteUseRequest, context: Context
    ) -> sessions_pb2.NoteUseResponse:
        for use in request.uses:
            self._keeper.use(use.id, use.used_at_ms)
        return sessions_pb2.NoteUseResponse()

    @STATUS.applied
    async def EndSessions(
        self, request: sessions_pb2.EndSessionsRequest, context: Context
    ) -> sessions_pb2.EndSessionsResponse:
        which = request.WhichOneof("which")
        if which is None:
            raise SessionInvalid("say which sessions are to be ended: by id or by label")
        if which == "id":
            ended = await self._keeper.end([request.id])
        else:
            ended = await self._keeper.end_labelled(request.label)
        return sessions_pb2.EndSessionsResponse(ended=_all_to_proto(ended))

    @STATUS.applied
    async def WatchSessions(
        self, request: sessions_pb2.WatchSessionsRequest, context: Context
    ) -> AsyncIterator[sessions_pb2.WatchSessionsResponse]:
        newsroom = self._keeper.newsroom
        feed = newsroom.open()
        try:
            async for batch in feed.batches():
                yield sessions_pb2.WatchSessionsResponse(
                    news=[
                        sessions_pb2.SessionNews(
                            id=one.id, version=one.version, labels=one.labels, was_ended=one.was_ended
                        )
                        for one in batch
                    ]
                )
        finally:
            newsroom.leave(feed)


def _from_proto(session: sessions_pb2.Session) -> Session:
    return Session(
        session.id,
        0,
        session.sealed,
        tuple(session.labels),
        session.expires_at_ms,
        session.idle_limit_ms,
        0,
    )


def _to_proto(session: Session) -> sessions_pb2.Session:
    return sessions_pb2.Session(
        id=session.id,
        version=session.version,
        sealed=session.sealed,
        labels=session.labels,
        expires_at_ms=session.expires_at_ms,
        idle_limit_ms=session.idle_limit_ms,
        used_at_ms=session.used_at_ms,
    )


def _all_to_proto(sessions: Iterable[Session]) -> list[sessions_pb2.Session]:
    return [_to_proto(session) for session in sessions]
