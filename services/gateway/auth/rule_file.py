"""The file of access rules, read again when it changes."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from services.chassis.file_stamp import FileStamp, file_stamp
from services.chassis.logs import get_logger
from services.gateway.auth.rules import NO_RULES, AccessRules, read_rules
from services.gateway.errors import SettingInvalid

logger = get_logger(__name__)

MAX_FILE_BYTES = 1 << 20
LOOK_SECONDS = 1.0
# How long a file that has changed has to stay as it is before it is read.
SETTLE_SECONDS = 0.2


class RuleBook:
    """The rules that are in force. Without a file everything is allowed."""

    def __init__(self, path: str) -> None:
        self.current: AccessRules = NO_RULES
        self.reloads = 0
        self.failures = 0
        self._path = Path(path) if path else None
        # Of the file whose rules were taken or refused, and of the one at the last look.
        self._stamp: FileStamp | None = None
        self._seen: FileStamp | None = None
        self._changed: Callable[[], None] | None = None
        if self._path is not None:
            self._stamp = self._seen = _stamp_of(self._path)
            self.current = _read(self._path)

    def listen(self, changed: Callable[[], None]) -> None:
        """Names the one who looks at everything again when the rules have changed."""
        self._changed = changed

    async def run(self) -> None:
        """Looks at the file again and again, until cancelled."""
        while self._path is not None:
            await asyncio.sleep(LOOK_SECONDS if self._seen == self._stamp else SETTLE_SECONDS)
            self.look()

    def look(self) -> None:
        """Reads the file if it has changed, and is now as it was at the last look.

        A file that is being written is cut off somewhere, and what is cut off may make sense: with fewer rules, or none. Rules that
        make no sense are not taken: those before stay in force.
        """
        if self._path is None:
            return
        before, self._seen = self._seen, _stamp_of(self._path)
        if self._seen == self._stamp or self._seen != before:
            return
        try:
            found = _read(self._path)
        except SettingInvalid as error:
            self._refuse(error)
            return
        if _stamp_of(self._path) != self._seen:
            return
        self._stamp, self.current = self._seen, found
        self.reloads += 1
        logger.info("access_rules_read", file=str(self._path), rules=len(self.current.rules))
        if self._changed is not None:
            self._changed()

    def _refuse(self, error: SettingInvalid) -> None:
        # It is complained of once.
        self._stamp = self._seen
        self.failures += 1
        logger.error("access_rules_refused", reason=str(error), effect="the rules before stay in force")


def _stamp_of(path: Path) -> FileStamp | None:
    """None for a file that is not there, or out of reach: reading it says why."""
    try:
        return file_stamp(path)
    except OSError:
        return None


def _read(path: Path) -> AccessRules:
    try:
        content = path.read_bytes()
        if len(content) > MAX_FILE_BYTES:
            raise SettingInvalid(
                f"access-rules {path} has {len(content)} bytes; want {MAX_FILE_BYTES} at most"
            )
        return read_rules(content.decode(), str(path))
    except OSError as error:
        raise SettingInvalid(f"cannot read access-rules {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SettingInvalid(f"access-rules {path} is not UTF-8: {error}") from error
