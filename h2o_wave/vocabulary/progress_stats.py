"""Cards that show how far a number has come, as a bar, a ring or a pie."""

from ._model import Card, Model, PackedRecord, make
from .command import Command


class LargeBarStatCard(Card, view="large_bar_stat"):
    """A card with two numbers over a bar that shows how far something has come."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title."""
    caption: str
    """A line of smaller text."""
    value: str
    """Its value."""
    aux_value: str
    """A second value."""
    value_caption: str
    """A line under the value."""
    aux_value_caption: str
    """A line under the second value."""
    progress: float
    """How far it has come, from 0 to 1."""
    plot_color: str | None = None
    """The colour of what is drawn. Gray by default."""
    data: PackedRecord | None = None
    """What expressions such as `'={{price}}'` refer to."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class WideBarStatCard(Card, view="wide_bar_stat"):
    """A card with two numbers and a bar that shows how far something has come."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title."""
    value: str
    """Its value."""
    aux_value: str
    """A second value."""
    progress: float
    """How far it has come, from 0 to 1."""
    plot_color: str | None = None
    """The colour of what is drawn. Gray by default."""
    data: PackedRecord | None = None
    """What expressions such as `'={{price}}'` refer to."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class TallGaugeStatCard(Card, view="tall_gauge_stat"):
    """A card with two numbers in a ring that shows how far something has come."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title."""
    value: str
    """Its value."""
    aux_value: str
    """A second value."""
    progress: float
    """How far it has come, from 0 to 1."""
    plot_color: str | None = None
    """The colour of what is drawn. Gray by default."""
    data: PackedRecord | None = None
    """What expressions such as `'={{price}}'` refer to."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class WideGaugeStatCard(Card, view="wide_gauge_stat"):
    """A card with two numbers beside a ring that shows how far something has come."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title."""
    value: str
    """Its value."""
    aux_value: str
    """A second value."""
    progress: float
    """How far it has come, from 0 to 1."""
    plot_color: str | None = None
    """The colour of what is drawn. Gray by default."""
    data: PackedRecord | None = None
    """What expressions such as `'={{price}}'` refer to."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class Pie(Model):
    """A slice of a pie."""

    label: str
    """What it is called in the legend."""
    value: str
    """The text on it."""
    fraction: float
    """How large it is, from 0 to 1."""
    color: str
    """Its colour."""
    aux_value: str | None = None
    """A value in the legend."""


class WidePieStatCard(Card, view="wide_pie_stat"):
    """A card with a pie and its legend."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title."""
    pies: list[Pie]
    """The slices."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


large_bar_stat_card = make(LargeBarStatCard)
wide_bar_stat_card = make(WideBarStatCard)
tall_gauge_stat_card = make(TallGaugeStatCard)
wide_gauge_stat_card = make(WideGaugeStatCard)
pie = make(Pie)
wide_pie_stat_card = make(WidePieStatCard)
