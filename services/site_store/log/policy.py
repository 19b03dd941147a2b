"""The choices of whoever runs the log, and its counters."""

from dataclasses import dataclass
from enum import Enum

SEGMENT_BYTES = 64 * 1024 * 1024


class FsyncPolicy(Enum):
    """When an appended record is safe enough to be acknowledged. Every policy survives the death of the process."""

    ALWAYS = "always"
    """When it is on the disk: survives power loss too."""
    EVERYSEC = "everysec"
    """When the operating system has it, which is told to write it to the disk every second: power loss takes the last second."""
    NO = "no"
    """When the operating system has it, which writes it to the disk when it likes: power loss takes half a minute or so."""


class Recover(Enum):
    """What to do when the log is damaged in a place where a crash cannot have damaged it."""

    REFUSE = "refuse"
    """Change nothing and raise LogCorrupt."""
    PREFIX = "prefix"
    """Keep what comes before the damage."""
    SKIP = "skip"
    """Keep everything that is whole, before the damage and after it."""


@dataclass(slots=True)
class LogStats:
    """Plain counters for the metrics."""

    bytes_written: int = 0
    groups_written: int = 0
    records_written: int = 0
    syncs: int = 0
    last_sync_seconds: float = 0.0
    waiting_records: int = 0
    waiting_bytes: int = 0
    tail_records: int = 0
    """Records since the last snapshot."""
    tail_bytes: int = 0
    snapshot_bytes: int = 0
