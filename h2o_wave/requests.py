"""Every call of the server: what is asked, and how the answer is read. Nothing is sent here."""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import IO, Any, BinaryIO, Generic, NamedTuple, TypeVar

from ._transports.transport import Reply, Request
from .errors import BadType, BadValue, InvalidURL, service_error
from .marshalling import marshal, unmarshal
from .multipart import Form, Part, Progress
from .urls import encode_path, encode_segments

T = TypeVar("T")
FileContent = bytes | str | IO[bytes]

_JSON = (("Content-Type", "application/json"),)


class Call(NamedTuple, Generic[T]):
    """A request, and the function that reads its reply. Reading raises `ServiceError` unless the status is 200."""

    request: Request
    read: Callable[[Reply], T]


def load(base_url: str, route: str) -> Call[dict[str, Any]]:
    """Read a page."""
    call = load_at(base_url, route)
    return Call(call.request, lambda reply: call.read(reply)[0])


def load_at(base_url: str, route: str) -> Call[tuple[dict[str, Any], str | None]]:
    """Read a page, and the position of its last change; None when the server does not tell."""
    path = base_url[:-1] + encode_path(route)

    def read(reply: Reply) -> tuple[dict[str, Any], str | None]:
        return _read_json("Request", reply), reply.headers.get("etag", "").strip('"') or None

    return Call(Request("load", "GET", path, headers=_JSON, route=route), read)


def register_app(
    base_url: str, *, route: str, mode: str, address: str, key_id: str, key_secret: str, run_id: str
) -> Call[None]:
    """Tell the server that an app serves a route. A registration with the run id of the last one is no news."""
    key = {"key_id": key_id, "key_secret": key_secret}
    app = {"mode": mode, "route": route, "address": address, **key, "run_id": run_id}
    body = marshal({"register_app": app}).encode()
    return Call(
        Request("register_app", "POST", base_url, _JSON, body, route=route), _nothing_reader("Request")
    )


def unregister_app(base_url: str, *, route: str) -> Call[None]:
    """Tell the server that the app at a route is gone."""
    body = marshal({"unregister_app": {"route": route}}).encode()
    return Call(
        Request("unregister_app", "POST", base_url, _JSON, body, route=route), _nothing_reader("Request")
    )


def refresh_tokens(base_url: str, session_id: str) -> Call[tuple[str, str]]:
    """Have the tokens of a signed-in user renewed: access token and refresh token, empty when there is none."""
    headers = (("Wave-Session-ID", _header_value(session_id)),)

    def read(reply: Reply) -> tuple[str, str]:
        _expect_200("Request", reply)
        return reply.headers.get("wave-access-token", ""), reply.headers.get("wave-refresh-token", "")

    return Call(Request("refresh_tokens", "POST", f"{base_url}_auth/refresh", headers), read)


def upload(
    base_url: str,
    files: Sequence[tuple[str, str]],
    *,
    as_directory: bool = False,
    on_progress: Progress | None = None,
) -> Call[list[str]]:
    """Upload files, given as the names they shall have and where they are. Answers with their paths on the server.

    Raises `OSError` when a file cannot be looked at.
    """
    headers: tuple[tuple[str, str], ...] = (("Wave-Directory-Upload", "True"),) if as_directory else ()
    parts = [Part("files", name, _content_type(name), path) for name, path in files]
    body: bytes | Form = b""
    if parts:
        body = Form(parts, on_progress)
        headers = (*headers, ("Content-Type", body.content_type))

    def read(reply: Reply) -> list[str]:
        paths: list[str] = _read_json("Upload", reply)["files"]
        return paths

    return Call(Request("upload", "POST", f"{base_url}_f/", headers, body), read)


def download(url: str, sink: BinaryIO) -> Call[None]:
    """Fetch an uploaded file; `url` is the path that `upload` gave, base URL included."""
    return Call(Request("download", "GET", _own_path(url), sink=sink), _nothing_reader("Download"))


def unload(url: str) -> Call[None]:
    """Remove an uploaded file; `url` is the path that `upload` gave, base URL included."""
    return Call(Request("unload", "DELETE", _own_path(url)), _nothing_reader("Unload"))


def uplink(base_url: str, path: str, content_type: str, file: FileContent) -> Call[str]:
    """Push a frame of an image stream. Answers with the path under which browsers find the stream."""
    url = _stream_path(base_url, path)
    form = b"".join(Form([Part("f", "f", _header_value(content_type), _content(file))]).chunks())
    boundary = form[2 : form.index(b"\r\n")].decode()
    headers = (("Content-Type", f"multipart/form-data; boundary={boundary}"),)

    def read(reply: Reply) -> str:
        _expect_200("Uplink", reply)
        return f"{base_url}_m/{path}"

    return Call(Request("uplink", "POST", url, headers, form), read)


def unlink(base_url: str, path: str) -> Call[None]:
    """End an image stream."""
    return Call(Request("unlink", "DELETE", _stream_path(base_url, path)), _nothing_reader("Unlink"))


def proxy(
    base_url: str, method: str, url: str, headers: Mapping[str, list[str]] | None, body: str | None
) -> Call[dict[str, Any]]:
    """Have the server make a request of its own."""
    text = marshal({"method": method, "url": url, "headers": headers, "body": body})
    return Call(Request("proxy", "POST", f"{base_url}_p/", body=text.encode()), _json_reader("Proxy request"))


def cache_get(base_url: str, shard: str, key: str, default: Any) -> Call[Any]:
    """Read a value of the server's cache; `default` when there is none."""

    def read(reply: Reply) -> Any:
        return unmarshal(reply.body) if reply.status == 200 else default

    return Call(Request("cache_get", "GET", _cache_path(base_url, shard, key)), read)


def cache_set(base_url: str, shard: str, key: str, value: Any) -> Call[None]:
    """Keep a value in the server's cache. Raises `BadType` or `BadValue` when it is not plain JSON."""
    path = _cache_path(base_url, shard, key)
    return Call(Request("cache_set", "PUT", path, body=marshal(value).encode()), _nothing_reader("Request"))


def cache_keys(base_url: str, shard: str) -> Call[list[str]]:
    """List the keys of a shard of the server's cache."""

    def read(reply: Reply) -> list[str]:
        return reply.body.decode(errors="replace").splitlines() if reply.status == 200 else []

    return Call(Request("cache_keys", "GET", _shard_path(base_url, shard)), read)


def _expect_200(operation: str, reply: Reply) -> None:
    if reply.status != 200:
        raise service_error(operation, reply.status, reply.body.decode(errors="replace"))


def _read_json(operation: str, reply: Reply) -> Any:
    _expect_200(operation, reply)
    return unmarshal(reply.body)


def _json_reader(operation: str) -> Callable[[Reply], Any]:
    return lambda reply: _read_json(operation, reply)


def _nothing_reader(operation: str) -> Callable[[Reply], None]:
    return lambda reply: _expect_200(operation, reply)


def _own_path(url: object) -> str:
    """A path on the server itself. The access key must not travel anywhere else."""
    if not isinstance(url, str):
        raise BadType(f"url: want str, got {type(url).__name__}: {url!r}")
    if not url.startswith("/") or url.startswith("//"):
        raise InvalidURL(f"url {url!r} must be a path that upload() gave: it begins with one slash")
    return encode_path(url)


def _stream_path(base_url: str, path: str) -> str:
    if not path:
        raise InvalidURL("the path of an image stream must not be empty")
    return f"{base_url}_m/{encode_path(path)}"


def _shard_path(base_url: str, shard: object) -> str:
    shard = str(shard)
    if not shard or "/" in shard:
        raise InvalidURL(f"cache shard {shard!r} must not be empty or contain a slash")
    return f"{base_url}_c/{encode_segments(shard)}"


def _cache_path(base_url: str, shard: object, key: object) -> str:
    key = str(key)
    if not key:
        raise InvalidURL("a cache key must not be empty")
    return f"{_shard_path(base_url, shard)}/{encode_segments(key)}"


def _content_type(name: str) -> str:
    import mimetypes  # heavy, and seldom needed

    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def _content(file: object) -> bytes:
    content = file.read() if hasattr(file, "read") else file
    if isinstance(content, str) and not isinstance(file, io.TextIOBase):
        return content.encode()
    if isinstance(content, (bytes, bytearray, memoryview)):
        return bytes(content)
    raise BadType(f"file: want bytes or a file opened in binary mode, got {type(file).__name__}")


def _header_value(value: str) -> str:
    if not isinstance(value, str) or not value.isprintable():
        raise BadValue(f"want a text on one line as header, got {value!r}")
    return value
