"""Tabs, steps and paths: where the user is among several things."""

from ._model import Card, Model, identifier, make
from .command import Command
from .component import component


class Tab(Model):
    """One of several tabs."""

    name: str = identifier()
    """What it is called in `q.args`; one that begins with `#` goes to that location hash."""
    label: str | None = None
    """The text on it."""
    icon: str | None = None
    """The name of an icon."""
    path: str | None = None
    """An address to open in another tab of the browser instead of submitting."""


class Tabs(Model, tag="tabs"):
    """Tabs within a form. `q.args.<name>` is the name of the tab that was clicked."""

    name: str = identifier()
    """Its name in `q.args`, and for changes by name."""
    value: str | None = None
    """The name of the tab that is selected. The first by default."""
    items: list[Tab] | None = None
    """The tabs."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    link: bool | None = None
    """Whether they look like links."""


class TabCard(Card, view="tab"):
    """A card with tabs.

    Clicking one sets `q.args.<tab>`, or `q.args.<name>` to the tab's name if the card has a name.
    """

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    items: list[Tab]
    """The tabs."""
    value: str | None = None
    """The name of the tab that is selected. The first by default."""
    link: bool | None = None
    """Whether they look like links."""
    name: str | None = None
    """The name in `q.args` for the name of the tab."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class Step(Model):
    """A step on a way."""

    label: str
    """What it is called."""
    icon: str | None = None
    """The name of an icon instead of its number."""
    done: bool | None = None
    """Whether it is done."""


class Stepper(Model, tag="stepper"):
    """Steps on a way, and how many of them are done."""

    name: str = identifier()
    """Its name, for changes by name."""
    items: list[Step]
    """The steps."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    tooltip: str | None = None
    """What is shown, as markdown, when the user points at it."""


class Breadcrumb(Model):
    """A place on the path to the current one. Clicking it sets `q.args.<name>`."""

    name: str = identifier()
    """Its name in `q.args`; one that begins with `#` goes to that location hash."""
    label: str
    """The text on it."""


class BreadcrumbsCard(Card, view="breadcrumbs"):
    """A card with the path to the current place."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    items: list[Breadcrumb]
    """The places, from the outermost in."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


tab = make(Tab)
tabs = component(Tabs)
tab_card = make(TabCard)
step = make(Step)
stepper = component(Stepper)
breadcrumb = make(Breadcrumb)
breadcrumbs_card = make(BreadcrumbsCard)
