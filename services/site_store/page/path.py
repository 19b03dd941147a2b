"""Ways through the values of a card: one step of a key, and the write at its end.

A container is an object, an array, a buffer or a row; everything else can neither be walked nor set (rule D14).
"""

from collections.abc import Callable, Iterable
from typing import Any, Final

from services.site_store.page.buffers import KINDS
from services.site_store.page.row import Row, integer


def step(container: Any, segment: str) -> Any:
    """Returns what a segment leads to, or None when it leads nowhere."""
    into = _STEPS.get(type(container))
    return None if into is None else into(container, segment)


def walk(container: Any, segments: Iterable[str]) -> Any:
    """Returns what the segments lead to, one after the other, or None when they lead nowhere."""
    for segment in segments:
        container = step(container, segment)
        if container is None:
            return None
    return container


def assign(container: Any, segment: str, value: Any) -> None:
    """Sets what a segment names in a container, if it can be set there."""
    write = _WRITES.get(type(container))
    if write is not None:
        write(container, segment, value)


def set_member(members: dict[str, Any], name: str, value: Any) -> None:
    """[D11] Sets a member of an object, or deletes it when the value is None."""
    if value is None:
        members.pop(name, None)
    else:
        members[name] = value


def _element(array: list[Any], segment: str) -> Any:
    index = integer(segment)
    return array[index] if index is not None and 0 <= index < len(array) else None


def _set_element(array: list[Any], segment: str, value: Any) -> None:
    """[D12]"""
    index = integer(segment)
    if index is not None and 0 <= index < len(array):
        array[index] = value


_STEPS: Final[dict[type, Callable[[Any, str], Any]]] = {
    dict: dict.get,
    list: _element,
    Row: Row.cell,
    **{kind: kind.row for kind in KINDS.values()},
}

_WRITES: Final[dict[type, Callable[[Any, str, Any], None]]] = {
    dict: set_member,
    list: _set_element,
    Row: Row.set_cell,
    **{kind: kind.set_row for kind in KINDS.values()},
}
