"""Files on their way into the server in memory: the multipart forms that the driver writes, read back."""

import re

from .._transports.transport import Request

_FILENAME = re.compile(rb'filename="([^"]*)"')
_ESCAPES = ((b"%22", b'"'), (b"%0D", b"\r"), (b"%0A", b"\n"))


def read_form(request: Request) -> list[tuple[str, bytes]]:
    """The names and contents of the files in a request."""
    body = request.body if isinstance(request.body, bytes) else b"".join(request.body.chunks())
    content_type = dict(request.headers).get("Content-Type", "")
    boundary = b"--" + content_type.partition("boundary=")[2].encode()
    parts = body.split(boundary)[1:-1] if body else []
    return [_read_part(part) for part in parts]


def _read_part(part: bytes) -> tuple[str, bytes]:
    head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
    found = _FILENAME.search(head)
    name = found[1] if found else b""
    for escape, character in _ESCAPES:
        name = name.replace(escape, character)
    return name.decode(errors="surrogateescape"), content.removesuffix(b"\r\n")
