"""Cards that show a number and how it came about, as a small plot."""

from ._model import Card, PackedData, PackedRecord, make, one_of
from .command import Command


class SmallSeriesStatCardPlotType:
    """What a small plot is drawn as."""

    AREA = "area"
    INTERVAL = "interval"


class SmallSeriesStatCardPlotCurve:
    """How the points of a small plot are joined."""

    LINEAR = "linear"
    SMOOTH = "smooth"
    STEP = "step"
    STEP_AFTER = "step-after"
    STEP_BEFORE = "step-before"


class SmallSeriesStatCard(Card, view="small_series_stat"):
    """A card with a number and a small plot under it."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title."""
    value: str
    """Its value."""
    plot_data: PackedData
    """The rows that are drawn: a buffer, or packed rows."""
    plot_value: str
    """The field that goes up and down."""
    plot_zero_value: float | None = None
    """A value that must be in view, and that areas stand on."""
    plot_category: str | None = None
    """The field that goes from left to right. `x` by default."""
    plot_type: str | None = one_of(SmallSeriesStatCardPlotType, default=None)
    """What is drawn: areas by default."""
    plot_curve: str | None = one_of(SmallSeriesStatCardPlotCurve, default=None)
    """How points are joined: straight by default."""
    plot_color: str | None = None
    """The colour of what is drawn. Gray by default."""
    data: PackedRecord | None = None
    """What expressions such as `'={{price}}'` refer to."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


TallSeriesStatCardPlotType = SmallSeriesStatCardPlotType
TallSeriesStatCardPlotCurve = SmallSeriesStatCardPlotCurve


class TallSeriesStatCard(Card, view="tall_series_stat"):
    """A card with two numbers and a plot under them."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title."""
    value: str
    """Its value."""
    aux_value: str
    """A second value."""
    plot_data: PackedData
    """The rows that are drawn: a buffer, or packed rows."""
    plot_value: str
    """The field that goes up and down."""
    plot_zero_value: float | None = None
    """A value that must be in view, and that areas stand on."""
    plot_category: str | None = None
    """The field that goes from left to right. `x` by default."""
    plot_type: str | None = one_of(TallSeriesStatCardPlotType, default=None)
    """What is drawn: areas by default."""
    plot_curve: str | None = one_of(TallSeriesStatCardPlotCurve, default=None)
    """How points are joined: straight by default."""
    plot_color: str | None = None
    """The colour of what is drawn. Gray by default."""
    data: PackedRecord | None = None
    """What expressions such as `'={{price}}'` refer to."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


WideSeriesStatCardPlotType = SmallSeriesStatCardPlotType
WideSeriesStatCardPlotCurve = SmallSeriesStatCardPlotCurve


class WideSeriesStatCard(Card, view="wide_series_stat"):
    """A card with a plot and two numbers beside it."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title."""
    value: str
    """Its value."""
    aux_value: str
    """A second value."""
    plot_data: PackedData
    """The rows that are drawn: a buffer, or packed rows."""
    plot_value: str
    """The field that goes up and down."""
    plot_zero_value: float | None = None
    """A value that must be in view, and that areas stand on."""
    plot_category: str | None = None
    """The field that goes from left to right. `x` by default."""
    plot_type: str | None = one_of(WideSeriesStatCardPlotType, default=None)
    """What is drawn: areas by default."""
    plot_curve: str | None = one_of(WideSeriesStatCardPlotCurve, default=None)
    """How points are joined: straight by default."""
    plot_color: str | None = None
    """The colour of what is drawn. Gray by default."""
    data: PackedRecord | None = None
    """What expressions such as `'={{price}}'` refer to."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


small_series_stat_card = make(SmallSeriesStatCard)
tall_series_stat_card = make(TallSeriesStatCard)
wide_series_stat_card = make(WideSeriesStatCard)
