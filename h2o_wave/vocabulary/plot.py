"""Plots of data."""

from ._model import Card, Model, PackedRecord, make
from .command import Command
from .component import component
from .mark import Mark


class Plot(Model):
    """A plot: layers, drawn in order."""

    marks: list[Mark]
    """The layers."""


class PlotCard(Card, view="plot"):
    """A card with a plot."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title."""
    data: PackedRecord
    """The rows: a buffer, or packed rows."""
    plot: Plot
    """The plot."""
    events: list[str] | None = None
    """The events to submit: `select_marks`."""
    interactions: list[str] | None = None
    """What the user can do: `drag_move`, `scale_zoom`, `brush`."""
    animate: bool | None = None
    """Whether changes are animated."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class WidePlotCard(Card, view="wide_plot"):
    """A card with text on the left and a plot on the right."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title."""
    caption: str
    """A line of smaller text."""
    plot: Plot
    """The plot."""
    data: PackedRecord
    """The rows: a buffer, or packed rows."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class Visualization(Model, tag="visualization"):
    """A plot within a form."""

    plot: Plot
    """The plot."""
    data: PackedRecord
    """The rows: a buffer, or packed rows."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    height: str | None = None
    """How high it is, as a CSS length. `300px` by default."""
    name: str | None = None
    """Its name in events, and for changes by name."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    events: list[str] | None = None
    """The events to submit: `select_marks`."""
    interactions: list[str] | None = None
    """What the user can do: `drag_move`, `scale_zoom`, `brush`."""
    animate: bool | None = None
    """Whether changes are animated."""


plot = make(Plot)
plot_card = make(PlotCard)
wide_plot_card = make(WidePlotCard)
visualization = component(Visualization)
