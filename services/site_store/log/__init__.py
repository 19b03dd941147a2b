"""The append-only log that the site is rebuilt from. docs/log-format.md says what it is on the disk; nothing outside knows."""

from services.site_store.log.compact import CompactResult
from services.site_store.log.errors import (
    CompactionFailed,
    LogBroken,
    LogClosed,
    LogCorrupt,
    LogError,
    LogFull,
    LogInUse,
    LogReadOnly,
    LogUnusable,
    RecordTooLarge,
)
from services.site_store.log.log import Log
from services.site_store.log.policy import FsyncPolicy, LogStats, Recover
from services.site_store.log.record import Record, RecordKind

__all__ = [
    "CompactResult",
    "CompactionFailed",
    "FsyncPolicy",
    "Log",
    "LogBroken",
    "LogClosed",
    "LogCorrupt",
    "LogError",
    "LogFull",
    "LogInUse",
    "LogReadOnly",
    "LogStats",
    "LogUnusable",
    "Record",
    "RecordKind",
    "RecordTooLarge",
    "Recover",
]
