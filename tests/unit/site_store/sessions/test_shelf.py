"""These tests write into a temporary folder: what is tested is what is on the disk."""

import sqlite3
from pathlib import Path

import pytest

from services.site_store.sessions.errors import SessionsUnreadable, SessionsUnwritable
from services.site_store.sessions.shelf import NoShelf, SqliteShelf
from tests.unit.site_store.sessions.sample import session


def opened(path: Path) -> SqliteShelf:
    shelf = SqliteShelf(path)
    shelf.load()
    return shelf


async def test_what_was_kept_is_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "sessions.sqlite"
    first = session("a", version=1, labels=(b"ann", b"\0" * 32))
    shelf = opened(path)
    await shelf.keep(first)
    await shelf.keep(session("b", version=1))
    await shelf.keep(session("b", version=2))
    await shelf.keep(session("c", version=1))
    await shelf.note_uses([first.used(1_000_500)])
    await shelf.forget([session("c").id])
    shelf.close()
    again = SqliteShelf(path)
    assert sorted(again.load(), key=lambda one: one.id) == [first.used(1_000_500), session("b", version=2)]
    again.close()


async def test_what_was_kept_survives_a_process_that_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "sessions.sqlite"
    shelf = opened(path)
    await shelf.keep(session("a", version=1))
    # Another process would find exactly these files after a kill.
    other = sqlite3.connect(path)
    assert other.execute("select count(*) from sessions").fetchone() == (1,)
    other.close()
    shelf.close()


async def test_only_the_owner_may_read_the_files(tmp_path: Path) -> None:
    shelf = opened(tmp_path / "sessions.sqlite")
    await shelf.keep(session())
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}
    shelf.close()


def test_a_file_that_is_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "sessions.sqlite"
    path.write_bytes(b"not a database, but long enough to be looked at as one" * 100)
    before = path.read_bytes()
    with pytest.raises(SessionsUnreadable, match="move the file away"):
        SqliteShelf(path).load()
    assert path.read_bytes() == before


def test_a_file_of_a_later_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sessions.sqlite"
    database = sqlite3.connect(path)
    database.execute("pragma user_version = 2")
    database.close()
    with pytest.raises(SessionsUnreadable, match="version 2"):
        SqliteShelf(path).load()


async def test_a_write_that_fails_is_told_and_leaves_what_was(tmp_path: Path) -> None:
    shelf = opened(tmp_path / "sessions.sqlite")
    await shelf.keep(session(version=1))
    other = sqlite3.connect(tmp_path / "sessions.sqlite", isolation_level=None)
    other.execute("drop table sessions")
    with pytest.raises(SessionsUnwritable, match="no such table"):
        await shelf.keep(session(version=2))
    other.close()
    shelf.close()
    with pytest.raises(SessionsUnwritable, match="closed"):
        await shelf.forget([session().id])


async def test_without_a_shelf_nothing_is_kept() -> None:
    shelf = NoShelf()
    await shelf.keep(session())
    await shelf.note_uses([session()])
    await shelf.forget([session().id])
    assert shelf.load() == []
    shelf.close()
