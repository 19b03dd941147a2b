"""Cards that repeat another card for each row of their data."""

from ._model import Card, PackedData, PackedRecord, make, one_of
from .command import Command


class ListCard(Card, view="list"):
    """A card that shows its rows under each other, each as a card of its own, below a title."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title."""
    item_view: str
    """The kind of card for a row, such as `'list_item1'`."""
    item_props: PackedRecord
    """The attributes that these cards have in common."""
    data: PackedData
    """The rows."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class RepeatCard(Card, view="repeat"):
    """A card that shows its rows under each other, each as a card of its own."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    item_view: str
    """The kind of card for a row, such as `'list_item1'`."""
    item_props: PackedRecord
    """The attributes that these cards have in common."""
    data: PackedData
    """The rows."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class FlexCardDirection:
    """Whether rows stand side by side or under each other."""

    HORIZONTAL = "horizontal"
    VERTICAL = "vertical"


class FlexCardJustify:
    """How rows share the space."""

    START = "start"
    END = "end"
    CENTER = "center"
    BETWEEN = "between"
    AROUND = "around"


class FlexCardAlign:
    """Where rows go across their direction."""

    START = "start"
    END = "end"
    CENTER = "center"
    BASELINE = "baseline"
    STRETCH = "stretch"


class FlexCardWrap:
    """How lines of rows share the space."""

    START = "start"
    END = "end"
    CENTER = "center"
    BETWEEN = "between"
    AROUND = "around"
    STRETCH = "stretch"


class FlexCard(Card, view="flex"):
    """A card that shows its rows side by side or under each other, each as a card of its own."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    item_view: str
    """The kind of card for a row, such as `'list_item1'`."""
    item_props: PackedRecord
    """The attributes that these cards have in common."""
    data: PackedData
    """The rows."""
    direction: str | None = one_of(FlexCardDirection, default=None)
    """Whether rows stand side by side (the default) or under each other."""
    justify: str | None = one_of(FlexCardJustify, default=None)
    """How the space along the direction is shared."""
    align: str | None = one_of(FlexCardAlign, default=None)
    """Where rows go across the direction."""
    wrap: str | None = one_of(FlexCardWrap, default=None)
    """How lines of rows share the space, if they may wrap."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class GridCard(Card, view="grid"):
    """A card that shows its rows as a table of cards."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title."""
    cells: PackedData
    """The columns: packed dictionaries with `title`, and `value` or `view` and `props`."""
    data: PackedData
    """The rows."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class ListItem1Card(Card, view="list_item1"):
    """A row for a list card: title and caption on the left, two values on the right."""

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
    data: PackedRecord
    """What expressions such as `'={{price}}'` refer to."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


list_card = make(ListCard)
repeat_card = make(RepeatCard)
flex_card = make(FlexCard)
grid_card = make(GridCard)
list_item1_card = make(ListItem1Card)
