"""Python values as JSON text, the way the wire wants it: compact, ASCII only, no NaN.

Values are turned into text at the moment they are assigned, so that a value JSON cannot hold is refused there and then,
with the path to it, and so that later changes of a list or dictionary do not slip into the page unseen.
"""

import json
from json.encoder import encode_basestring_ascii
from math import isfinite
from typing import Any

from .data import Data
from .errors import BadType, BadValue, WaveError
from .plain import plain

quote = encode_basestring_ascii
"""Encode a text."""

_SEPARATORS = (",", ":")
_BUFFER_ADVICE = "a buffer can only stand in a card that is added to a page; use data(..., pack=True) here"


class UnknownToJSON(TypeError):
    """Met by the encoder on its way; turned into an error with a path by `encode`."""


def _dump(value: Any) -> Any:
    known = outline(value)
    if known is value:
        raise UnknownToJSON(f"Object of type {type(value).__name__} is not JSON serializable")
    return known


def outline(value: Any) -> Any:
    """What a value is to JSON, though what it holds may need the same; the value itself if JSON has nothing for it."""
    if not can_dump(value):
        return plain(value)
    outliner = getattr(value, "_outline", None)
    return outliner() if outliner else value.dump()


def can_dump(value: Any) -> bool:
    """Whether a value knows how to turn itself into a dictionary, as cards and components do; buffers do not count."""
    return (
        not isinstance(value, (type, Data))
        and type(value).__module__ != "numpy"  # arrays have a method of this name, too
        and callable(getattr(value, "dump", None))
    )


_plain_encoder = json.JSONEncoder(separators=_SEPARATORS, allow_nan=False)
_dumping_encoder = json.JSONEncoder(separators=_SEPARATORS, allow_nan=False, default=_dump)

encode_dumping = _dumping_encoder.encode
"""Encode without looking for the culprit: raises `UnknownToJSON`, `TypeError`, `ValueError` or `RecursionError`."""


def marshal(d: Any) -> str:
    """Encode plain JSON. Raises `BadType` or `BadValue`; components and buffers are not plain."""
    try:
        return _plain_encoder.encode(d)
    except (TypeError, ValueError, RecursionError) as error:
        raise _explain(d, "value", error, dumping=False) from error


def unmarshal(s: str | bytes) -> Any:
    """Decode JSON. Raises `json.JSONDecodeError`."""
    return json.loads(s)


def encode(value: Any, key: str) -> str:
    """Encode a value whose components and cards are dumped; `key` says where it goes.

    Raises `BadType` or `BadValue`, naming the place within the value that is to blame.
    """
    kind = type(value)
    if kind is str:
        return quote(value)
    if value is None:
        return "null"
    if kind is bool:
        return "true" if value else "false"
    if kind is int or (kind is float and isfinite(value)):
        return repr(value)
    try:
        return _dumping_encoder.encode(value)
    except WaveError:  # from dump(): it says already what is wrong and where
        raise
    except (TypeError, ValueError, RecursionError) as error:
        raise _explain(value, spoken(key), error, dumping=True) from error


def spoken(key: str) -> str:
    """A key as an author would write it: `form.items[0].textbox`."""
    head, *steps = key.split(" ")
    return head + "".join(f"[{step}]" if step.lstrip("-").isdigit() else f".{step}" for step in steps)


def _explain(value: Any, where: str, error: Exception, dumping: bool) -> WaveError:
    """Find what the encoder stumbled over."""
    if isinstance(error, RecursionError) or "Circular" in str(error):
        return BadValue(f"{where}: nested too deeply, or contains itself")
    return _find(value, where, dumping) or BadType(f"{where}: {error}")


def _find(value: Any, where: str, dumping: bool) -> WaveError | None:
    if value is None or isinstance(value, (str, int)):
        return None
    if isinstance(value, float):
        return None if isfinite(value) else BadValue(f"{where}: want a finite number or None, got {value!r}")
    if isinstance(value, dict):
        return _find_in_dict(value, where, dumping)
    if isinstance(value, (list, tuple)):
        found = (_find(item, f"{where}[{index}]", dumping) for index, item in enumerate(value))
        return next(filter(None, found), None)
    if isinstance(value, Data):
        return BadType(f"{where}: {_BUFFER_ADVICE}")
    known = outline(value) if dumping else value
    if known is not value:
        return _find(known, where, dumping)
    # The published driver says it of anything of NumPy's with a `ValueError`.
    error = BadValue if type(value).__module__.partition(".")[0] == "numpy" else BadType
    return error(f"{where}: JSON has no {_type_name(value)}; got {value!r:.80}")


def _find_in_dict(value: dict[Any, Any], where: str, dumping: bool) -> WaveError | None:
    for key, item in value.items():
        if not (key is None or isinstance(key, (str, int, float))):
            return BadType(f"{where}: want str as key, got {type(key).__name__}: {key!r}")
        if found := _find(item, f"{where}.{key}", dumping):
            return found
    return None


def _type_name(value: Any) -> str:
    return f"class {value.__name__} (want an instance)" if isinstance(value, type) else type(value).__name__
