"""Structured logs: one line per event, a name and fields.

``logger.info("segment_opened", bytes=12)`` prints, as text,

    2026-01-31T12:00:00.000Z info segment_opened bytes=12 logger=log

or the same as one JSON object. Event names are ``noun_verb`` in the past tense; values are facts, never
payloads. A field whose name says that it is a secret is refused with ``ValueError``, so that the mistake
shows in the first test.
"""

import json
import logging
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TextIO

_SECRET_ENDINGS = ("secret", "token", "password", "authorization")
_FIELDS = "event_fields"
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-+:/@,*%#[]()<>&;|!?~^$")

FORMATS = ("text", "json")
LEVELS = ("debug", "info", "warning", "error")


class EventLogger:
    """Writes the events of one module. Methods are the levels of the standard library."""

    __slots__ = ("_logger",)

    def __init__(self, logger: logging.Logger) -> None:
        self._logger = logger

    def debug(self, event: str, /, **fields: Any) -> None:
        """For whoever debugs this program."""
        self._write(logging.DEBUG, event, fields)

    def info(self, event: str, /, **fields: Any) -> None:
        """Something expected happened that an operator may want to know."""
        self._write(logging.INFO, event, fields)

    def warning(self, event: str, /, **fields: Any) -> None:
        """Something went wrong and was dealt with."""
        self._write(logging.WARNING, event, fields)

    def error(self, event: str, /, exc_info: BaseException | None = None, **fields: Any) -> None:
        """Something went wrong and somebody was let down; with the traceback of `exc_info`, if given."""
        self._write(logging.ERROR, event, fields, exc_info)

    def exception(self, event: str, /, **fields: Any) -> None:
        """An error with the traceback of the exception being handled."""
        self._write(logging.ERROR, event, fields, sys.exception())

    def is_enabled(self, level: int) -> bool:
        """True if events of `level` are written: to skip costly fields."""
        return self._logger.isEnabledFor(level)

    def _write(
        self, level: int, event: str, fields: dict[str, Any], exc_info: BaseException | None = None
    ) -> None:
        for name in fields:
            if name.lower().endswith(_SECRET_ENDINGS):
                raise ValueError(f"the log event {event!r} has the field {name!r}: secrets are not logged")
        if self._logger.isEnabledFor(level):
            self._logger.log(level, event, exc_info=exc_info, extra={_FIELDS: fields}, stacklevel=3)


def get_logger(name: str) -> EventLogger:
    """The event logger of the module `name`."""
    return EventLogger(logging.getLogger(name))


def set_up(*, level: str = "info", format: str = "text", stream: TextIO | None = None) -> None:
    """Send every event of the process, and whatever libraries log, to `stream` (default: standard error).

    Raises ``ValueError`` for a level or format that is not in ``LEVELS`` or ``FORMATS``.
    """
    if level not in LEVELS or format not in FORMATS:
        raise ValueError(f"log level {level!r}, format {format!r}: want one of {LEVELS} and one of {FORMATS}")
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonFormatter() if format == "json" else TextFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())


class TextFormatter(logging.Formatter):
    """``time level event key=value …`` on exactly one line."""

    def format(self, record: logging.LogRecord) -> str:
        head = f"{_time(record)} {record.levelname.lower()} {_escape(record.getMessage())}"
        return " ".join((head, *(f"{key}={_quote(value)}" for key, value in _fields(self, record).items())))


class JsonFormatter(logging.Formatter):
    """One JSON object per line, with ``time``, ``level`` and ``event`` first."""

    def format(self, record: logging.LogRecord) -> str:
        head = {"time": _time(record), "level": record.levelname.lower(), "event": record.getMessage()}
        return json.dumps(head | _fields(self, record), default=str)


def _time(record: logging.LogRecord) -> str:
    moment = datetime.fromtimestamp(record.created, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _fields(formatter: logging.Formatter, record: logging.LogRecord) -> dict[str, Any]:
    given: Mapping[str, Any] = getattr(record, _FIELDS, {})
    fields = {**given, "logger": record.name}
    if record.exc_info:
        fields["traceback"] = formatter.formatException(record.exc_info)
    return fields


def _escape(text: str) -> str:
    """`text` without line breaks or control characters: nobody outside can forge a line."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def _quote(value: Any) -> str:
    text = str(value)
    return text if text and _PLAIN.issuperset(text) else json.dumps(text, ensure_ascii=not text.isprintable())
