"""What the driver does with files of this machine: name them for an upload, copy them, catch a download."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from .errors import BadType, BadValue
from .multipart import Progress
from .settings import Settings, is_yes
from .urls import decode_route

_Named = list[tuple[str, str]]


def name_files(files: Sequence[str | os.PathLike[str]]) -> _Named:
    """The files of an upload and their base names. Raises `BadType` for a single text, `BadValue` for non-files."""
    if isinstance(files, (str, bytes, os.PathLike)):
        raise BadType(f"upload: want a list of paths, got {files!r}; write [{files!r}]")
    for file in files:
        if not Path(file).is_file():
            raise BadValue(f"{file} is not a file.")
    return [(Path(file).name, str(file)) for file in files]


def name_directory(directory: str | os.PathLike[str]) -> _Named:
    """The files below a directory and their paths from there. Raises `BadValue` when it is not a directory."""
    root = Path(directory)
    if not root.is_dir():
        raise BadValue(f"{root} is not a directory.")
    paths = sorted(path for path in root.rglob("*") if path.is_file())
    return [(path.relative_to(root).as_posix(), str(path)) for path in paths]


def copy_target(settings: Settings, environ: Mapping[str, str]) -> Path | None:
    """Where the server on this machine keeps its files; None when uploads have to travel.

    The environment is read anew each time: `wave run` sets it after the package was imported.
    """
    if is_yes(environ, "H2O_WAVE_NO_COPY_UPLOAD") or not settings.address.is_loopback_literal:
        return None
    data_dir = Path(environ.get("H2O_WAVE_DATA_DIR") or "data")
    if data_dir.is_absolute():
        return data_dir / "f"
    server_dir = environ.get("H2O_WAVE_WAVED_DIR")
    return Path(server_dir, data_dir, "f") if server_dir else None


def copy_upload(
    settings: Settings,
    environ: Mapping[str, str],
    files: _Named,
    *,
    as_directory: bool,
    on_progress: Progress | None = None,
) -> list[str]:
    """Upload by copying, if the server keeps its files on this machine. Returns their paths on the server.

    Progress is told at the end only. The answer is empty when the files have to travel: the server is elsewhere, or
    copying did not work.
    """
    target = copy_target(settings, environ)
    if target is None or not files:
        return []
    try:
        if as_directory:
            paths = [_copy(settings.base_url, target, files)]
        else:
            paths = [f"{_copy(settings.base_url, target, [file])}/{file[0]}" for file in files]
        total = sum(Path(source).stat().st_size for _, source in files)
    except OSError as error:
        import logging  # heavy, and seldom needed

        logging.getLogger("h2o_wave").warning(
            "upload_not_copied", extra={"target": str(target), "reason": str(error)}
        )
        return []
    if on_progress is not None:
        on_progress(total, total)
    return paths


def _copy(base_url: str, target: Path, files: _Named) -> str:
    import shutil  # heavy, and not needed by those who do not upload
    from uuid import uuid4

    folder = target / str(uuid4())
    try:
        folder.mkdir(mode=0o700, parents=True)
        for name, source in files:
            (folder / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copyfile(source, folder / name)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return f"{base_url}_f/{folder.name}"


@contextmanager
def landing_place(url: str, path: str | os.PathLike[str]) -> Iterator[tuple[BinaryIO, Path]]:
    """A file to download into, and where it will be: at `path`, or in it when that is a directory.

    It takes its place only when the block ends well; otherwise nothing is left behind. Raises `OSError`.
    """
    place = Path(path).absolute()
    if place.is_dir():
        place = place / Path(decode_route(url)).name
    # In the same folder, so that it can take its place in one step.
    draft = place.with_name(f".{place.name}.{os.urandom(8).hex()}")
    try:
        with draft.open("xb") as file:
            yield file, place
        draft.replace(place)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
