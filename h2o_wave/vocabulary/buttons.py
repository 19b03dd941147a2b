"""Buttons and menus."""

from ._model import Model, identifier, one_of
from .command import Command
from .component import Component, component


class Button(Model, tag="button"):
    """A button. Pressing it sets `q.args.<name>`, unless it has a `path`."""

    name: str = identifier()
    """Its name in `q.args`; one that begins with `#` goes to that location hash."""
    label: str | None = None
    """The text on it."""
    caption: str | None = None
    """A second line on it."""
    value: str | None = None
    """What `q.args.<name>` becomes. True by default."""
    primary: bool | None = None
    """Whether it is the main thing to do here."""
    disabled: bool | None = None
    """Whether it is greyed out and can not be pressed."""
    link: bool | None = None
    """Whether it looks like a link."""
    icon: str | None = None
    """The name of an icon."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    tooltip: str | None = None
    """What is shown, as markdown, when the user points at it."""
    path: str | None = None
    """An address to open in another tab instead of submitting."""
    commands: list[Command] | None = None
    """What else it offers, in a menu beside it."""


class ButtonsJustify:
    """How buttons share a row."""

    START = "start"
    END = "end"
    CENTER = "center"
    BETWEEN = "between"
    AROUND = "around"


class Buttons(Model, tag="buttons"):
    """Buttons in a row."""

    items: list[Component]
    """The buttons, made by `ui.button`."""
    justify: str | None = one_of(ButtonsJustify, default=None)
    """How the space along the row is shared."""
    name: str | None = None
    """Its name, for changes by name."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""


class MiniButton(Model, tag="mini_button"):
    """A small button without a frame. Pressing it sets `q.args.<name>`."""

    name: str = identifier()
    """Its name in `q.args`; one that begins with `#` goes to that location hash."""
    label: str
    """The text on it."""
    icon: str | None = None
    """The name of an icon."""


class MiniButtons(Model, tag="mini_buttons"):
    """Small buttons in a row."""

    items: list[Component]
    """The buttons, made by `ui.mini_button`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""


class Menu(Model, tag="menu"):
    """A button that opens a menu."""

    items: list[Command]
    """What it offers."""
    icon: str | None = None
    """The name of an icon."""
    image: str | None = None
    """The address of a picture, shown round."""
    name: str | None = identifier(default=None)
    """Its name, for changes by name."""
    label: str | None = None
    """The text on it."""


button = component(Button)
buttons = component(Buttons)
mini_button = component(MiniButton)
mini_buttons = component(MiniButtons)
menu = component(Menu)
