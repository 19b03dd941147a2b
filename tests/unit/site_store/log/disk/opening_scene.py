"""Small logs on a simulated disk, and where their files are."""

from pathlib import Path

from services.site_store.log import Log, Recover
from services.site_store.log.disk import header, manifest
from services.site_store.log.disk.files import Files
from services.site_store.log.disk.manifest import MANIFEST, Manifest
from tests.unit.site_store.log.model import DIRECTORY, edit
from tests.unit.site_store.log.simulation import SimulatedDisk

SMALL = 8192
GROUPS = [[edit("/a", f"{number}")] for number in range(1, 21)]


def open_log(disk: Files, *, recover: Recover = Recover.REFUSE, directory: Path = DIRECTORY) -> Log:
    return Log.open(directory, segment_bytes=SMALL, recover=recover, files=disk, seconds=100)


def manifest_of(disk: SimulatedDisk) -> Manifest:
    decoded = manifest.decode(disk.read(DIRECTORY / MANIFEST))
    assert isinstance(decoded, Manifest)
    return decoded


def segment_of(disk: SimulatedDisk) -> Path:
    return DIRECTORY / header.segment_name(manifest_of(disk).epoch, 1)


def end_of(disk: SimulatedDisk) -> int:
    return len(disk.read(segment_of(disk)).rstrip(b"\0"))
