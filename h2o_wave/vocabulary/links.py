"""Links to other places."""

from ._model import Model
from .component import Component, component


class Link(Model, tag="link"):
    """A link. It submits nothing."""

    label: str | None = None
    """The text of the link. The address by default."""
    path: str | None = None
    """The address it leads to."""
    disabled: bool | None = None
    """Whether it is greyed out and leads nowhere."""
    download: bool | None = None
    """Whether `path` is a file to save."""
    button: bool | None = None
    """Whether it looks like a button."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    target: str | None = None
    """Where to open it: the name of a window, or `''` for another tab."""
    tooltip: str | None = None
    """What is shown, as markdown, when the user points at it."""
    name: str | None = None
    """Its name, for changes by name."""


class Links(Model, tag="links"):
    """Links under or beside each other."""

    items: list[Component]
    """The links, made by `ui.link`."""
    label: str | None = None
    """What stands above them."""
    inline: bool | None = None
    """Whether they stand beside each other."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""


link = component(Link)
links = component(Links)
