"""A server that answers what it is told to, and remembers what it was asked, in the terms of the driver vectors."""

import json
import threading
import time
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_DEFAULT_KEY = "Basic YWNjZXNzX2tleV9pZDphY2Nlc3Nfa2V5X3NlY3JldA=="
_REASON = "As Told"


class RecordingServer:
    """Listens on a free port of this machine until it is closed."""

    def __init__(self) -> None:
        recorder = self

        class Handler(_Handler):
            server_recorder = recorder

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self._lock = threading.Lock()
        self._replies: list[dict[str, Any]] = []
        self._requests: list[dict[str, Any]] = []
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()

    def begin(self, replies: list[dict[str, Any]]) -> None:
        """Forget what was asked, and answer like this from now on; 200 without a body when the answers run out."""
        with self._lock:
            self._replies = list(replies)
            self._requests = []

    def requests(self) -> list[dict[str, Any]]:
        """What was asked since `begin`."""
        with self._lock:
            return list(self._requests)

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()

    def take(self, request: dict[str, Any]) -> dict[str, Any]:
        """Remember a request, and say how to answer it."""
        with self._lock:
            self._requests.append(request)
            return self._replies.pop(0) if self._replies else {}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server_recorder: RecordingServer

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        # http.server tidies up the path; the raw line tells what was really sent.
        path = self.raw_requestline.split(b" ")[1].decode()
        request = {"method": self.command, "path": path, **_describe(self.headers, body)}
        reply = self.server_recorder.take(request)
        if delay := reply.get("delay"):
            time.sleep(delay)
        content = _body_of(reply)
        status = reply.get("status", 200)
        lines = [f"HTTP/1.1 {status} {_REASON}"]
        lines += [f"{name}: {value}" for name, value in reply.get("headers", {}).items()]
        if status != 204:
            lines.append(f"Content-Length: {len(content)}")
        self.wfile.write("\r\n".join((*lines, "", "")).encode() + content)

    do_GET = do_PATCH = do_POST = do_PUT = do_DELETE = _answer

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def _body_of(reply: dict[str, Any]) -> bytes:
    body = reply.get("body", "")
    return body.encode() if isinstance(body, str) else json.dumps(body).encode()


def _describe(headers: Any, body: bytes) -> dict[str, Any]:
    described: dict[str, Any] = {
        "body": _parse(headers.get("Content-Type", ""), body),
        "raw": body.decode("latin-1"),
    }
    kept = {
        name.lower(): value
        for name, value in headers.items()
        if name.lower() == "content-type"
        or name.lower().startswith("wave-")
        or (name.lower() == "authorization" and value != _DEFAULT_KEY)
    }
    if kept:
        described["headers"] = kept
    return described


def _parse(content_type: str, body: bytes) -> Any:
    if not body:
        return None
    if content_type.startswith("multipart/"):
        return {"multipart": _parse_multipart(content_type, body)}
    try:
        return json.loads(body)
    except ValueError:
        return {"raw": body.decode("latin-1")}


def _parse_multipart(content_type: str, body: bytes) -> list[dict[str, str]]:
    boundary = content_type.partition("boundary=")[2].encode()
    parts = []
    for piece in body.split(b"--" + boundary)[1:-1]:
        head, _, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        # The mail parser would decode the content; only the headers are its business.
        message = BytesParser(policy=HTTP).parsebytes(head + b"\r\n\r\n")
        disposition = message["Content-Disposition"].params
        parts.append(
            {
                "name": disposition["name"],
                "filename": disposition["filename"],
                "content_type": message.get_content_type(),
                "text": content.removesuffix(b"\r\n").decode("latin-1"),
            }
        )
    return parts
