"""Says on the disk that a site is being filled: until it is gone, what is in the log is only a part of what is to be there."""

from pathlib import Path

from services.site_store.log.disk.files import Files, put_in_place, stage

NAME = "import-under-way"


class ImportMark:
    """A file with the name of the source. Whatever it says is on the disk when its methods return; all raise OSError."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._files = Files()

    @property
    def source(self) -> str | None:
        """What the site was to be filled from; None when nothing is under way."""
        if not self._files.exists(self._path):
            return None
        return self._files.read(self._path).decode(errors="replace")

    def put(self, source: str) -> None:
        """Notes that the site is being filled from now on."""
        put_in_place(
            self._files, stage(self._files, self._path, [source.encode(errors="replace")]), self._path
        )

    def remove(self) -> None:
        """Notes that everything is there."""
        self._files.remove(self._path)
        self._files.sync_directory(self._path.parent)
