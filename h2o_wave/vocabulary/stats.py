"""Cards that show one number, and components that show a few."""

from ._model import Card, Model, PackedRecord, make, one_of
from .command import Command
from .component import component


class Stat(Model):
    """A number with a label."""

    label: str
    """What the number is."""
    value: str | None = None
    """The number."""
    caption: str | None = None
    """A line under it."""
    icon: str | None = None
    """The name of an icon."""
    icon_color: str | None = None
    """The colour of the icon."""
    name: str | None = None
    """Its name, for changes by name."""


class StatsJustify:
    """How stats share a row."""

    START = "start"
    END = "end"
    CENTER = "center"
    BETWEEN = "between"
    AROUND = "around"


class Stats(Model, tag="stats"):
    """Numbers with labels, beside each other."""

    items: list[Stat]
    """The numbers."""
    justify: str | None = one_of(StatsJustify, default=None)
    """How the space along the row is shared."""
    inset: bool | None = None
    """Whether to set them apart by a background."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    name: str | None = None
    """Its name, for changes by name."""


class TallStatsCard(Card, view="tall_stats"):
    """A card with large numbers under each other."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    items: list[Stat]
    """The numbers."""
    name: str | None = None
    """Its name, for changes by name."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class SmallStatCard(Card, view="small_stat"):
    """A card with a number."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title."""
    value: str
    """Its value."""
    data: PackedRecord | None = None
    """What expressions such as `'={{price}}'` refer to."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class LargeStatCard(Card, view="large_stat"):
    """A card with a large number, a second one and a caption."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title."""
    value: str
    """Its value."""
    aux_value: str
    """A second value."""
    caption: str
    """A line of smaller text."""
    data: PackedRecord | None = None
    """What expressions such as `'={{price}}'` refer to."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


stat = make(Stat)
stats = component(Stats)
tall_stats_card = make(TallStatsCard)
small_stat_card = make(SmallStatCard)
large_stat_card = make(LargeStatCard)
