"""Typing text."""

from ._model import Model, identifier, one_of
from .component import component


class TextboxType:
    """What a text box is for."""

    TEXT = "text"
    NUMBER = "number"
    TEL = "tel"


class Textbox(Model, tag="textbox"):
    """A box to type text into. `q.args.<name>` is the text."""

    name: str = identifier()
    """Its name in `q.args`, and for changes by name."""
    label: str | None = None
    """What stands above it."""
    placeholder: str | None = None
    """What is shown as long as it is empty."""
    value: str | None = None
    """The text in it."""
    mask: str | None = None
    """What the text must look like: `9` for a digit, `a` for a letter, `*` for either, a backslash before the
    rest.
    """
    icon: str | None = None
    """The name of an icon at its right end."""
    prefix: str | None = None
    """A text before the box."""
    suffix: str | None = None
    """A text behind the box."""
    error: str | None = None
    """What is wrong, in red under the box."""
    required: bool | None = None
    """Whether to draw an asterisk. Nothing is enforced."""
    disabled: bool | None = None
    """Whether it is greyed out. Its value is submitted all the same."""
    readonly: bool | None = None
    """Whether the text can be read but not changed."""
    multiline: bool | None = None
    """Whether it has several lines."""
    password: bool | None = None
    """Whether the text is hidden."""
    trigger: bool | None = None
    """Whether to submit when the user stops typing."""
    height: str | None = None
    """How high it is when it has several lines, as a CSS length."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    tooltip: str | None = None
    """What is shown, as markdown, when the user points at it."""
    spellcheck: bool | None = None
    """Whether the browser checks the spelling. It does by default."""
    type: str | None = one_of(TextboxType, default=None)
    """What is typed: `number` and `tel` bring up other keyboards."""


textbox = component(Textbox)
