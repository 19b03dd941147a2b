"""The components of a card, by name."""

from collections.abc import Iterable
from operator import itemgetter
from typing import Any, Final

from services.site_store.page.errors import wrong_type
from services.site_store.page.limits import COMPONENT_LISTS_DEPTH

# [C6] The attributes that hold the components of a card, and those that hold an object which does.
LISTS: Final = ("items", "secondary_items", "buttons", "commands")
PANELS: Final = ("dialog", "side_panel", "notification_bar")

# [C8] The members that hold the components of a component.
NESTED_LISTS: Final = ("items", "secondary_items", "buttons")

# Writing to these attributes can change which names there are.
NAMING_ATTRIBUTES: Final = frozenset(LISTS + PANELS)

_NESTED_LISTS: Final = frozenset(NESTED_LISTS)
_NAMING_MEMBERS: Final = frozenset(("name", *LISTS))


def index(attributes: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """[C6] Returns the components of a card by name. What is malformed is passed over."""
    names: dict[str, dict[str, Any]] = {}
    for attribute in LISTS:
        _collect(attributes.get(attribute), names, 1)
    for attribute in PANELS:
        panel = attributes.get(attribute)
        if type(panel) is dict:
            items = panel.get("items")
            _collect(panel.get("buttons") if items is None else items, names, 1)
    return names


def _collect(elements: Any, names: dict[str, dict[str, Any]], depth: int) -> None:
    if type(elements) is not list:
        return
    for element in elements:
        if type(element) is not dict:
            continue
        for _, component in _components(element):
            name = component.get("name")
            if type(name) is str:
                names[name] = component
            if depth < COMPONENT_LISTS_DEPTH and not _NESTED_LISTS.isdisjoint(component):
                for member in NESTED_LISTS:
                    _collect(component.get(member), names, depth + 1)


def _components(element: dict[str, Any]) -> Iterable[tuple[str, dict[str, Any]]]:
    """[C7] Returns what an element stands for, and below which member it is (none: the element itself)."""
    if len(element) == 1:  # The usual element, quickly.
        [item] = element.items()
        return (item if type(item[1]) is dict else ("", element),)
    wrapped = [item for item in element.items() if type(item[1]) is dict]
    if len(wrapped) > 1:
        wrapped.sort(key=itemgetter(0))
    if len(wrapped) < len(element):
        wrapped.append(("", element))
    return wrapped


def can_rename(container: Any, segment: str, value: Any) -> bool:
    """[C11] Whether setting a segment of a container to a value can change which names there are.

    Errs on the side of yes. Only objects are components, and only arrays under certain names are searched, so that a
    scalar in place of a scalar, the usual write, changes nothing.
    """
    if type(container) is dict:
        return segment in _NAMING_MEMBERS or type(value) is dict or type(container.get(segment)) is dict
    return type(container) is list


def check(attributes: dict[str, Any]) -> None:
    """[C5] Raises BadDelta when the components of a new card are malformed."""
    for attribute in LISTS:
        if attribute in attributes:
            _check_list(attributes[attribute], attribute)


def _check_list(elements: Any, where: str) -> None:
    if type(elements) is not list:
        raise wrong_type(where, "an array of components", elements)
    for position, element in enumerate(elements):
        if type(element) is not dict:
            raise wrong_type(f"{where}[{position}]", "an object (a component)", element)
        for wrapper, component in _components(element):
            if _NESTED_LISTS.isdisjoint(component):
                continue
            place = f"{where}[{position}].{wrapper}" if wrapper else f"{where}[{position}]"
            for member in NESTED_LISTS:
                if member in component:
                    _check_list(component[member], f"{place}.{member}")
