"""What can go wrong with the log.

LogError
├── LogInUse        another process, or another part of this one, has the log open
├── LogCorrupt      the log is damaged in a place where a crash cannot have damaged it; it does not start by itself
├── LogUnusable     the directory cannot be read or written, or holds something that is not a log of this version
├── LogFull         too much is waiting to be written; the same records may be submitted again later
├── LogReadOnly     there is no room for another segment; appending works again once there is
├── LogBroken       a write or a sync failed; nothing can be appended until the process has been restarted
├── LogClosed       the log was closed
├── RecordTooLarge  a route or a body does not fit into a record
└── CompactionFailed  the snapshot could not be written; the log is as it was
"""


class LogError(Exception):
    """The root of this tree."""


class LogInUse(LogError):
    """The log's directory is locked."""


class LogCorrupt(LogError):
    """The log is damaged somewhere before its last group."""


class LogUnusable(LogError):
    """The directory cannot be used as a log."""


class LogFull(LogError):
    """Too much is waiting to be written."""


class LogReadOnly(LogError):
    """There is no room for another segment."""


class LogBroken(LogError):
    """A write or a sync failed."""


class LogClosed(LogError):
    """The log was closed."""


class RecordTooLarge(LogError):
    """A route or a body does not fit into a record."""


class CompactionFailed(LogError):
    """The snapshot could not be written."""
