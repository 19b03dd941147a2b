"""Sessions on disk: one small SQLite file beside the log, which only its owner may read."""

import asyncio
import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol, TypeVar

from services.site_store.sessions.errors import SessionsUnreadable, SessionsUnwritable
from services.site_store.sessions.session import Session

Result = TypeVar("Result")

_VERSION = 1
_SCHEMA = """
create table sessions (
    id blob primary key,
    version integer not null,
    sealed blob not null,
    labels blob not null,
    expires_at_ms integer not null,
    idle_limit_ms integer not null,
    used_at_ms integer not null
) strict, without rowid
"""


class Shelf(Protocol):
    """Where sessions are kept over restarts."""

    def load(self) -> list[Session]:
        """All that was kept. Raises SessionsUnreadable."""

    async def keep(self, session: Session) -> None:
        """Keeps a session, in place of its older version. Raises SessionsUnwritable."""

    async def note_uses(self, sessions: Sequence[Session]) -> None:
        """Keeps when sessions were used. Raises SessionsUnwritable."""

    async def forget(self, session_ids: Iterable[bytes]) -> None:
        """Forgets sessions. Raises SessionsUnwritable."""

    def close(self) -> None:
        """Lets go of the file."""


class NoShelf:
    """Keeps nothing: sessions end with the process."""

    def load(self) -> list[Session]:
        """See `Shelf`."""
        return []

    async def keep(self, session: Session) -> None:
        """See `Shelf`."""

    async def note_uses(self, sessions: Sequence[Session]) -> None:
        """See `Shelf`."""

    async def forget(self, session_ids: Iterable[bytes]) -> None:
        """See `Shelf`."""

    def close(self) -> None:
        """See `Shelf`."""


class SqliteShelf:
    """Keeps sessions in a file. Writes are done one after another in a thread; each is on disk when it returns."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sessions")
        self._database: sqlite3.Connection | None = None

    def load(self) -> list[Session]:
        """See `Shelf`. Makes the file if there is none."""
        try:
            self._database = self._thread.submit(self._open).result()
            rows = self._thread.submit(self._database.execute("select * from sessions").fetchall).result()
            return [_from_row(row) for row in rows]
        except (OSError, sqlite3.Error, ValueError) as error:
            self.close()
            raise SessionsUnreadable(
                f"cannot use the sessions in {self._path}: {error}; "
                "move the file away, and everybody signs in again"
            ) from error

    async def keep(self, session: Session) -> None:
        """See `Shelf`."""
        row = _to_row(session)
        await self._write(
            lambda database: database.execute("insert or replace into sessions values (?,?,?,?,?,?,?)", row)
        )

    async def note_uses(self, sessions: Sequence[Session]) -> None:
        """See `Shelf`."""
        rows = [(session.used_at_ms, session.id) for session in sessions]
        await self._write(
            lambda database: database.executemany("update sessions set used_at_ms = ? where id = ?", rows)
        )

    async def forget(self, session_ids: Iterable[bytes]) -> None:
        """See `Shelf`."""
        rows = [(one,) for one in session_ids]
        await self._write(lambda database: database.executemany("delete from sessions where id = ?", rows))

    def close(self) -> None:
        """See `Shelf`."""
        if self._database is not None:
            self._thread.submit(self._database.close).result()
            self._database = None
        self._thread.shutdown()

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        # SQLite gives its side files the rights of the main one.
        os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
        database = sqlite3.connect(self._path, check_same_thread=False, isolation_level=None)
        try:
            database.execute("pragma journal_mode = wal")
            database.execute("pragma synchronous = full")
            # What is removed is gone, sealed or not.
            database.execute("pragma secure_delete = on")
            (version,) = database.execute("pragma user_version").fetchone()
            if version == 0:
                database.executescript(f"begin; {_SCHEMA}; pragma user_version = {_VERSION}; commit;")
            elif version != _VERSION:
                raise ValueError(f"it is of version {version}, this program knows version {_VERSION}")
        except BaseException:
            database.close()
            raise
        return database

    async def _write(self, write: Callable[[sqlite3.Connection], Any]) -> None:
        database = self._database
        if database is None:
            raise SessionsUnwritable("the sessions are closed; the server is being stopped")

        def transaction() -> None:
            database.execute("begin immediate")
            try:
                write(database)
                database.execute("commit")
            except BaseException:
                if database.in_transaction:
                    database.execute("rollback")
                raise

        try:
            await asyncio.get_running_loop().run_in_executor(self._thread, transaction)
        except sqlite3.Error as error:
            raise SessionsUnwritable(f"cannot keep sessions in {self._path}: {error}") from error


def _to_row(session: Session) -> tuple[Any, ...]:
    labels = b"".join(len(label).to_bytes(1) + label for label in session.labels)
    return (
        session.id,
        session.version,
        session.sealed,
        labels,
        session.expires_at_ms,
        session.idle_limit_ms,
        session.used_at_ms,
    )


def _from_row(row: tuple[Any, ...]) -> Session:
    session_id, version, sealed, packed, expires_at_ms, idle_limit_ms, used_at_ms = row
    labels: list[bytes] = []
    while packed:
        length = packed[0]
        labels.append(packed[1 : 1 + length])
        packed = packed[1 + length :]
    return Session(session_id, version, sealed, tuple(labels), expires_at_ms, idle_limit_ms, used_at_ms)
