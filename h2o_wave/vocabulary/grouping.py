"""Components that hold components."""

from ._model import Model, identifier, one_of
from .component import Component, component


class Expander(Model, tag="expander"):
    """A part of a form that folds away.

    `q.args.<name>` is whether it is open. What is inside is submitted even when folded.
    """

    name: str = identifier()
    """Its name in `q.args`, and for changes by name."""
    label: str | None = None
    """The heading."""
    expanded: bool | None = None
    """Whether it is open."""
    items: list[Component] | None = None
    """The components in it."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""


class InlineJustify:
    """How components share the space."""

    START = "start"
    END = "end"
    CENTER = "center"
    BETWEEN = "between"
    AROUND = "around"


class InlineAlign:
    """Where components go across the row or column."""

    START = "start"
    END = "end"
    CENTER = "center"
    BASELINE = "baseline"


class InlineDirection:
    """Whether components stand beside or under each other."""

    ROW = "row"
    COLUMN = "column"


class Inline(Model, tag="inline"):
    """Components beside each other instead of under each other."""

    items: list[Component]
    """The components in it."""
    justify: str | None = one_of(InlineJustify, default=None)
    """How the space along the row or column is shared. `start` by default."""
    align: str | None = one_of(InlineAlign, default=None)
    """Where components go across it."""
    inset: bool | None = None
    """Whether to set them apart by a background."""
    height: str | None = None
    """How high it is, as a CSS length; `'1'` fills the card."""
    direction: str | None = one_of(InlineDirection, default=None)
    """Whether they stand beside each other (the default) or under each other."""


expander = component(Expander)
inline = component(Inline)
