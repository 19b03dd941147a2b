"""The site-store of a server that runs, over gRPC."""

import os
import queue
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Self

import grpc

from h2o.wave.v1 import site_store_pb2, site_store_pb2_grpc

from .._transports.grpc_channel import credentials, explain, open_channel
from ..settings import read_settings
from ..urls import parse_address
from .target import local_server

_ANSWER_SECONDS = 2.0
_LOOK_SECONDS = 1.0
_PAGE_SIZE = 1000


class Change(NamedTuple):
    """Something that happened to a page, as a line of the text log has it."""

    marker: str
    route: str
    revision: int
    body: str


class RunningSite:
    """The pages of a server that runs."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        """Raises `ValueError` for a setting that makes no sense."""
        given = environ.get("H2O_WAVE_ADDRESS", "")
        self.address = given if given.startswith("grpc") else local_server(environ).grpc_address
        settings = read_settings({**os.environ, **environ, "H2O_WAVE_ADDRESS": self.address})
        self._channel: Any = open_channel(parse_address(self.address), settings)
        self._stub = site_store_pb2_grpc.SiteStoreStub(self._channel)  # type: ignore[no-untyped-call]
        self._shown = credentials(settings)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._channel.close()

    def is_there(self) -> bool:
        """Whether a server answers. Raises `WaveError` when it refuses us."""
        try:
            request = site_store_pb2.ListPagesRequest(page_size=1)
            self._stub.ListPages(request, metadata=self._shown, timeout=_ANSWER_SECONDS)
        except grpc.RpcError as error:
            if error.code() in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED):
                return False
            raise explain(error) from error
        return True

    def export(self) -> Iterator[bytes]:
        """Yields the whole site as lines of the text log. Raises `WaveError`."""
        try:
            for answer in self._stub.Export(site_store_pb2.ExportRequest(), metadata=self._shown):
                yield answer.lines
        except grpc.RpcError as error:
            raise explain(error) from error

    def compact(self) -> dict[str, int]:
        """Compacts the log; returns pages, and bytes before and after. Raises `WaveError`."""
        try:
            done = self._stub.Compact(site_store_pb2.CompactRequest(), metadata=self._shown)
        except grpc.RpcError as error:
            raise explain(error) from error
        return {"pages": done.pages, "bytes_before": done.bytes_before, "bytes_after": done.bytes_after}

    def changes(self, routes: Sequence[str]) -> Iterator[Change]:
        """Yields what happens to some pages from now on, to all when none is given. Raises `WaveError`."""
        wishes = _Wishes(routes or self._routes(), self._routes if not routes else None)
        try:
            for answer in self._stub.Watch(iter(wishes), metadata=self._shown):
                for event in answer.events:
                    yield from _read(event, wishes)
        except grpc.RpcError as error:
            raise explain(error) from error
        finally:
            wishes.end()

    def _routes(self) -> list[str]:
        found: list[str] = []
        token = ""
        while True:
            request = site_store_pb2.ListPagesRequest(page_size=_PAGE_SIZE, page_token=token)
            answer = self._stub.ListPages(request, metadata=self._shown)
            found += [page.route for page in answer.pages]
            token = answer.next_page_token
            if not token:
                return found


class _Wishes:
    """What a stream is asked for: the routes to watch, and those of pages that come into being meanwhile."""

    def __init__(self, routes: Sequence[str], look: Any) -> None:
        self._waiting = list(routes)
        self._first = frozenset(routes)
        self._watched: set[str] = set()
        self._look = look
        self._ended: queue.SimpleQueue[None] = queue.SimpleQueue()

    def was_first(self, route: str) -> bool:
        """Whether a route was watched from the beginning; of later ones, the first content is news."""
        return route in self._first

    def end(self) -> None:
        """Let the stream end."""
        self._ended.put(None)

    def __iter__(self) -> Iterator[site_store_pb2.WatchRequest]:
        while True:
            new = [route for route in self._waiting if route not in self._watched]
            self._watched.update(new)
            commands = [self._subscribe(route) for route in new]
            if commands:
                yield site_store_pb2.WatchRequest(commands=commands)
            try:
                self._ended.get(timeout=_LOOK_SECONDS)
                return
            except queue.Empty:
                self._waiting = self._look() if self._look else []

    def _subscribe(self, route: str) -> site_store_pb2.WatchCommand:
        skips = self.was_first(route)
        return site_store_pb2.WatchCommand(
            subscribe=site_store_pb2.Subscribe(route=route, skip_content=skips)
        )


def _read(event: site_store_pb2.WatchEvent, wishes: _Wishes) -> Iterator[Change]:
    kind = event.WhichOneof("event")
    if kind == "delta":
        yield Change("*", event.delta.route, event.delta.revision, event.delta.body.decode())
    elif kind == "snapshot":
        yield _snapshot(event.snapshot.route, event.snapshot.revision, event.snapshot.body)
    elif kind == "opened" and event.opened.WhichOneof("content") == "snapshot":
        opened = event.opened
        yield _snapshot(opened.route, opened.position.revision, opened.snapshot)


def _snapshot(route: str, revision: int, body: bytes) -> Change:
    return Change("=", route, revision, body.decode() or '{"p":{}}')
