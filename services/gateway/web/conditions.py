"""Conditions and ranges of a request for a file, as RFC 9110 has them. PURE."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import NamedTuple

_RANGE = re.compile(r"bytes=\s*(\d{0,18})-(\d{0,18})\s*", re.ASCII)


class Version(NamedTuple):
    """Which file this is: its size, and when it was changed."""

    size: int
    modified_ns: int

    @property
    def tag(self) -> str:
        """Its entity tag."""
        return f'"{self.modified_ns:x}-{self.size:x}"'

    @property
    def modified(self) -> datetime:
        """When it was changed, to the second."""
        return datetime.fromtimestamp(self.modified_ns // 10**9, UTC)

    @property
    def last_modified(self) -> str:
        """The same as it stands in a header."""
        return format_datetime(self.modified, usegmt=True)


class Portion(NamedTuple):
    """Which status a request is answered with, and which bytes."""

    status: int
    first: int
    length: int


def portion_of(version: Version, headers: Mapping[str, str]) -> Portion:
    """What to answer a GET or HEAD with; the names in `headers` have no case.

    The status is 200, 206, 304, 412 or 416. Several ranges at once are answered with the whole, as is allowed.
    """
    status = _condition(version, headers)
    if status != 200:
        return Portion(status, 0, 0)
    whole = Portion(200, 0, version.size)
    match = _RANGE.fullmatch(headers.get("Range", ""))
    if match is None or not (match[1] or match[2]) or not _range_holds(version, headers.get("If-Range")):
        return whole
    first, last = _bounds(match[1], match[2], version.size)
    if match[1] and match[2] and int(match[1]) > int(match[2]):
        return whole
    if first > last:
        return Portion(416, 0, 0)
    return Portion(206, first, last - first + 1)


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    if not first:
        return max(size - int(last), 0), (size - 1 if int(last) else -1)
    return int(first), min(int(last), size - 1) if last else size - 1


def _condition(version: Version, headers: Mapping[str, str]) -> int:
    wanted = headers.get("If-Match")
    if wanted is not None and not _names(wanted, version.tag, weak=False):
        return 412
    unwanted = headers.get("If-None-Match")
    if unwanted is not None:
        return 304 if _names(unwanted, version.tag, weak=True) else 200
    since = _date(headers.get("If-Modified-Since"))
    return 304 if since is not None and version.modified <= since else 200


def _range_holds(version: Version, condition: str | None) -> bool:
    if condition is None:
        return True
    if condition.startswith(('"', "W/")):
        return condition == version.tag
    return _date(condition) == version.modified


def _names(tags: str, tag: str, *, weak: bool) -> bool:
    listed = [one.strip() for one in tags.split(",")]
    if weak:
        listed = [one.removeprefix("W/") for one in listed]
    return "*" in listed or tag in listed


def _date(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        date = parsedate_to_datetime(text)
    except ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
