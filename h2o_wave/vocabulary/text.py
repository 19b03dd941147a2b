"""Text in a form: markdown in five sizes, labels and dividing lines."""

from ._model import Model, one_of
from .command import Command
from .component import component


class TextSize:
    """Sizes of text."""

    XL = "xl"
    L = "l"
    M = "m"
    S = "s"
    XS = "xs"


class TextAlign:
    """Where the lines of a text go."""

    START = "start"
    END = "end"
    CENTER = "center"
    JUSTIFY = "justify"


class Text(Model, tag="text"):
    """A text in markdown."""

    content: str
    """The text, as markdown."""
    size: str | None = one_of(TextSize, default=None)
    """How large it is. `m` by default."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    align: str | None = one_of(TextAlign, default=None)
    """Where its lines go."""
    tooltip: str | None = None
    """What is shown, as markdown, when the user points at it."""
    name: str | None = None
    """Its name, for changes by name."""


TextXlAlign = TextAlign


class TextXl(Model, tag="text_xl"):
    """A text in markdown, as a large heading."""

    content: str
    """The text, as markdown."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    align: str | None = one_of(TextXlAlign, default=None)
    """Where its lines go."""
    tooltip: str | None = None
    """What is shown, as markdown, when the user points at it."""
    commands: list[Command] | None = None
    """What the menu beside it offers."""
    name: str | None = None
    """Its name, for changes by name."""


TextLAlign = TextAlign


class TextL(Model, tag="text_l"):
    """A text in markdown, as a heading."""

    content: str
    """The text, as markdown."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    align: str | None = one_of(TextLAlign, default=None)
    """Where its lines go."""
    tooltip: str | None = None
    """What is shown, as markdown, when the user points at it."""
    commands: list[Command] | None = None
    """What the menu beside it offers."""
    name: str | None = None
    """Its name, for changes by name."""


TextMAlign = TextAlign


class TextM(Model, tag="text_m"):
    """A text in markdown, of ordinary size."""

    content: str
    """The text, as markdown."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    align: str | None = one_of(TextMAlign, default=None)
    """Where its lines go."""
    tooltip: str | None = None
    """What is shown, as markdown, when the user points at it."""
    name: str | None = None
    """Its name, for changes by name."""


TextSAlign = TextAlign


class TextS(Model, tag="text_s"):
    """A text in markdown, small."""

    content: str
    """The text, as markdown."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    align: str | None = one_of(TextSAlign, default=None)
    """Where its lines go."""
    tooltip: str | None = None
    """What is shown, as markdown, when the user points at it."""
    name: str | None = None
    """Its name, for changes by name."""


TextXsAlign = TextAlign


class TextXs(Model, tag="text_xs"):
    """A text in markdown, very small."""

    content: str
    """The text, as markdown."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    align: str | None = one_of(TextXsAlign, default=None)
    """Where its lines go."""
    tooltip: str | None = None
    """What is shown, as markdown, when the user points at it."""
    name: str | None = None
    """Its name, for changes by name."""


class Label(Model, tag="label"):
    """A label, like those above form fields."""

    label: str
    """The text on it."""
    required: bool | None = None
    """Whether to draw an asterisk."""
    disabled: bool | None = None
    """Whether it is greyed out."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    tooltip: str | None = None
    """What is shown, as markdown, when the user points at it."""
    name: str | None = None
    """Its name, for changes by name."""


class Separator(Model, tag="separator"):
    """A line across the form, to part one thing from another."""

    label: str | None = None
    """A text on the line."""
    name: str | None = None
    """Its name, for changes by name."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""


text = component(Text)
text_xl = component(TextXl)
text_l = component(TextL)
text_m = component(TextM)
text_s = component(TextS)
text_xs = component(TextXs)
label = component(Label)
separator = component(Separator)
