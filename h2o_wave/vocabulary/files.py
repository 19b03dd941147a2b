"""Uploading files."""

from ._model import Model, identifier
from .component import component


class FileUpload(Model, tag="file_upload"):
    """A place to drop files.

    `q.args.<name>` is a list of their paths on the server, for `q.site.download`.
    """

    name: str = identifier()
    """Its name in `q.args`, and for changes by name."""
    label: str | None = None
    """The text on the button. `Upload` by default."""
    multiple: bool | None = None
    """Whether there can be several files."""
    file_extensions: list[str] | None = None
    """The endings that are taken, such as `['csv', 'gz']`. Any by default."""
    max_file_size: float | None = None
    """How large a file can be, in MiB."""
    max_size: float | None = None
    """How large all files together can be, in MiB."""
    height: str | None = None
    """How high it is, as a CSS length. `300px` by default."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    compact: bool | None = None
    """Whether it is one line that uploads at once, without submitting."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    tooltip: str | None = None
    """What is shown, as markdown, when the user points at it."""
    required: bool | None = None
    """Whether to draw an asterisk. Nothing is enforced."""


file_upload = component(FileUpload)
