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


class RuleBook:
    """The rules that are in force. Without a file everything is allowed."""

    def __init__(self, path: str) -> None:
        self.current: AccessRules = NO_RULES
        self.reloads = 0
        self.failures = 0
        self._path = Path(path) if path else None
        self._stamp: FileStamp | None = None
        self._changed: Callable[[], None] | None = None
        if self._path is not None:
            self._stamp = _stamp(self._path)
            self.current = _read(self._path)

    def listen(self, changed: Callable[[], None]) -> None:
        """Names the one who looks at everything again when the rules have changed."""
        self._changed = changed

    async def run(self) -> None:
        """Looks at the file again and again, until cancelled."""
        while self._path is not None:
            await asyncio.sleep(LOOK_SECONDS)
            self.look()

    def look(self) -> None:
        """Reads the file if it has changed. Rules that make no sense are not taken: those before stay in force."""
        if self._path is None:
            return
        before, self._stamp = self._stamp, None
        try:
            self._stamp = _stamp(self._path)
            if self._stamp == before:
                return
            self.current = _read(self._path)
        except SettingInvalid as error:
            # A file that is not there is complained of once.
            if before is not None or self._stamp is not None:
                self.failures += 1
                logger.error(
                    "access_rules_refused", reason=str(error), effect="the rules before stay in force"
                )
            return
        self.reloads += 1
        logger.info("access_rules_read", file=str(self._path), rules=len(self.current.rules))
        if self._changed is not None:
            self._changed()


def _stamp(path: Path) -> FileStamp:
    try:
        return file_stamp(path)
    except OSError as error:
        raise SettingInvalid(f"cannot read access-rules {path}: {error.strerror}") from error


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
