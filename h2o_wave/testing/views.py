"""What tests read: the page that a tab shows, its cards, and what is in them."""

from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from ..vocabulary._model import fields_of
from .parts import Part, parts_of
from .replica import Card, Replica
from .tables import Table


class NotThere(AssertionError, AttributeError, KeyError):
    """A test looks for something that is not on the page."""

    # KeyError shows the repr of its argument, which puts a sentence in quotes.
    __str__ = Exception.__str__


def not_there(what: str, name: object, names: Iterable[str]) -> NotThere:
    """The error for a name that nothing has, with the names that come near."""
    known = sorted({name for name in names if name})
    near = get_close_matches(str(name), known, n=3, cutoff=0.5)
    if near:
        advice = f"did you mean {' or '.join(map(repr, near))}?"
    else:
        advice = f"there are {', '.join(map(repr, known))}" if known else "there are none"
    return NotThere(f"{what} {name!r} is not there; {advice}")


class Shown:
    """An object or a list on the page, to be read like in an app: `page["form"].items[0].textbox.label`.

    What an attribute that was not set reads as is None; what does not exist raises `NotThere`. Compare with plain
    lists and dictionaries, or call `dump()`.
    """

    __slots__ = ("_components", "_known", "_value", "_where")

    def __init__(
        self,
        value: Any,
        where: str,
        known: dict[int, Part],
        components: dict[str, dict[str, Any]] | None = None,
    ) -> None:
        self._value = value
        self._where = where
        self._known = known
        self._components = components or {}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, key: str | int) -> Any:
        value = self._value
        if isinstance(value, list):
            if not isinstance(key, int):
                raise not_there(f"{self._where}: item", key, map(str, range(len(value))))
            try:
                return self._wrap(value[key], f"[{key}]")
            except IndexError:
                raise NotThere(f"{self._where}: want an item below {len(value)}, got {key}") from None
        if key in value:
            return self._wrap(value[key], f".{key}")
        if key in self._components:
            return self._wrap(self._components[str(key)], f".{key}")
        part = self._known.get(id(value))
        declared = fields_of(part.model) if part is not None else {}
        if key in declared:
            return None
        raise not_there(f"{self._where}: attribute", key, (*map(str, value), *self._components, *declared))

    def __iter__(self) -> Iterator[Any]:
        value = self._value
        return (self[index] for index in range(len(value))) if isinstance(value, list) else iter(value)

    def __len__(self) -> int:
        return len(self._value)

    def __contains__(self, item: object) -> bool:
        return item in self.dump()

    def __eq__(self, other: object) -> bool:
        return bool(self.dump() == (other.dump() if isinstance(other, Shown) else other))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{self._where}: {self.dump()!r}>"

    def dump(self) -> Any:
        """The same as plain lists and dictionaries; buffers as their rows."""
        return _plain(self._value)

    def _wrap(self, value: Any, step: str) -> Any:
        if isinstance(value, (dict, list)):
            return Shown(value, self._where + step, self._known)
        return _plain(value)


class PageView:
    """The page that a tab shows."""

    def __init__(self, replica: Callable[[], Replica]) -> None:
        self._replica = replica

    def __getitem__(self, name: str) -> Shown:
        """A card. Raises `NotThere`."""
        page = self._replica()
        card = page.cards.get(name)
        if card is None:
            raise not_there("card", name, page.cards)
        return _show(name, card, page)

    def __contains__(self, name: object) -> bool:
        return name in self._replica().cards

    def __iter__(self) -> Iterator[str]:
        return iter(self._replica().cards)

    def __len__(self) -> int:
        return len(self._replica().cards)

    def __repr__(self) -> str:
        return f"<page with the cards {', '.join(map(repr, self)) or 'none'}>"

    def dump(self) -> dict[str, Any]:
        """The page as the server would send it."""
        return self._replica().snapshot()


class ComponentView:
    """A component, and what the tab holds for it."""

    def __init__(self, part: Part, value: Any) -> None:
        self._part = part
        self.value = value
        """What a user sees in it: what was typed, or else what the app gave it."""

    @property
    def kind(self) -> str:
        """What `ui` calls it: `textbox`, `button`."""
        return self._part.kind

    @property
    def card(self) -> str:
        """The name of its card."""
        return self._part.card

    @property
    def is_visible(self) -> bool:
        """Whether a user can see it."""
        return self._part.obstacle != "hidden"

    @property
    def is_enabled(self) -> bool:
        """Whether a user can use it."""
        return not self._part.obstacle

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        part = self._part
        return Shown(part.values, part.path, {id(part.values): part})[name]

    def __repr__(self) -> str:
        return f"<{self._part.kind} {self._part.path} with the value {self.value!r}>"


def _show(name: str, card: Card, page: Replica) -> Shown:
    known = {id(part.values): part for part in parts_of(page)}
    return Shown(card.attributes, name, known, card.components())


def _plain(value: Any) -> Any:
    if isinstance(value, Table):
        return value.records()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value
