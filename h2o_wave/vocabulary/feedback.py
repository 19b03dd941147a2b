"""What a form tells its user: progress, messages, and text to take away."""

from ._model import Model, one_of
from .component import Component, component


class ProgressType:
    """Ways to show progress."""

    BAR = "bar"
    SPINNER = "spinner"


class Progress(Model, tag="progress"):
    """A bar or a spinner that shows how far something has come."""

    label: str
    """What is going on."""
    caption: str | None = None
    """A line under the bar. `Please wait...` by default."""
    value: float | None = None
    """How far it has come, from 0 to 1. Without it the bar just moves."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    tooltip: str | None = None
    """What is shown, as markdown, when the user points at it."""
    name: str | None = None
    """Its name, for changes by name."""
    type: str | None = one_of(ProgressType, default=None)
    """How progress is shown: as a bar by default."""


class MessageBarType:
    """Kinds of message."""

    INFO = "info"
    ERROR = "error"
    WARNING = "warning"
    SUCCESS = "success"
    DANGER = "danger"
    BLOCKED = "blocked"


class MessageBar(Model, tag="message_bar"):
    """A coloured strip with a message."""

    type: str | None = one_of(MessageBarType, default=None)
    """What kind of message it is: information by default."""
    text: str | None = None
    """The message, as markdown. Without one nothing is shown."""
    name: str | None = None
    """Its name, for changes by name."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    buttons: list[Component] | None = None
    """Buttons at its right end."""


class CopyableText(Model, tag="copyable_text"):
    """A text with a button that copies it."""

    value: str
    """The text."""
    label: str
    """What stands above it."""
    name: str | None = None
    """Its name, for changes by name."""
    multiline: bool | None = None
    """Whether it has several lines."""
    height: str | None = None
    """How high it is, as a CSS length; `'1'` fills the card."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""


progress = component(Progress)
message_bar = component(MessageBar)
copyable_text = component(CopyableText)
