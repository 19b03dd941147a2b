"""Where cards go: zones, and the layouts that are made of them."""

from ._model import Model, identifier, make, one_of


class ZoneDirection:
    """Whether what is in a zone stands side by side or under each other."""

    ROW = "row"
    COLUMN = "column"


class ZoneJustify:
    """How cards share the space of a zone."""

    START = "start"
    END = "end"
    CENTER = "center"
    BETWEEN = "between"
    AROUND = "around"


class ZoneAlign:
    """Where cards go across the direction of their zone."""

    START = "start"
    END = "end"
    CENTER = "center"
    STRETCH = "stretch"


class ZoneWrap:
    """How lines of cards share the space of their zone."""

    START = "start"
    END = "end"
    CENTER = "center"
    BETWEEN = "between"
    AROUND = "around"
    STRETCH = "stretch"


class Zone(Model):
    """A part of a layout. Cards that name it in their `box` go there, unless it has zones of its own."""

    name: str = identifier()
    """What cards call it in their `box`."""
    size: str | None = None
    """How much room it gets: a share of what is left, as a number, or a CSS length."""
    direction: str | None = one_of(ZoneDirection, default=None)
    """Whether cards stand side by side or under each other (the default)."""
    justify: str | None = one_of(ZoneJustify, default=None)
    """How the space along its direction is shared."""
    align: str | None = one_of(ZoneAlign, default=None)
    """Where cards go across its direction."""
    wrap: str | None = one_of(ZoneWrap, default=None)
    """How lines of cards share the space, if they may wrap."""
    zones: "list[Zone] | None" = None
    """The zones in it."""


class Layout(Model):
    """How zones fill the window from some width on."""

    breakpoint: str
    """From which window width on it holds: pixels, or `xs` (0), `s` (576), `m` (768), `l` (992), `xl` (1200).

    """
    zones: list[Zone]
    """The zones."""
    width: str | None = None
    """How wide it is, as a CSS length. `100%` by default."""
    min_width: str | None = None
    """How narrow it may get, as a CSS length."""
    max_width: str | None = None
    """How wide it may get, as a CSS length."""
    height: str | None = None
    """How high it is, as a CSS length."""
    min_height: str | None = None
    """How low it may get, as a CSS length."""
    max_height: str | None = None
    """How high it may get, as a CSS length."""
    name: str | None = identifier(default=None)
    """A name for it."""


zone = make(Zone)
layout = make(Layout)
