"""Charts described in Vega and Vega-Lite."""

from ._model import Card, Model, PackedRecord, make, one_of
from .command import Command
from .component import component


class VegaCardGrammar:
    """Languages that charts are described in."""

    VEGA_LITE = "vega-lite"
    VEGA = "vega"


class VegaCard(Card, view="vega"):
    """A card with a Vega or Vega-Lite chart."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title."""
    specification: str
    """The chart, described in JSON."""
    data: PackedRecord | None = None
    """The rows, instead of those in the description."""
    grammar: str | None = one_of(VegaCardGrammar, default=None)
    """The language of the description: Vega-Lite by default."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


VegaVisualizationGrammar = VegaCardGrammar


class VegaVisualization(Model, tag="vega_visualization"):
    """A Vega or Vega-Lite chart within a form."""

    specification: str
    """The chart, described in JSON."""
    data: PackedRecord | None = None
    """The rows, instead of those in the description."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    height: str | None = None
    """How high it is, as a CSS length. `300px` by default."""
    name: str | None = None
    """Its name, for changes by name."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    grammar: str | None = one_of(VegaVisualizationGrammar, default=None)
    """The language of the description: Vega-Lite by default."""


vega_card = make(VegaCard)
vega_visualization = component(VegaVisualization)
