"""Commands: what menus, toolbars and context menus offer."""

from ._model import Model, identifier, make


class Command(Model):
    """An entry of a menu or toolbar.

    Choosing it sets `q.args.<name>`, unless it has a `path` or entries of its own.
    """

    name: str = identifier()
    """Its name in `q.args`; one that begins with `#` goes to that location hash."""
    label: str | None = None
    """The text on it. The name by default."""
    caption: str | None = None
    """What is shown when the user points at it."""
    icon: str | None = None
    """The name of an icon."""
    items: "list[Command] | None" = None
    """The entries of its submenu."""
    value: str | None = None
    """What `q.args.<name>` becomes. True by default."""
    path: str | None = None
    """An address to open in another tab instead of submitting."""
    download: bool | None = None
    """Whether `path` is a file to save."""


command = make(Command)
