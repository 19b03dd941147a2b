"""A card: attributes, the ways into them, and the buffers among them."""

from typing import Any

from services.site_store.page import components
from services.site_store.page.buffers import BUFFER_TYPES, Buffer
from services.site_store.page.path import assign, set_member, step, walk

_PLAIN = frozenset((int, float, str, bool))


class Card:
    """A named set of attributes. The writes of ops never fail; what does not fit changes nothing (rule D2)."""

    __slots__ = ("_components", "attributes", "encoded", "has_nested_buffers", "name")

    def __init__(self, name: str) -> None:
        self.name = name
        # By name: any JSON value but None, or a buffer.
        self.attributes: dict[str, Any] = {}
        # Whether there may be buffers inside the attributes.
        self.has_nested_buffers = False
        # The card as its page's snapshot has it, while it is unchanged.
        self.encoded: bytes | None = None
        # Made when first asked for; None while out of date.
        self._components: dict[str, dict[str, Any]] | None = None

    def fill(self, attributes: dict[str, Any], buffers: dict[str, Buffer]) -> None:
        """[C2] [C4] Sets the attributes of a new card, then its buffers."""
        self.attributes = {
            name: value for name, value in attributes.items() if value is not None and "." not in name
        }
        if len(self.attributes) < len(attributes):
            for name in sorted(name for name in attributes if "." in name):
                self._set_attribute(name, attributes[name])
        for name in sorted(buffers):
            self._attach_attribute(name, buffers[name])

    def set(self, segments: list[str], value: Any) -> None:
        """Sets what a key names; None deletes it. The first of the segments is the name of the card."""
        self.encoded = None
        if len(segments) == 2:
            name, attributes = segments[1], self.attributes
            if value is not None and type(attributes.get(name)) in _PLAIN and "." not in name:
                attributes[name] = value  # The usual write, quickly: from one scalar to the next.
                if self._components is not None and name in components.NAMING_ATTRIBUTES:
                    self._components = None
            else:
                self._set_attribute(name, value)
            return
        container = self._start(segments[1])
        for segment in segments[2:-1]:
            container = step(container, segment)
        self._write(container, segments[-1], value)

    def _set_attribute(self, name: str, value: Any) -> None:
        """[D8] [D9] Sets an attribute, or what a dotted attribute leads to."""
        old: Any = self.attributes.get(name)
        if type(old) in BUFFER_TYPES:
            old.put(value)
        elif "." in name:
            *parents, last = name.split(".")
            container = walk(self.attributes, parents)
            if type(container) is dict:
                self._write(container, last, value)
        else:
            if name in components.NAMING_ATTRIBUTES:
                self._components = None
            set_member(self.attributes, name, value)

    def attach(self, segments: list[str], buffer: Buffer) -> None:
        """Puts a new buffer where a key names. The first of the segments is the name of the card."""
        self.encoded = None
        if len(segments) == 2:
            self._attach_attribute(segments[1], buffer)
        else:
            nameable = not any("." in segment for segment in segments[2:])
            container, nameable = _walk_to_place(self._start(segments[1]), segments[2:-1], nameable=nameable)
            self._attach_inside(container, segments[-1], buffer, nameable=nameable)

    def _attach_attribute(self, name: str, buffer: Buffer) -> None:
        """[B4] [D9] Makes the buffer an attribute, or what a dotted attribute leads to."""
        if type(self.attributes.get(name)) in BUFFER_TYPES:
            return
        if "." in name:
            *parents, last = name.split(".")
            container, nameable = _walk_to_place(self.attributes, parents, nameable=True)
            if type(container) is dict:
                self._attach_inside(container, last, buffer, nameable=nameable)
        else:
            if name in components.NAMING_ATTRIBUTES:
                self._components = None
            self.attributes[name] = buffer

    def _attach_inside(self, container: Any, segment: str, buffer: Buffer, *, nameable: bool) -> None:
        """[B19] [B20] Makes the buffer a member of an object, if a snapshot can name the place."""
        if nameable and type(container) is dict:
            self.has_nested_buffers = True
            self._write(container, segment, buffer)
        else:
            self._write(container, segment, {})

    def _start(self, name: str) -> Any:
        """[C10] Returns what the second segment of a long key names: an attribute, or else a component."""
        value = self.attributes.get(name)
        if value is None:
            if self._components is None:
                self._components = components.index(self.attributes)
            value = self._components.get(name)
        return value

    def _write(self, container: Any, segment: str, value: Any) -> None:
        if self._components is not None and components.can_rename(container, segment, value):
            self._components = None
        assign(container, segment, value)


def _walk_to_place(container: Any, segments: list[str], *, nameable: bool) -> tuple[Any, bool]:
    """[B20] Walks like `walk`, and notes whether it went through objects and arrays only."""
    for segment in segments:
        nameable = nameable and type(container) in (dict, list)
        container = step(container, segment)
    return container, nameable
