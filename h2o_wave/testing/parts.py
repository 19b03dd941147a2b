"""What stands on a page: every card, component, command, tab and row, found by what the vocabulary declares."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..vocabulary._model import Card as CardModel
from ..vocabulary._model import Model, Variant, fields_of
from ..vocabulary._shape import function_name
from .replica import Replica


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One thing on a page."""

    kind: str
    """What `ui` calls it: `textbox`, `nav_item`, `form_card`."""
    model: type[Model]
    """The class that declares it."""
    card: str
    """The name of its card."""
    path: str
    """Where it is, as an author writes it: `form.items[0].textbox`."""
    values: dict[str, Any]
    """Its attributes, as they are in the page."""
    owner: "Part | None"
    """What it is inside of; None for cards."""
    member: str
    """The attribute of the owner that holds it."""
    identity: int
    """Tells a card from one that has taken its name."""

    @property
    def name(self) -> str:
        """Its name; empty when it has none."""
        name = self.values.get("name")
        return name if isinstance(name, str) else ""

    @property
    def key(self) -> tuple[int, str, str]:
        """Browsers keep what was typed as long as this stays the same."""
        return self.identity, self.path, self.name

    @property
    def obstacle(self) -> str:
        """Why a user cannot use it: `hidden`, `disabled`, or nothing."""
        part: Part | None = self
        while part is not None:
            if part.values.get("visible") is False:
                return "hidden"
            if part.values.get("disabled") is True:
                return "disabled"
            part = part.owner
        return ""


def parts_of(page: Replica) -> Iterator[Part]:
    """Everything on a page, card by card, in reading order."""
    for name, card in page.cards.items():
        model = _card_models().get(str(card.attributes.get("view")))
        if model is not None:
            yield from _walk(model, card.attributes, None, "", (name, name, id(card)))


def _walk(
    model: type[Model], values: dict[str, Any], owner: Part | None, member: str, place: tuple[str, str, int]
) -> Iterator[Part]:
    card, path, identity = place
    fields = fields_of(model)
    if issubclass(model, Variant):
        for tag, value in values.items():
            if tag in fields and (kind := fields[tag].model) is not None and isinstance(value, dict):
                yield from _walk(kind, value, owner, member, (card, f"{path}.{tag}", identity))
        return
    part = Part(function_name(model), model, card, path, values, owner, member, identity)
    yield part
    for name, field in fields.items():
        value = values.get(name)
        if field.model is None or not isinstance(value, (dict, list)):
            continue
        for step, element in enumerate(value) if isinstance(value, list) else ((None, value),):
            if isinstance(element, dict):
                where = f"{path}.{name}" if step is None else f"{path}.{name}[{step}]"
                yield from _walk(
                    _choose(field.wanted, field.model, element), element, part, name, (card, where, identity)
                )


def _choose(wanted: tuple[type, ...], model: type[Model], element: dict[str, Any]) -> type[Model]:
    """Of several classes that an attribute takes, the one that declares what is there."""
    models = [kind for kind in wanted if issubclass(kind, Model)] or [model]
    return max(models, key=lambda kind: len(fields_of(kind).keys() & element.keys()))


@cache
def _card_models() -> dict[str, type[CardModel]]:
    from .. import types

    classes = [value for value in vars(types).values() if isinstance(value, type)]
    return {kind._view: kind for kind in classes if issubclass(kind, CardModel) and kind._view}
