"""Tables."""

from ._model import Model, identifier, make, one_of
from .component import component
from .table_cells import TableCellType


class TableColumnDataType:
    """What a column is sorted and formatted as."""

    STRING = "string"
    NUMBER = "number"
    TIME = "time"


class TableColumnCellOverflow:
    """What becomes of text that is too long for its cell."""

    TOOLTIP = "tooltip"
    WRAP = "wrap"


class TableColumnAlign:
    """Where the text of a cell goes."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class TableColumn(Model):
    """A column of a table."""

    name: str = identifier()
    """Its name in events."""
    label: str
    """The heading."""
    min_width: str | None = None
    """How narrow it may get, in pixels. `'150'` by default."""
    max_width: str | None = None
    """How wide it may get, in pixels."""
    sortable: bool | None = None
    """Whether rows can be sorted by it."""
    searchable: bool | None = None
    """Whether the search box looks into it."""
    filterable: bool | None = None
    """Whether rows can be filtered by it."""
    link: bool | None = None
    """Whether its cells open the row. The first column does by default."""
    data_type: str | None = one_of(TableColumnDataType, default=None)
    """What its cells are sorted and formatted as: texts by default."""
    cell_type: TableCellType | None = None
    """What its cells show instead of text."""
    cell_overflow: str | None = one_of(TableColumnCellOverflow, default=None)
    """What becomes of text that is too long: it is cut by default."""
    filters: list[str] | None = None
    """What rows can be filtered by. The values in the column by default."""
    align: str | None = one_of(TableColumnAlign, default=None)
    """Where the text of its cells goes."""


class TableRow(Model):
    """A row of a table."""

    __slots__ = ()

    name: str = identifier()
    """What it is called in `q.args`."""
    cells: list[str]
    """The texts of its cells, in the order of the columns."""


class TableGroup(Model):
    """Rows of a table under a heading that folds them away."""

    label: str
    """The heading."""
    rows: list[TableRow]
    """The rows in the group."""
    collapsed: bool | None = None
    """Whether its rows are folded away. They are by default."""


class TablePagination(Model):
    """Says that the rows of a table are one page of many.

    The app sends another page when an event asks for it.
    """

    total_rows: int
    """How many rows there are on all pages."""
    rows_per_page: int
    """How many rows a page has."""


class TableCheckboxVisibility:
    """When the checkboxes of a table are seen."""

    ALWAYS = "always"
    ON_HOVER = "on-hover"
    HIDDEN = "hidden"


class Table(Model, tag="table"):
    """A table. `q.args.<name>` is a list of the names of rows: those selected, or the one that was opened."""

    name: str = identifier()
    """Its name in `q.args`, and for changes by name."""
    columns: list[TableColumn]
    """The columns."""
    rows: list[TableRow] | None = None
    """The rows."""
    multiple: bool | None = None
    """Whether several rows can be selected."""
    groupable: bool | None = None
    """Whether rows can be grouped by a column."""
    downloadable: bool | None = None
    """Whether the rows can be saved as a CSV file."""
    resettable: bool | None = None
    """Whether search, filters, sorting and grouping can be cleared."""
    height: str | None = None
    """How high it is, as a CSS length; `'1'` fills the card. By default it shows 10 rows."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    values: list[str] | None = None
    """The names of the rows that are selected."""
    checkbox_visibility: str | None = one_of(TableCheckboxVisibility, default=None)
    """When checkboxes are seen: when the user points at a row by default."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    tooltip: str | None = None
    """What is shown, as markdown, when the user points at it."""
    groups: list[TableGroup] | None = None
    """The rows, in groups, instead of `rows`."""
    pagination: TablePagination | None = None
    """Says that the rows are one page of many."""
    events: list[str] | None = None
    """The events to submit: `select`, `group_change`, and with pagination `sort`, `search`, `filter`,
    `page_change`, `download`, `reset`.
    """
    single: bool | None = None
    """Whether one row can be selected."""
    value: str | None = None
    """The name of the row that is selected."""


table_column = make(TableColumn)
table_row = make(TableRow)
table_group = make(TableGroup)
table_pagination = make(TablePagination)
table = component(Table)
