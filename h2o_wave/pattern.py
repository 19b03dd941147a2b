"""Patterns such as `menu/{item}` and `#page/{number:int}`, compiled to functions that match whole texts exactly."""

import re
from collections.abc import Callable
from typing import Any

from .errors import BadValue

_PARAMETER = re.compile(r"\{([a-zA-Z_]\w*)(?::([a-zA-Z_]\w*))?\}", re.ASCII)


def _uuid(text: str) -> Any:
    from uuid import UUID  # heavy, and seldom needed

    return UUID(text)


#: What a parameter of each type may look like, and what it becomes.
_TYPES: dict[str, tuple[str, Callable[[str], Any]]] = {
    "str": ("[^/]+", str),
    "path": (r"(?s:.*)", str),
    "int": ("[0-9]+", int),
    "float": (r"[0-9]+(?:\.[0-9]+)?", float),
    "uuid": ("[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}", _uuid),
}


class UnknownType(BadValue, AssertionError):
    """A parameter has a type that patterns do not know."""


class Pattern:
    """A pattern. `names` are its parameters, in order."""

    def __init__(self, text: str) -> None:
        """Raises `UnknownType`, and `BadValue` when two parameters have the same name."""
        self.names: list[str] = []
        self._convert: list[Callable[[str], Any]] = []
        self._regex = re.compile(self._compile(text))

    def match(self, text: object) -> dict[str, Any] | None:
        """The parameters by name when `text` is a text that fits as a whole; otherwise None."""
        found = self._regex.fullmatch(text) if isinstance(text, str) else None
        if found is None:
            return None
        values = zip(self._convert, found.groups(), strict=True)
        return dict(zip(self.names, (convert(value) for convert, value in values), strict=True))

    def _compile(self, text: str) -> str:
        regex = ""
        end = 0
        for parameter in _PARAMETER.finditer(text):
            name, kind = parameter[1], parameter[2] or "str"
            if kind not in _TYPES:
                raise UnknownType(
                    f"pattern {text!r}: {name!r} has the type {kind!r}, want one of {', '.join(_TYPES)}"
                )
            if name in self.names:
                raise BadValue(f"pattern {text!r}: the name {name!r} appears twice")
            form, convert = _TYPES[kind]
            self.names.append(name)
            self._convert.append(convert)
            regex += re.escape(text[end : parameter.start()]) + f"({form})"
            end = parameter.end()
        return regex + re.escape(text[end:])
