"""A server in memory: pages, files and the cache, without ports. It keeps the rules of the real one."""

import threading
from collections.abc import Callable
from secrets import token_hex
from urllib.parse import unquote

from .._transports.transport import Reply, Request
from ..errors import ServiceError, service_error
from ..marshalling import marshal
from ..position import split_position
from ..urls import decode_route
from .files import read_form
from .replica import BadEdit, Replica

Listener = Callable[[str, bytes], None]
"""Hears of every edit: the route and its bytes."""

_EPOCH = "memory"
_NOT_FOUND = Reply(404, b"Not Found")


class MemoryServer:
    """What scripts and apps reach instead of a server. Threads may share it."""

    def __init__(self) -> None:
        self.pages: dict[str, Replica] = {}
        """The pages that are kept, by route."""
        self.files: dict[str, bytes] = {}
        """The files that were uploaded, by their paths on the server."""
        self.streams: dict[str, bytes] = {}
        """The last frame of each image stream, by path."""
        self.listeners: list[Listener] = []
        self.ephemeral: set[str] = set()
        """The routes of tabs. Their pages cannot be read."""
        self._cache: dict[str, bytes] = {}
        self._revision = 0
        self._revisions: dict[str, int] = {}
        self._lock = threading.RLock()

    def save(self, route: str, body: bytes, if_position: str | None = None) -> str:
        """Apply an edit and tell everybody. Raises `ServiceError` with the status of the real server."""
        route = decode_route(route)
        with self._lock:
            if if_position is not None:
                self._compare(route, if_position)
            page = self.pages.setdefault(route, Replica())
            try:
                page.apply(body)
            except BadEdit as error:
                raise ServiceError("Request", 400, str(error)) from error
            self._revision += 1
            self._revisions[route] = self._revision
            for listener in list(self.listeners):
                listener(route, body)
            return self.position(route)

    def _compare(self, route: str, if_position: str) -> None:
        wanted, current = split_position(if_position), self._revisions.get(route, 0)
        fits = current == 0 if wanted[1] == 0 else wanted[0] == _EPOCH and current <= wanted[1]
        if not fits:
            raise service_error("Request", 412, f"{route} is at {self.position(route)}, not at {if_position}")

    def position(self, route: str) -> str:
        """The position of a page's last change; revision 0 when there is no page."""
        return f"{_EPOCH}:{self._revisions.get(route, 0)}"

    def forget(self, route: str) -> None:
        """End the life of a page."""
        self.pages.pop(route, None)
        self._revisions.pop(route, None)
        self.ephemeral.discard(route)

    def send(self, request: Request) -> Reply:
        """Answer any other call."""
        with self._lock:
            return _CALLS.get(request.call, MemoryServer._refuse)(self, request)

    def keep_file(self, name: str, content: bytes) -> str:
        """Keep a file as if it had been uploaded, and return its path on the server."""
        path = f"/_f/{token_hex(16)}/{name}"
        self.files[path] = content
        return path

    def _load(self, request: Request) -> Reply:
        route = decode_route(request.route)
        page = self.pages.get(route)
        if page is None or route in self.ephemeral:
            return _NOT_FOUND
        return Reply(200, marshal(page.snapshot()).encode(), {"etag": f'"{self.position(route)}"'})

    def _upload(self, request: Request) -> Reply:
        parts = read_form(request)
        headers = dict(request.headers)
        if "Wave-Directory-Upload" in headers:
            folder = f"/_f/{token_hex(16)}"
            self.files.update({f"{folder}/{name}": content for name, content in parts})
            return Reply(200, marshal({"files": [folder]}).encode())
        return Reply(200, marshal({"files": [self.keep_file(*part) for part in parts]}).encode())

    def _download(self, request: Request) -> Reply:
        content = self.files.get(unquote(request.path))
        if content is None:
            return _NOT_FOUND
        if request.sink is not None:
            request.sink.write(content)
        return Reply(200)

    def _unload(self, request: Request) -> Reply:
        path = unquote(request.path)
        gone = [name for name in self.files if name == path or name.startswith(path.rstrip("/") + "/")]
        for name in gone:
            del self.files[name]
        return Reply(200) if gone else _NOT_FOUND

    def _uplink(self, request: Request) -> Reply:
        [(_, self.streams[request.path])] = read_form(request)
        return Reply(200)

    def _unlink(self, request: Request) -> Reply:
        self.streams.pop(request.path, None)
        return Reply(200)

    def _cache_get(self, request: Request) -> Reply:
        value = self._cache.get(request.path)
        return _NOT_FOUND if value is None else Reply(200, value)

    def _cache_set(self, request: Request) -> Reply:
        self._cache[request.path] = request.body if isinstance(request.body, bytes) else b""
        return Reply(200)

    def _cache_keys(self, request: Request) -> Reply:
        prefix = request.path + "/"
        keys = [unquote(path.removeprefix(prefix)) for path in self._cache if path.startswith(prefix)]
        return Reply(200, "\n".join(sorted(keys)).encode())

    def _accept(self, request: Request) -> Reply:
        return Reply(200)

    def _refuse(self, request: Request) -> Reply:
        return Reply(501, f"tests have no server that could {request.call}".encode())


_CALLS: dict[str, Callable[[MemoryServer, Request], Reply]] = {
    "load": MemoryServer._load,
    "upload": MemoryServer._upload,
    "download": MemoryServer._download,
    "unload": MemoryServer._unload,
    "uplink": MemoryServer._uplink,
    "unlink": MemoryServer._unlink,
    "cache_get": MemoryServer._cache_get,
    "cache_set": MemoryServer._cache_set,
    "cache_keys": MemoryServer._cache_keys,
    "register_app": MemoryServer._accept,
    "unregister_app": MemoryServer._accept,
    "refresh_tokens": MemoryServer._accept,
}


class MemoryTransport:
    """The way of scripts to a server in memory."""

    def __init__(self, server: MemoryServer) -> None:
        self._server = server

    def save(self, route: str, body: bytes, if_position: str | None = None) -> str | None:
        """See `Transport.save`."""
        return self._server.save(route, body, if_position)

    def send(self, request: Request) -> Reply:
        """See `Transport.send`."""
        return self._server.send(request)

    def close(self) -> None:
        """Nothing is open."""


class AsyncMemoryTransport:
    """The way of apps to a server in memory."""

    def __init__(self, server: MemoryServer) -> None:
        self._server = server

    async def save(self, route: str, body: bytes, if_position: str | None = None) -> str | None:
        """See `AsyncTransport.save`."""
        return self._server.save(route, body, if_position)

    async def send(self, request: Request) -> Reply:
        """See `AsyncTransport.send`."""
        return self._server.send(request)

    async def aclose(self) -> None:
        """Nothing is open."""
