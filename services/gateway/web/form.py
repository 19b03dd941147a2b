"""Takes a form with files (`multipart/form-data`) apart as its bytes arrive. PURE."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple
from urllib.parse import unquote

from services.gateway.errors import FormInvalid
from services.gateway.web.media import media_type

MAX_PART_HEAD_BYTES = 8 << 10

_BOUNDARY = re.compile(r';\s*boundary=(?:"([^"\\]{1,70})"|([^\s";,]{1,70}))\s*(?=;|$)', re.IGNORECASE)
_PARAMETER = re.compile(r';\s*([\w*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;"\s]*))')
# What browsers write for the three characters that would end a name. Nothing else is escaped in forms.
_ESCAPES = {"%22": '"', "%0D": "\r", "%0A": "\n"}
_ESCAPED = re.compile("|".join(_ESCAPES), re.IGNORECASE)


class PartHead(NamedTuple):
    """A part begins. `filename` is None for a part that is no file."""

    name: str
    filename: str | None
    content_type: str


class PartEnd:
    """A part has ended."""


PART_END = PartEnd()
Event = PartHead | bytes | PartEnd


class _At(Enum):
    PREAMBLE = auto()
    AFTER_DELIMITER = auto()
    HEAD = auto()
    CONTENT = auto()
    END = auto()


def boundary_of(content_type: str | None) -> bytes:
    """The boundary in the `Content-Type` of a form. Raises FormInvalid when there is none."""
    match = _BOUNDARY.search(content_type or "")
    if media_type(content_type) != "multipart/form-data" or match is None:
        raise FormInvalid("send a form: multipart/form-data with a boundary")
    return (match[1] or match[2]).encode("latin-1", "replace")


class FormReader:
    """Makes events of bytes: the head of a part, its content in pieces, its end."""

    def __init__(self, boundary: bytes) -> None:
        self._delimiter = b"\r\n--" + boundary
        # The first delimiter may stand at the very beginning.
        self._buffer = b"\r\n"
        self._at = _At.PREAMBLE

    @property
    def is_complete(self) -> bool:
        """Whether the end of the form was seen."""
        return self._at is _At.END

    def feed(self, data: bytes) -> Iterator[Event]:
        """Takes the next bytes. To be read to its end. Raises FormInvalid."""
        self._buffer += data
        while self._at is not _At.END:
            before = (self._at, len(self._buffer))
            yield from _STEPS[self._at](self)
            if (self._at, len(self._buffer)) == before:
                return
        self._buffer = b""

    def _skip_preamble(self) -> Iterator[Event]:
        found = self._buffer.find(self._delimiter)
        if found < 0:
            self._buffer = self._buffer[-len(self._delimiter) + 1 :]
        else:
            self._leave_delimiter(found)
        yield from ()

    def _leave_delimiter(self, found: int) -> None:
        self._buffer = self._buffer[found + len(self._delimiter) :]
        self._at = _At.AFTER_DELIMITER

    def _read_after_delimiter(self) -> Iterator[Event]:
        rest = self._buffer.lstrip(b" \t")
        if rest.startswith(b"--"):
            self._at = _At.END
        elif rest.startswith(b"\r\n"):
            # What ends the line of the delimiter stays: with an empty head, it is half of the head's end.
            self._buffer, self._at = rest, _At.HEAD
        elif len(rest) >= 2 or len(self._buffer) > MAX_PART_HEAD_BYTES:
            raise FormInvalid("the form has something behind a boundary")
        yield from ()

    def _read_head(self) -> Iterator[Event]:
        end = self._buffer.find(b"\r\n\r\n")
        if end > MAX_PART_HEAD_BYTES or (end < 0 and len(self._buffer) > MAX_PART_HEAD_BYTES):
            raise FormInvalid(f"the head of a part of the form is longer than {MAX_PART_HEAD_BYTES} bytes")
        if end >= 0:
            head = _head(self._buffer[:end])
            self._buffer, self._at = self._buffer[end + 4 :], _At.CONTENT
            yield head

    def _read_content(self) -> Iterator[Event]:
        found = self._buffer.find(self._delimiter)
        kept = len(self._buffer) - len(self._delimiter) + 1
        end = found if found >= 0 else max(kept, 0)
        if end:
            yield self._buffer[:end]
        if found >= 0:
            self._leave_delimiter(found)
            yield PART_END
        else:
            self._buffer = self._buffer[end:]


_STEPS = {
    _At.PREAMBLE: FormReader._skip_preamble,
    _At.AFTER_DELIMITER: FormReader._read_after_delimiter,
    _At.HEAD: FormReader._read_head,
    _At.CONTENT: FormReader._read_content,
}


def _head(raw: bytes) -> PartHead:
    headers = {}
    for line in filter(None, raw.split(b"\r\n")):
        name, colon, value = line.partition(b":")
        if not colon:
            raise FormInvalid("the head of a part of the form has a line without a colon")
        headers[name.strip().lower()] = value.strip()
    try:
        disposition = headers.get(b"content-disposition", b"").decode()
        content_type = headers.get(b"content-type", b"").decode()
    except UnicodeDecodeError:
        raise FormInvalid("the head of a part of the form is not UTF-8") from None
    parameters = _parameters(disposition)
    return PartHead(parameters.get("name", ""), _filename(parameters), content_type)


def _parameters(disposition: str) -> dict[str, str]:
    return {
        name.lower(): quoted.replace(r"\"", '"').replace(r"\\", "\\") if quoted else bare
        for name, quoted, bare in _PARAMETER.findall(disposition)
    }


def _filename(parameters: dict[str, str]) -> str | None:
    extended = parameters.get("filename*")
    if extended is not None:
        charset, _, rest = extended.partition("'")
        if charset.lower() == "utf-8":
            try:
                return unquote(rest.partition("'")[2], errors="strict")
            except UnicodeDecodeError:
                raise FormInvalid("a file name of the form is not UTF-8") from None
    plain = parameters.get("filename")
    if plain is None:
        return None
    return _ESCAPED.sub(lambda match: _ESCAPES[match[0].upper()], plain)
