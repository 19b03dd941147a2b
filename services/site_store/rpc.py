"""The SiteStore service: protobuf in, domain in the middle, protobuf out."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, NamedTuple, TypeAlias

import grpc

from h2o.wave.v1 import page_pb2, site_store_pb2, site_store_pb2_grpc
from services.chassis import quick_tuple
from services.chassis.logs import get_logger
from services.chassis.status import StatusTable
from services.plain import edits as plain
from services.plain import pages
from services.site_store.edits import BadRoute, Batch, Conflict, Edit
from services.site_store.log.errors import LogError, LogFull, RecordTooLarge
from services.site_store.page.errors import BadDelta, EditTooLarge, PageTooLarge
from services.site_store.reading import Reading
from services.site_store.store import Store
from services.site_store.watch_call import WatchCall

logger = get_logger("site_store")

# Most specific first.
EDIT_STATUS = {
    EditTooLarge: site_store_pb2.EDIT_STATUS_TOO_LARGE,
    PageTooLarge: site_store_pb2.EDIT_STATUS_TOO_LARGE,
    BadDelta: site_store_pb2.EDIT_STATUS_REFUSED,
    BadRoute: site_store_pb2.EDIT_STATUS_REFUSED,
    Conflict: site_store_pb2.EDIT_STATUS_CONFLICT,
    LogFull: site_store_pb2.EDIT_STATUS_BUSY,
    RecordTooLarge: site_store_pb2.EDIT_STATUS_TOO_LARGE,
    LogError: site_store_pb2.EDIT_STATUS_READ_ONLY,
}
STATUS = StatusTable(
    {
        BadDelta: grpc.StatusCode.INVALID_ARGUMENT,
        BadRoute: grpc.StatusCode.INVALID_ARGUMENT,
        Conflict: grpc.StatusCode.FAILED_PRECONDITION,
        LogFull: grpc.StatusCode.RESOURCE_EXHAUSTED,
        RecordTooLarge: grpc.StatusCode.INVALID_ARGUMENT,
        LogError: grpc.StatusCode.UNAVAILABLE,
    }
)
DEFAULT_LIST_SIZE = 1000
_APPLIED = site_store_pb2.EDIT_STATUS_APPLIED
_DISCARDED = site_store_pb2.EDIT_STATUS_DISCARDED


class Compaction(NamedTuple):
    """What compacting the log has brought."""

    pages: int
    bytes_before: int
    bytes_after: int


Compact = Callable[[], Awaitable[Compaction]]
Export = Callable[[], AsyncIterator[bytes]]
Context: TypeAlias = "grpc.aio.ServicerContext[Any, Any]"


class SiteStoreServicer(site_store_pb2_grpc.SiteStoreServicer):
    """Serves one store, from `attach` on; gRPC servers want their servicers before there is a store.

    Watchers may have `max_watcher_bytes` waiting.
    """

    _store: Store
    _reading: Reading
    _compact: Compact
    _export: Export

    def __init__(self, *, max_watcher_bytes: int) -> None:
        self.watches: set[WatchCall] = set()
        self._max_watcher_bytes = max_watcher_bytes

    def attach(self, store: Store, *, compact: Compact, export: Export) -> None:
        """Says what to serve: a store, how to rewrite its log, and how to write it as text."""
        self._store, self._reading = store, store.reading
        self._compact = compact
        self._export = export

    @STATUS.applied
    async def ApplyEdit(
        self, request: site_store_pb2.ApplyEditRequest, context: Context
    ) -> site_store_pb2.ApplyEditResponse:
        settled: asyncio.Future[Batch] = asyncio.get_running_loop().create_future()
        batch = Batch(1, lambda batch: None if settled.done() else settled.set_result(batch))
        self._store.submit(batch, [_edit(request.edit)])
        outcome = (await settled).outcomes[0]
        assert outcome is not None
        if outcome.error is not None:
            raise outcome.error
        position = page_pb2.Position(epoch=self._store.epoch, revision=outcome.revision)
        return site_store_pb2.ApplyEditResponse(position=position)

    async def StreamEdits(
        self, request_iterator: AsyncIterator[site_store_pb2.StreamEditsRequest], context: Context
    ) -> None:
        # Writes for itself instead of yielding: where the log answers at once, an edit then costs one task switch.
        await _EditStream(self._store, context).run(request_iterator)

    @STATUS.applied
    async def GetSnapshot(
        self, request: site_store_pb2.GetSnapshotRequest | pages.GetSnapshotRequest, context: Context
    ) -> site_store_pb2.GetSnapshotResponse | pages.GetSnapshotResponse:
        epoch, revision, snapshot = self._reading.look_up(
            request.route, include_ephemeral=request.include_ephemeral
        )
        if isinstance(request, pages.GetSnapshotRequest):
            return pages.GetSnapshotResponse(snapshot, plain.Position(epoch, revision))
        position = page_pb2.Position(epoch=epoch, revision=revision)
        return site_store_pb2.GetSnapshotResponse(snapshot=snapshot, position=position)

    async def Watch(
        self, request_iterator: AsyncIterator[site_store_pb2.WatchRequest], context: Context
    ) -> None:
        # Writes for itself instead of yielding, for the same reason.
        watch = WatchCall(self._reading, context, max_bytes=self._max_watcher_bytes)
        self.watches.add(watch)
        try:
            await watch.run(request_iterator)
        finally:
            self.watches.discard(watch)
            self._reading.leave(watch.watcher)

    def tell_progress(self) -> None:
        """Makes every watcher hear where the site stands; called now and then."""
        for watch in self.watches:
            watch.tell_progress()

    @STATUS.applied
    async def ListPages(
        self, request: site_store_pb2.ListPagesRequest, context: Context
    ) -> site_store_pb2.ListPagesResponse:
        size = request.page_size if request.page_size > 0 else DEFAULT_LIST_SIZE
        summaries, next_token = self._reading.list_pages(request.prefix, size, request.page_token)
        pages = [
            site_store_pb2.PageSummary(route=route, revision=revision, card_count=cards, ephemeral=ephemeral)
            for route, revision, cards, ephemeral in summaries
        ]
        return site_store_pb2.ListPagesResponse(pages=pages, next_page_token=next_token)

    @STATUS.applied
    async def DropPage(
        self, request: site_store_pb2.DropPageRequest, context: Context
    ) -> site_store_pb2.DropPageResponse:
        dropped: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        def on_done(revision: int, error: Exception | None) -> None:
            if not dropped.done():
                dropped.set_result(revision) if error is None else dropped.set_exception(error)

        self._store.drop(request.route, on_done)
        revision = await dropped
        position = page_pb2.Position(epoch=self._store.epoch, revision=revision) if revision else None
        return site_store_pb2.DropPageResponse(position=position)

    @STATUS.applied
    async def Compact(
        self, request: site_store_pb2.CompactRequest, context: Context
    ) -> site_store_pb2.CompactResponse:
        result = await self._compact()
        return site_store_pb2.CompactResponse(
            pages=result.pages, bytes_before=result.bytes_before, bytes_after=result.bytes_after
        )

    async def Export(
        self, request: site_store_pb2.ExportRequest, context: Context
    ) -> AsyncIterator[site_store_pb2.ExportResponse]:
        async for lines in self._export():
            yield site_store_pb2.ExportResponse(lines=lines)


_Response: TypeAlias = site_store_pb2.StreamEditsResponse | plain.StreamEditsResponse
_new = quick_tuple.new


class _EditStream:
    """One StreamEdits call: batches go to the store as they come; their outcomes leave in the same order.

    In process, requests are handled the moment they are written, and outcomes that are there leave at once: where the log answers
    at once, an edit switches no task.
    """

    def __init__(self, store: Store, context: Context) -> None:
        self._store = store
        self._context = context
        # Beyond grpc.aio: writes without waiting. None over a network.
        self._write_now: Callable[[Any], bool] | None = getattr(context, "write_nowait", None)
        # Whether the caller sends twins, and is answered with twins.
        self._is_plain = False
        self._batches: deque[Batch] = deque()
        self._unsent: _Response | None = None
        self._wake = asyncio.Event()
        self._is_submitting = False
        self._at_end = False

    async def run(self, requests: AsyncIterator[site_store_pb2.StreamEditsRequest]) -> None:
        """Returns when the caller has ended the stream and every edit was answered."""
        writing = asyncio.create_task(self._write())
        try:
            if self._write_now is not None:
                self._context.deliver_to(self._take)  # type: ignore[attr-defined]
            async for request in requests:
                self._take(request)
            self._at_end = True
            self._wake.set()
            await writing
        finally:
            writing.cancel()

    def _take(self, request: site_store_pb2.StreamEditsRequest | plain.StreamEditsRequest) -> None:
        edits: list[Edit]
        if isinstance(request, plain.StreamEditsRequest):
            self._is_plain = True
            edits = request.edits
        else:
            edits = [_edit(edit) for edit in request.edits]
        if not edits:
            return
        batch = Batch(len(edits), self._on_done)
        self._batches.append(batch)
        self._is_submitting = True
        try:
            self._store.submit(batch, edits)
        finally:
            self._is_submitting = False
        self._on_done(batch)

    def _on_done(self, batch: Batch) -> None:
        """Sees to it that the outcomes of settled batches leave."""
        if self._is_submitting or self._batches[0].waiting:
            return
        if self._write_now is None or self._unsent is not None:
            self._wake.set()
            return
        response = self._settled()
        try:
            if not self._write_now(response):
                self._unsent = response
        except grpc.aio.BaseError:
            return  # The caller has left, and this call is told so.
        if self._unsent is not None or self._at_end:
            self._wake.set()

    def _settled(self) -> "_Response":
        """Takes the outcomes that are there, of whole batches and in order."""
        outcomes: list[plain.EditOutcome] = []
        while self._batches and self._batches[0].waiting == 0:
            for outcome in self._batches.popleft().outcomes:
                assert outcome is not None, "a settled batch has all its outcomes"
                revision, error, discarded = outcome
                if error is None:
                    status = _DISCARDED if discarded else _APPLIED
                    outcomes.append(_new(plain.EditOutcome, (status, revision, "")))
                else:
                    outcomes.append(plain.EditOutcome(_status(error), 0, str(error)))
        if self._is_plain:
            return plain.StreamEditsResponse(outcomes, self._store.epoch)
        response = site_store_pb2.StreamEditsResponse(epoch=self._store.epoch)
        add = response.outcomes.add
        for twin in outcomes:
            add(status=twin.status, revision=twin.revision, reason=twin.reason)
        return response

    async def _write(self) -> None:
        """Writes what could not leave at once."""
        while not (self._at_end and not self._batches and self._unsent is None):
            await self._wake.wait()
            self._wake.clear()
            while self._unsent is not None or (self._batches and self._batches[0].waiting == 0):
                response = self._unsent or self._settled()
                # While this waits for room, nothing may overtake it.
                self._unsent = response
                await self._context.write(response)
                self._unsent = None


def _edit(edit: site_store_pb2.Edit) -> Edit:
    if_position = None
    if edit.HasField("if_position"):
        if_position = plain.Position(edit.if_position.epoch, edit.if_position.revision)
    return _new(Edit, (edit.route, edit.body, edit.writer, edit.number, if_position))


def _status(error: Exception) -> site_store_pb2.EditStatus:
    for kind, status in EDIT_STATUS.items():
        if isinstance(error, kind):
            return status
    raise error  # A defect of ours: no table knows it.
