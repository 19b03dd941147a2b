"""A page as browsers and the server have it: what an edit does to it, by the rules of `docs/page-model.md`.

The shared examples of these rules (`tests/vectors/page`) hold this replica, the server and the browser equal.
"""

from typing import Any

import orjson

from .edits import BadEdit, Reader, components_of, table_position
from .tables import Row, Table, index_of

__all__ = ["BadEdit", "Card", "Replica"]

_LISTS = ("items", "secondary_items", "buttons", "commands")
_NESTED_LISTS = _LISTS[:3]
_PANELS = ("dialog", "side_panel", "notification_bar")
_MAX_LISTS_DEEP = 16


class Replica:
    """Cards by name."""

    def __init__(self) -> None:
        self.cards: dict[str, Card] = {}

    def apply(self, body: bytes) -> None:
        """Apply an edit, whole or not at all. Raises `BadEdit`."""
        for op in Reader().read(body):
            self._apply(op)

    def snapshot(self) -> dict[str, Any]:
        """The page as JSON: `{"p":{"c":{…}}}`."""
        return {"p": {"c": {name: card.dump() for name, card in sorted(self.cards.items())}}}

    def restore(self, snapshot: dict[str, Any]) -> None:
        """[S6] Take over what a snapshot holds. Raises `BadEdit`."""
        self.cards = {}
        snapshot = orjson.loads(orjson.dumps(snapshot))  # the replica changes what it holds
        for name, card in ((snapshot.get("p") or {}).get("c") or {}).items():
            self.cards[name] = Card(*Reader().read_card(card.get("d") or {}, card.get("b") or []))

    def _apply(self, op: dict[str, Any]) -> None:
        """[D3] What an op does."""
        key = op.get("k") or ""
        segments = key.split(" ")
        if not key:
            self.cards = {}
        elif op["table"] is None and "card" in op:
            self.cards[key] = Card(*op["card"])
        elif len(segments) == 1:
            self.cards.pop(key, None)
        elif segments[0] in self.cards:
            card = self.cards[segments[0]]
            if op["table"] is not None:
                card.attach(segments[1:], op["table"])
            else:
                card.set(segments[1:], op.get("v"))


class Card:
    """A named set of attributes, some of which may be buffers. What does not fit changes nothing."""

    def __init__(self, attributes: dict[str, Any], tables: dict[str, Table]) -> None:
        """[C2] [C4] Attributes first, then those with a dot in their names, then buffers."""
        self.attributes: dict[str, Any] = {
            name: value for name, value in attributes.items() if value is not None and "." not in name
        }
        for name in sorted(name for name in attributes if "." in name):
            self.set([name], attributes[name])
        for name in sorted(tables):
            self.attach([name], tables[name])

    def set(self, path: list[str], value: Any) -> None:
        """Set what a path leads to; None deletes it."""
        if len(path) > 1:
            container = self._start(path[0])
            for segment in path[1:-1]:
                container = _step(container, segment)
            _assign(container, path[-1], value)
            return
        [name] = path
        held = self.attributes.get(name)
        if isinstance(held, Table):
            held.put(value)
        elif "." in name:
            container, _ = self._walk_dots(name)
            if isinstance(container, dict):
                _assign(container, name.rpartition(".")[2], value)
        else:
            _assign(self.attributes, name, value)

    def attach(self, path: list[str], table: Table) -> None:
        """[B4] [B19] [B20] Put a new buffer where a path leads to."""
        if len(path) > 1:
            nameable = not any("." in segment for segment in path[1:])
            container, nameable = _walk(self._start(path[0]), path[1:-1], nameable)
            _attach(container, path[-1], table, nameable)
            return
        [name] = path
        if isinstance(self.attributes.get(name), Table):
            return
        if "." in name:
            container, nameable = self._walk_dots(name)
            if isinstance(container, dict):
                _attach(container, name.rpartition(".")[2], table, nameable)
        else:
            self.attributes[name] = table

    def components(self) -> dict[str, dict[str, Any]]:
        """[C6] The components by name."""
        found: dict[str, dict[str, Any]] = {}
        for name in _LISTS:
            _collect(self.attributes.get(name), found, 1)
        for name in _PANELS:
            panel = self.attributes.get(name)
            if isinstance(panel, dict):
                items = panel.get("items")
                _collect(panel.get("buttons") if items is None else items, found, 1)
        return found

    def dump(self) -> dict[str, Any]:
        """[S2] [S3] [S5] The card as a snapshot has it."""
        tables: dict[str, Table] = {}
        plain = {
            name: _lift(value, name, tables)
            for name, value in self.attributes.items()
            if not isinstance(value, Table)
        }
        tables |= {name: value for name, value in self.attributes.items() if isinstance(value, Table)}
        references = {f"~{name}": position for position, name in enumerate(sorted(tables))}
        literal = {name: value for name, value in plain.items() if name.startswith("~")}
        for name, value in literal.items():
            if name in references or table_position(value, len(references)) is not None:
                del plain[name]
        card: dict[str, Any] = {"d": plain | references}
        if tables:
            card["b"] = [tables[name].dump() for name in sorted(tables)]
        return card

    def _start(self, name: str) -> Any:
        """[C10] An attribute, or else a component."""
        value = self.attributes.get(name)
        return self.components().get(name) if value is None else value

    def _walk_dots(self, name: str) -> tuple[Any, bool]:
        return _walk(self.attributes, name.split(".")[:-1], True)


def _walk(container: Any, segments: list[str], nameable: bool) -> tuple[Any, bool]:
    for segment in segments:
        nameable = nameable and isinstance(container, (dict, list))
        container = _step(container, segment)
    return container, nameable


def _step(container: Any, segment: str) -> Any:
    """[D10] Where a segment leads; None when it leads nowhere."""
    if isinstance(container, dict):
        return container.get(segment)
    if isinstance(container, list):
        index = index_of(segment)
        return container[index] if index is not None and 0 <= index < len(container) else None
    if isinstance(container, Table):
        cells = container.cells(segment)
        return None if cells is None else Row(container, cells)
    return container.read(segment) if isinstance(container, Row) else None


def _assign(container: Any, segment: str, value: Any) -> None:
    """[D11] [D12] Set what a segment names, if it can be set there."""
    if isinstance(container, dict):
        if value is None:
            container.pop(segment, None)
        else:
            container[segment] = value
    elif isinstance(container, list):
        index = index_of(segment)
        if index is not None and 0 <= index < len(container):
            container[index] = value
    elif isinstance(container, (Table, Row)):
        container.write(segment, value)


def _attach(container: Any, segment: str, table: Table, nameable: bool) -> None:
    _assign(container, segment, table if nameable and isinstance(container, dict) else {})


def _collect(elements: Any, found: dict[str, dict[str, Any]], depth: int) -> None:
    """[C7] [C8] [C9]"""
    for element in elements if isinstance(elements, list) else ():
        for component in components_of(element) if isinstance(element, dict) else ():
            if isinstance(component.get("name"), str):
                found[component["name"]] = component
            if depth < _MAX_LISTS_DEEP:
                for name in _NESTED_LISTS:
                    _collect(component.get(name), found, depth + 1)


def _lift(value: Any, path: str, tables: dict[str, Table]) -> Any:
    """A value without its buffers, which go to `tables` by their dotted path."""
    if isinstance(value, Table):
        tables[path] = value
        return {}
    if isinstance(value, dict):
        return {name: _lift(member, f"{path}.{name}", tables) for name, member in value.items()}
    if isinstance(value, list):
        return [_lift(element, f"{path}.{position}", tables) for position, element in enumerate(value)]
    return value
