"""Forms with files (`multipart/form-data`), produced piece by piece so that no file has to fit into memory."""

import os
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

_CHUNK_BYTES = 65536
Progress = Callable[[int, int], object]
"""Told how many bytes of how many have been sent."""
# As browsers do it: these characters would end the name.
_ESCAPES = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A"})


class Part(NamedTuple):
    """One file of a form."""

    name: str
    """The name of the field."""
    filename: str
    """What the file is called."""
    content_type: str
    """Its media type."""
    content: bytes | str
    """What is in it, or the path of the file that it is read from."""

    @property
    def length(self) -> int:
        """How many bytes it has. Raises `OSError` when the file cannot be looked at."""
        return len(self.content) if isinstance(self.content, bytes) else os.stat(self.content).st_size

    def header(self) -> bytes:
        """What stands before the content."""
        name, filename = self.name.translate(_ESCAPES), self.filename.translate(_ESCAPES)
        return (
            f'Content-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
            f"Content-Type: {self.content_type}\r\n\r\n"
        ).encode(errors="surrogateescape")


class Form:
    """A form as a request body. The lengths of its files are those of the moment it was made."""

    def __init__(self, parts: Sequence[Part], on_progress: Progress | None = None) -> None:
        """Raises `OSError` when a file cannot be looked at."""
        self._on_progress = on_progress
        boundary = os.urandom(16).hex()
        self.content_type = f"multipart/form-data; boundary={boundary}"
        self._pieces = [
            (f"--{boundary}\r\n".encode() + part.header(), part.content, part.length) for part in parts
        ]
        self._end = f"--{boundary}--\r\n".encode()
        self.length = sum(len(head) + length + 2 for head, _, length in self._pieces) + len(self._end)

    def chunks(self) -> Iterator[bytes]:
        """The form from its beginning. Raises `OSError` when a file has changed its length or cannot be read.

        Whoever sends it asks for a chunk when the one before has left, which is what progress is counted by.
        """
        sent = 0
        for chunk in self._chunks():
            yield chunk
            sent += len(chunk)
            if self._on_progress is not None:
                self._on_progress(sent, self.length)

    def _chunks(self) -> Iterator[bytes]:
        for head, content, length in self._pieces:
            yield head
            if isinstance(content, bytes):
                yield content
            else:
                yield from _read(content, length)
            yield b"\r\n"
        yield self._end


def _read(path: str, length: int) -> Iterator[bytes]:
    with open(path, "rb") as file:
        while length > 0:
            chunk = file.read(min(length, _CHUNK_BYTES))
            if not chunk:
                raise OSError(f"{path} became shorter while it was sent")
            length -= len(chunk)
            yield chunk
