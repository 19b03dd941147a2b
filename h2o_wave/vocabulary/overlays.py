"""What lies over a page: dialogs, panels and notices."""

from ._model import Model, identifier, make, one_of
from .component import Component


class Dialog(Model):
    """A window over the page."""

    title: str
    """Its title."""
    items: list[Component]
    """The components in it."""
    width: str | None = None
    """How wide it is, as a CSS length. `600px` by default."""
    closable: bool | None = None
    """Whether it has a button that closes it."""
    blocking: bool | None = None
    """Whether it stays when the user clicks beside it."""
    primary: bool | None = None
    """Whether it has a large coloured title."""
    name: str | None = identifier(default=None)
    """Its name in events."""
    events: list[str] | None = None
    """The events to submit: `dismissed`."""


class SidePanel(Model):
    """A panel that slides in from the right."""

    title: str
    """Its title."""
    items: list[Component]
    """The components in it."""
    width: str | None = None
    """How wide it is, as a CSS length. `600px` by default."""
    name: str | None = identifier(default=None)
    """Its name in events."""
    events: list[str] | None = None
    """The events to submit: `dismissed`."""
    blocking: bool | None = None
    """Whether it stays when the user clicks beside it."""
    closable: bool | None = None
    """Whether it has a button that closes it."""


class NotificationBarType:
    """Kinds of notice."""

    INFO = "info"
    ERROR = "error"
    WARNING = "warning"
    SUCCESS = "success"
    DANGER = "danger"
    BLOCKED = "blocked"


class NotificationBarPosition:
    """Where a notice floats."""

    TOP_RIGHT = "top-right"
    BOTTOM_RIGHT = "bottom-right"
    BOTTOM_CENTER = "bottom-center"
    BOTTOM_LEFT = "bottom-left"
    TOP_LEFT = "top-left"
    TOP_CENTER = "top-center"


class NotificationBar(Model):
    """A message that floats over the page for a while."""

    text: str
    """The message, as markdown."""
    type: str | None = one_of(NotificationBarType, default=None)
    """What kind of message it is: information by default."""
    timeout: int | None = None
    """For how many seconds it stays: 5 by default, -1 for ever."""
    buttons: list[Component] | None = None
    """Buttons in it."""
    position: str | None = one_of(NotificationBarPosition, default=None)
    """Where it floats. `top-right` by default."""
    events: list[str] | None = None
    """The events to submit: `dismissed`."""
    name: str | None = identifier(default=None)
    """Its name in events."""


dialog = make(Dialog)
side_panel = make(SidePanel)
notification_bar = make(NotificationBar)
