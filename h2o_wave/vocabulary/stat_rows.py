"""Cards that show many numbers, row by row."""

from ._model import Card, Model, make
from .command import Command


class StatListItem(Model):
    """A row of a stat list."""

    label: str
    """What the number is."""
    name: str | None = None
    """What the row is called in `q.args`."""
    caption: str | None = None
    """A line of smaller text."""
    value: str | None = None
    """Its value."""
    value_color: str | None = None
    """The colour of the value."""
    aux_value: str | None = None
    """A second value."""
    icon: str | None = None
    """The name of an icon."""
    icon_color: str | None = None
    """The colour of the icon."""


class StatListCard(Card, view="stat_list"):
    """A card with numbers, row by row. With names, rows can be clicked."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title."""
    items: list[StatListItem]
    """The rows."""
    name: str | None = None
    """The name in `q.args` for the name of the row. By default the row sets `q.args.<row>`."""
    subtitle: str | None = None
    """A second, smaller title."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class StatTableItem(Model):
    """A row of a stat table."""

    label: str
    """What the row is about."""
    values: list[str]
    """The numbers, in the order of the columns after the first."""
    name: str | None = None
    """What the row is called in `q.args`."""
    caption: str | None = None
    """A line of smaller text."""
    icon: str | None = None
    """The name of an icon."""
    icon_color: str | None = None
    """The colour of the icon."""
    colors: list[str] | None = None
    """The colours of the numbers."""


class StatTableCard(Card, view="stat_table"):
    """A card with a small table of numbers. With names, rows can be clicked."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title."""
    columns: list[str]
    """The headings."""
    items: list[StatTableItem]
    """The rows."""
    name: str | None = None
    """The name in `q.args` for the name of the row. By default the row sets `q.args.<row>`."""
    subtitle: str | None = None
    """A second, smaller title."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


stat_list_item = make(StatListItem)
stat_list_card = make(StatListCard)
stat_table_item = make(StatTableItem)
stat_table_card = make(StatTableCard)
