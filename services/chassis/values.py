"""How the text of a setting becomes a value: functions whose ``ValueError`` says what is wanted."""

import functools
import re
from collections.abc import Callable
from typing import Any, NamedTuple

_TRUE = frozenset(("1", "t", "T", "TRUE", "true", "True"))
_FALSE = frozenset(("0", "f", "F", "FALSE", "false", "False"))

_SIZE = re.compile(r"(\d+(?:\.\d*)?|\.\d+)([BKMGTPE]|[KMGTPE]I?B)", re.IGNORECASE | re.ASCII)
_SIZE_POWERS = "BKMGTPE"
_MAX_SIZE = 2**63

_DURATION = re.compile(r"(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)", re.ASCII)
_SECONDS = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "μs": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0, "h": 3600.0}

Parser = Callable[[str], Any]


def text(given: str) -> str:
    """The text itself."""
    return given


def boolean(given: str) -> bool:
    """One of the twelve words that Go programs take for a truth value."""
    if given in _TRUE:
        return True
    if given in _FALSE:
        return False
    raise ValueError("want one of 1 t T TRUE true True 0 f F FALSE false False")


def integer(given: str) -> int:
    """A whole number."""
    if not re.fullmatch(r"[+-]?[0-9]+", given.strip()):
        raise ValueError("want a whole number")
    return int(given)


def number(given: str) -> float:
    """A decimal number."""
    if not re.fullmatch(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)", given.strip()):
        raise ValueError("want a number")
    return float(given)


def size(given: str) -> int:
    """A size in bytes: ``5M``, ``5MB`` and ``5MiB`` are all 5·1024²; the unit is required, except after 0."""
    stripped = given.strip()
    if stripped == "0":
        return 0
    match = _SIZE.fullmatch(stripped)
    if match is None:
        raise ValueError("want a number with a unit (B, K, M, G, T, P, E), such as 512K, 5M or 1.5GiB")
    whole, _, fraction = match[1].partition(".")
    factor: int = 1024 ** _SIZE_POWERS.index(match[2][0].upper())
    # Whole numbers, because a float would round sizes above 2^53.
    product: int = int((whole or "0") + fraction) * factor // 10 ** len(fraction)
    if product >= _MAX_SIZE:
        raise ValueError("want less than 8E")
    return product


def duration(given: str) -> float:
    """A time span in seconds: ``50s``, ``1h30m``, ``1.5s``, ``0``; units ns us µs ms s m h."""
    stripped = given.strip()
    unsigned = stripped[1:] if stripped[:1] in ("+", "-") else stripped
    if unsigned == "0":
        return 0.0
    parts = _DURATION.findall(unsigned)
    if not parts or "".join(amount + unit for amount, unit in parts) != unsigned:
        raise ValueError("want numbers with units (ns, us, ms, s, m, h), such as 50s, 1h30m or 1.5s")
    seconds = sum(float(amount) * _SECONDS[unit] for amount, unit in parts)
    return -seconds if stripped.startswith("-") else seconds


def positive_duration(given: str) -> float:
    """A time span in seconds, longer than none."""
    seconds = duration(given)
    if seconds <= 0:
        raise ValueError("want a time span above 0")
    return seconds


def choice(*words: str) -> Parser:
    """A parser that takes one of `words`, in any case."""

    def parse(given: str) -> str:
        if given.strip().lower() in words:
            return given.strip().lower()
        raise ValueError(f"want one of {', '.join(words)}")

    parse.__name__ = "word"  # what the reference calls it
    return parse


def comma_list(given: str) -> tuple[str, ...]:
    """Words with commas between them; blanks around a word and empty words are dropped."""
    return tuple(word for part in given.split(",") if (word := part.strip()))


def list_of(parse: Parser) -> Parser:
    """A parser for what `parse` takes, several times, with commas between."""

    def parse_list(given: str) -> tuple[Any, ...]:
        return tuple(parse(word) for word in comma_list(given))

    return parse_list


def optional(parse: Parser) -> Parser:
    """A parser that turns the empty text into None and leaves the rest to `parse`."""

    @functools.wraps(parse)
    def parse_optional(given: str) -> Any:
        return parse(given) if given.strip() else None

    return parse_optional


class Address(NamedTuple):
    """Where to listen or to connect: a host and port, or the path of a unix socket.

    An empty host means every interface to a listener and this machine to a caller.
    """

    host: str = ""
    port: int = 0
    path: str = ""

    @property
    def is_unix(self) -> bool:
        """True for a unix socket."""
        return bool(self.path)

    def __str__(self) -> str:
        if self.path:
            return f"unix:{self.path}"
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def listen_address(given: str) -> Address:
    """``:10101``, ``host:10101``, ``[::1]:10101`` or ``unix:/path``."""
    stripped = given.strip()
    if stripped.startswith("unix:") and stripped != "unix:":
        return Address(path=stripped.removeprefix("unix:"))
    match = re.fullmatch(r"(?:\[([0-9A-Fa-f:.%\w]+)\]|([^:/\s\[\]]*)):([0-9]{1,5})", stripped)
    if match is None or int(match[3]) > 65535:
        raise ValueError("want host:port, :port or unix:/path")
    return Address(host=match[1] or match[2] or "", port=int(match[3]))


class Assignment(NamedTuple):
    """One line of a settings file."""

    value: str
    line: int


_ASSIGNMENT = re.compile(r"(?:export\s+)?([A-Za-z_][A-Za-z0-9_.]*)\s*=\s*(.*)", re.ASCII)
_QUOTED = re.compile(r"""(?:"((?:[^"\\]|\\.)*)"|'([^']*)')\s*(?:#.*)?""")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t"}


def env_file(content: str) -> dict[str, Assignment]:
    """The ``KEY=value`` lines of a settings file, the last of a key winning.

    ``#`` begins a comment at the start of a line or after a blank; ``export`` before a key is allowed; a
    value may stand in single quotes (taken literally) or double quotes (with ``\\n``, ``\\"`` and the
    like). Raises ``ValueError`` naming the line.
    """
    found: dict[str, Assignment] = {}
    for index, raw in enumerate(content.splitlines(), start=1):
        line = raw.strip().removeprefix("\ufeff")
        if not line or line.startswith("#"):
            continue
        match = _ASSIGNMENT.fullmatch(line)
        if match is None:
            raise ValueError(f"line {index}: want KEY=value")
        found[match[1]] = Assignment(_unquoted(match[2], index), index)
    return found


def _unquoted(given: str, line: int) -> str:
    if given[:1] not in ("'", '"'):
        return re.split(r"(?:^|\s)#", given, maxsplit=1)[0].strip()
    match = _QUOTED.fullmatch(given)
    if match is None:
        raise ValueError(f"line {line}: the quote is not closed")
    if match[2] is not None:
        return match[2]
    return re.sub(r"\\(.)", lambda escape: _ESCAPES.get(escape[1], escape[1]), match[1])
