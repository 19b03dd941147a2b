"""What the gallery shows: a function for each page, whose name is that of what it shows, in a file for each family."""

import inspect
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any, NamedTuple

_FAMILIES = (
    "text_cards",
    "stat_cards",
    "series_cards",
    "preview_cards",
    "frame_cards",
    "record_cards",
    "live_cards",
    "displays",
    "inputs",
    "pickers",
    "actions",
    "grouping",
    "plots",
    "drawings",
    "overlays",
)


class Exhibit(NamedTuple):
    """A page of the gallery."""

    name: str
    about: str
    source: str
    make: Callable[[], dict[str, Any]]
    """Makes its cards, by name, and what lies over the page."""

    @property
    def title(self) -> str:
        """Its name for people."""
        return self.name.replace("_", " ").capitalize()


class Family(NamedTuple):
    """Exhibits that belong together."""

    title: str
    exhibits: list[Exhibit]


def _exhibits(module: ModuleType) -> list[Exhibit]:
    functions = [made for made in vars(module).values() if inspect.isfunction(made)]
    return [
        Exhibit(made.__name__, inspect.getdoc(made) or "", inspect.getsource(made), made)
        for made in functions
        if made.__module__ == module.__name__ and not made.__name__.startswith("_")
    ]


def _family(name: str) -> Family:
    module = import_module(f"{__name__}.{name}")
    return Family((module.__doc__ or name).strip().rstrip("."), _exhibits(module))


FAMILIES = [_family(name) for name in _FAMILIES]
EXHIBITS = {exhibit.name: exhibit for family in FAMILIES for exhibit in family.exhibits}
