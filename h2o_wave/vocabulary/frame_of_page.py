"""Cards around the edge of a page: header, footer, navigation and toolbar."""

from ._model import Card, Model, identifier, make, one_of
from .command import Command
from .component import Component


class NavItem(Model):
    """A place to go to.

    Clicking it sets `q.args.<name>`, or goes to the location hash if the name begins with `#`.
    """

    name: str = identifier()
    """Its name in `q.args`; one that begins with `#` goes to that location hash."""
    label: str
    """The text on it."""
    icon: str | None = None
    """The name of an icon."""
    disabled: bool | None = None
    """Whether it is greyed out and can not be clicked."""
    tooltip: str | None = None
    """What is shown, as markdown, when the user points at it."""
    path: str | None = None
    """An address to open in another tab instead of submitting."""


class NavGroup(Model):
    """Places to go to, under a heading."""

    label: str
    """The heading."""
    items: list[NavItem]
    """The places."""
    collapsed: bool | None = None
    """Whether its places are folded away."""


class NavCardColor:
    """Colours of a navigation."""

    CARD = "card"
    PRIMARY = "primary"


class NavCard(Card, view="nav"):
    """The navigation at the side of a page."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    items: list[NavGroup]
    """The places, in groups."""
    value: str | None = None
    """The name of the place the user is at."""
    title: str | None = None
    """Its title."""
    subtitle: str | None = None
    """A second, smaller title."""
    icon: str | None = None
    """The name of an icon."""
    icon_color: str | None = None
    """The colour of the icon."""
    image: str | None = None
    """The address of a logo."""
    persona: Component | None = None
    """A person on top, made by `ui.persona`."""
    secondary_items: list[Component] | None = None
    """Components under the places."""
    color: str | None = one_of(NavCardColor, default=None)
    """Its colour. `card` by default."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class HeaderCardColor:
    """Colours of a header."""

    CARD = "card"
    TRANSPARENT = "transparent"
    PRIMARY = "primary"


class HeaderCard(Card, view="header"):
    """The bar on top of a page."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title."""
    subtitle: str
    """A line under it."""
    icon: str | None = None
    """The name of an icon."""
    icon_color: str | None = None
    """The colour of the icon."""
    image: str | None = None
    """The address of a logo, instead of the icon."""
    nav: list[NavGroup] | None = None
    """The navigation behind the button on the left."""
    items: list[Component] | None = None
    """The components on the right."""
    secondary_items: list[Component] | None = None
    """The components in the middle."""
    color: str | None = one_of(HeaderCardColor, default=None)
    """Its colour. `primary` by default."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class FooterCard(Card, view="footer"):
    """The strip at the bottom of a page."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    caption: str
    """The text, as markdown."""
    items: list[Component] | None = None
    """The components on the right."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class ToolbarCard(Card, view="toolbar"):
    """A bar of commands. What does not fit goes into a menu."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    items: list[Command]
    """The commands on the left."""
    secondary_items: list[Command] | None = None
    """The commands on the right."""
    overflow_items: list[Command] | None = None
    """The commands behind `...`."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


nav_item = make(NavItem)
nav_group = make(NavGroup)
nav_card = make(NavCard)
header_card = make(HeaderCard)
footer_card = make(FooterCard)
toolbar_card = make(ToolbarCard)
