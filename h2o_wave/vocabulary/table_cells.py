"""What a column of a table may show instead of text."""

from ._model import Model, Variant, wrap
from .command import Command
from .tags import Tag


class ProgressTableCellType(Model, tag="progress"):
    """Cells that hold a number from 0 to 1, shown as a ring with the percentage inside."""

    color: str | None = None
    """The colour of the ring. Red by default."""
    name: str | None = None
    """Its name, for changes by name."""


class IconTableCellType(Model, tag="icon"):
    """Cells that hold the name of an icon."""

    color: str | None = None
    """The colour of the icon."""
    name: str | None = None
    """Its name, for changes by name."""


class TagTableCellType(Model, tag="tag"):
    """Cells that hold labels, with commas between them, shown as tags."""

    name: str
    """A name for this type."""
    tags: list[Tag] | None = None
    """How the labels look."""


class MenuTableCellType(Model, tag="menu"):
    """Cells that open a menu. `q.args.<command>` is then the name of the row."""

    commands: list[Command]
    """What the menu offers."""
    name: str | None = None
    """Its name, for changes by name."""


class MarkdownTableCellType(Model, tag="markdown"):
    """Cells that hold markdown."""

    name: str | None = None
    """Its name, for changes by name."""
    target: str | None = None
    """Where links open: the name of a window, or `'_blank'` for another tab."""


class TableCellType(Variant):
    """What the cells of a column are: one of these."""

    progress: ProgressTableCellType | None = None
    """Rings."""
    icon: IconTableCellType | None = None
    """Icons."""
    tag: TagTableCellType | None = None
    """Tags."""
    menu: MenuTableCellType | None = None
    """Menus."""
    markdown: MarkdownTableCellType | None = None
    """Markdown."""


progress_table_cell_type = wrap(ProgressTableCellType, TableCellType)
icon_table_cell_type = wrap(IconTableCellType, TableCellType)
tag_table_cell_type = wrap(TagTableCellType, TableCellType)
menu_table_cell_type = wrap(MenuTableCellType, TableCellType)
markdown_table_cell_type = wrap(MarkdownTableCellType, TableCellType)
