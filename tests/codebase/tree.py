"""What the codebase tests look at."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def tracked() -> tuple[Path, ...]:
    """All files of the project, relative to its root, generated ones and vectors left out."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    paths = (Path(line) for line in listing.splitlines())
    return tuple(p for p in paths if (ROOT / p).is_file() and not is_generated(p))


def is_generated(path: Path) -> bool:
    """Tells whether a file was not written by hand."""
    folders = [("proto", "gen"), ("www", "src", "vocabulary"), ("docs", "reference")]
    return (
        any(path.parts[: len(folder)] == folder for folder in folders)
        or path.suffix == ".lock"
        or path.name == "package-lock.json"
    )


def sources(*suffixes: str) -> list[Path]:
    """The files with one of some endings."""
    return [path for path in tracked() if path.suffix in suffixes]
