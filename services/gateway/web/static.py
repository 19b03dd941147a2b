"""The files of the browser client: small ones from memory, in the best encoding that was built, with ranges.

A client of somebody else may come without files that were compressed when it was built; those are compressed once, here.
"""

import asyncio
import gzip
import hashlib
import mimetypes
import os
import re
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from services.chassis.file_stamp import FileStamp, file_stamp
from services.gateway.web import answers
from services.gateway.web.answers import Answer, Headers
from services.gateway.web.media import accepts_encoding

MAX_FILE_BYTES = 16 << 20
MAX_CACHED_BYTES = 64 << 20
# Best first.
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))

# What is compressed here: text, of a size that is worth it and does not make the first who asks wait for long.
COMPRESSED_BYTES = range(1 << 10, 2 << 20)
_COMPRESSIBLE = (
    "text/",
    "application/javascript",
    "application/json",
    "application/manifest+json",
    "image/svg+xml",
)

# Becomes whatever an app wants to show in a frame, and so may never be a page of this site (see www/public).
_STRANGERS: dict[str, Headers] = {
    "wave-static/frame.html": (
        (
            "Content-Security-Policy",
            "sandbox allow-scripts allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-downloads "
            "allow-presentation",
        ),
    )
}

# What the build names by a hash of its content never changes: `wave-static/index-3f7bb63f.js`.
_HASHED = re.compile(r"(?:wave-static|assets)/.*[.-](?=\w*[0-9A-Z])[\w-]{8,32}(?:\.[a-z0-9]+){1,2}")
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}


class _File(NamedTuple):
    stamp: FileStamp
    content: bytes
    tag: str


class StaticFiles:
    """The files below one folder. Nothing outside of it, and nothing that begins with a dot, is ever shown."""

    def __init__(self, root: Path) -> None:
        self._root = os.path.realpath(root)
        self._cache: OrderedDict[str, _File] = OrderedDict()
        self._cached_bytes = 0
        # However many ask, a file is compressed once, and one after another.
        self._compressing = asyncio.Lock()

    async def answer(self, path: str, headers: Mapping[str, str]) -> Answer | None:
        """The file at a path relative to the folder; None when there is none. Names in `headers` have no case."""
        full = self._resolve(path)
        if full is None:
            return None
        encoding, file = await self._choose(full, headers.get("Accept-Encoding"))
        if file is None:
            return None
        tag = f'"{file.tag}{"-" + encoding if encoding else ""}"'
        described: Headers = (
            ("Content-Type", content_type(path)),
            ("ETag", tag),
            ("Cache-Control", cache_control(path)),
            ("Vary", "Accept-Encoding"),
            ("Accept-Ranges", "bytes"),
            answers.NOSNIFF,
            *_STRANGERS.get(path, ()),
            *((("Content-Encoding", encoding),) if encoding else ()),
        )
        if _is_current(headers.get("If-None-Match"), tag):
            return Answer(304, headers=described)
        if "Range" in headers and headers.get("If-Range", tag) == tag:
            return _part(file.content, headers["Range"], described)
        return Answer(200, file.content, described)

    def _resolve(self, path: str) -> str | None:
        segments = path.split("/")
        if "\0" in path or any(
            not segment or segment.startswith(".") or "\\" in segment for segment in segments
        ):
            return None
        full = os.path.realpath(os.path.join(self._root, *segments))
        return full if full.startswith(self._root + os.sep) else None

    async def _choose(self, full: str, accept_encoding: str | None) -> tuple[str, _File | None]:
        for encoding, suffix in ENCODINGS:
            if accepts_encoding(accept_encoding, encoding):
                file = self._load(full + suffix)
                if file is not None:
                    return encoding, file
        plain = self._load(full)
        if plain is not None and accepts_encoding(accept_encoding, "gzip") and _is_compressible(full, plain):
            return "gzip", await self._compressed(full, plain)
        return "", plain

    async def _compressed(self, full: str, plain: _File) -> _File:
        # No file has a name with this in it.
        name = f"{full}\0gzip"
        async with self._compressing:
            cached = self._cache.get(name)
            if cached is not None and cached.stamp == plain.stamp:
                self._cache.move_to_end(name)
                return cached
            # In a thread: it takes long enough to keep everybody else waiting.
            content = await asyncio.to_thread(gzip.compress, plain.content, 6, mtime=0)
            return self._keep(name, _File(plain.stamp, content, plain.tag))

    def _load(self, full: str) -> _File | None:
        try:
            stamp = file_stamp(full)
            cached = self._cache.get(full)
            if cached is not None and cached.stamp == stamp:
                self._cache.move_to_end(full)
                return cached
            if stamp.size_bytes > MAX_FILE_BYTES or not os.path.isfile(full):
                return None
            content = Path(full).read_bytes()
        except (OSError, ValueError):
            return None  # not there, or not readable: the same to a browser
        return self._keep(full, _File(stamp, content, hashlib.sha256(content).hexdigest()[:20]))

    def _keep(self, full: str, file: _File) -> _File:
        older = self._cache.pop(full, None)
        self._cached_bytes += len(file.content) - (len(older.content) if older else 0)
        self._cache[full] = file
        while self._cached_bytes > MAX_CACHED_BYTES and len(self._cache) > 1:
            _, oldest = self._cache.popitem(last=False)
            self._cached_bytes -= len(oldest.content)
        return file


def _is_compressible(path: str, file: _File) -> bool:
    return len(file.content) in COMPRESSED_BYTES and content_type(path).startswith(_COMPRESSIBLE)


def content_type(path: str) -> str:
    """The media type of a file, by its name."""
    suffix = os.path.splitext(path)[1].lower()
    return _TYPES.get(suffix) or mimetypes.guess_type(path, strict=False)[0] or "application/octet-stream"


def cache_control(path: str) -> str:
    """How long a browser may keep a file: for ever, if its name changes with its content."""
    return "public, max-age=31536000, immutable" if _HASHED.fullmatch(path) else "no-cache"


def _is_current(if_none_match: str | None, tag: str) -> bool:
    if if_none_match is None:
        return False
    tags = [one.strip().removeprefix("W/") for one in if_none_match.split(",")]
    return tag in tags or "*" in tags


def _part(content: bytes, wanted: str, headers: Headers) -> Answer:
    """One range. Several at once, or nonsense, are answered with the whole, as is allowed."""
    match = _RANGE.fullmatch(wanted.strip())
    if match is None or match[0] == "bytes=-":
        return Answer(200, content, headers)
    length = len(content)
    if match[1]:
        first = int(match[1])
        last = min(int(match[2]), length - 1) if match[2] else length - 1
    else:
        first, last = max(length - int(match[2]), 0), length - 1
    if first >= length or first > last:
        return answers.refusal(416, "", ("Content-Range", f"bytes */{length}"))
    span = ("Content-Range", f"bytes {first}-{last}/{length}")
    return Answer(206, content[first : last + 1], (*headers, span))
