"""Write, apply, announce, acknowledge: in that order."""

import asyncio
from collections.abc import Iterable, Sequence

import pytest

from services.site_store.sessions.book import SessionBook
from services.site_store.sessions.errors import SessionChanged, SessionsUnwritable
from services.site_store.sessions.keeper import SessionKeeper
from services.site_store.sessions.session import Session
from services.site_store.sessions.shelf import NoShelf
from tests.unit.site_store.sessions.sample import Clock, session


class RecordingShelf(NoShelf):
    """Notes what it is asked, and fails when told to."""

    def __init__(self, *kept: Session) -> None:
        self.kept = list(kept)
        self.uses: list[Session] = []
        self.forgotten: list[bytes] = []
        self.is_full = False
        self.gate = asyncio.Event()
        self.gate.set()

    def load(self) -> list[Session]:
        return self.kept

    async def keep(self, session: Session) -> None:
        await self.gate.wait()
        self._check()
        self.kept.append(session)

    async def note_uses(self, sessions: Sequence[Session]) -> None:
        self._check()
        self.uses += sessions

    async def forget(self, session_ids: Iterable[bytes]) -> None:
        self._check()
        self.forgotten += session_ids

    def _check(self) -> None:
        if self.is_full:
            raise SessionsUnwritable("the disk is full")


class Scene:
    """A keeper with everything around it."""

    def __init__(self, *kept: Session) -> None:
        self.clock = Clock()
        self.shelf = RecordingShelf(*kept)
        self.keeper = SessionKeeper(SessionBook(max_sessions=10, clock_ms=self.clock), self.shelf)
        self.feed = self.keeper.newsroom.open()
        self.batches = self.feed.batches()

    async def news(self) -> list[tuple[int, bool]]:
        """Version, and whether somebody wanted it, of all news so far."""
        self.feed.close()
        return [(one.version, one.was_ended) async for batch in self.batches for one in batch]


async def test_nothing_is_seen_before_it_is_on_disk() -> None:
    scene = Scene()
    scene.shelf.gate.clear()
    putting = asyncio.create_task(scene.keeper.put(session(), 0))
    await asyncio.sleep(0)
    assert scene.keeper.book.get(session().id) is None
    scene.shelf.gate.set()
    await putting
    assert scene.keeper.book.get(session().id) is not None
    assert await scene.news() == [(1, False)]


async def test_of_two_who_replace_the_same_version_one_is_refused() -> None:
    scene = Scene()
    await scene.keeper.put(session(), 0)
    both = await asyncio.gather(
        scene.keeper.put(session(), 1), scene.keeper.put(session(), 1), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in both) == ["Session", "SessionChanged"]
    assert isinstance(both[1], SessionChanged)


async def test_what_the_disk_does_not_take_has_not_happened() -> None:
    scene = Scene()
    await scene.keeper.put(session(), 0)
    scene.shelf.is_full = True
    with pytest.raises(SessionsUnwritable):
        await scene.keeper.put(session(), 1)
    with pytest.raises(SessionsUnwritable):
        await scene.keeper.end([session().id])
    found = scene.keeper.book.get(session().id)
    assert found is not None and found.version == 1
    assert await scene.news() == [(1, False)]


async def test_what_was_kept_is_there_after_a_restart() -> None:
    scene = Scene(session(version=3))
    scene.keeper.restore()
    found = scene.keeper.book.get(session().id)
    assert found is not None and found.version == 3


async def test_sessions_are_ended_by_id_and_by_label() -> None:
    scene = Scene()
    await scene.keeper.put(session("a", labels=(b"ann",)), 0)
    await scene.keeper.put(session("b", labels=(b"ann",)), 0)
    await scene.keeper.put(session("c"), 0)
    assert len(await scene.keeper.end_labelled(b"ann")) == 2
    assert len(await scene.keeper.end([session("c").id])) == 1
    assert await scene.keeper.end([session("c").id]) == []
    assert len(scene.keeper.book) == 0
    assert (await scene.news())[-3:] == [(0, True)] * 3
    assert (scene.keeper.counts.begun, scene.keeper.counts.ended) == (3, 3)


async def test_a_sweep_forgets_what_is_over_and_writes_when_the_others_were_used() -> None:
    scene = Scene()
    await scene.keeper.put(session("a"), 0)
    await scene.keeper.put(session("b", expires_at_ms=1_001_200), 0)
    scene.clock.now_ms += 600
    scene.keeper.use(session("a").id, scene.clock.now_ms)
    scene.clock.now_ms += 600
    await scene.keeper.sweep()
    assert scene.shelf.forgotten == [session("b").id]
    assert [one.used_at_ms for one in scene.shelf.uses] == [1_000_600]
    assert await scene.news() == [(1, False), (1, False), (0, False)]
    assert scene.keeper.counts.expired == 1


async def test_uses_that_could_not_be_written_are_written_by_the_next_sweep() -> None:
    scene = Scene()
    for name in "ab":
        await scene.keeper.put(session(name), 0)
    scene.clock.now_ms += 1
    scene.keeper.use(session("a").id, scene.clock.now_ms)
    scene.keeper.use(session("b").id, scene.clock.now_ms)
    scene.shelf.is_full = True
    await scene.keeper.sweep()
    found = scene.keeper.book.get(session("a").id)
    assert found is not None and found.used_at_ms == 1_000_001
    scene.clock.now_ms += 1
    scene.keeper.use(session("b").id, scene.clock.now_ms)
    scene.shelf.is_full = False
    await scene.keeper.sweep()
    written = {one.id: one.used_at_ms for one in scene.shelf.uses}
    assert written == {session("a").id: 1_000_001, session("b").id: 1_000_002}
    await scene.keeper.close()


async def test_only_a_sign_in_that_finds_no_place_looks_for_sessions_that_are_over() -> None:
    scene = Scene()
    for name in "abcdefghi":
        await scene.keeper.put(session(name), 0)
    scene.clock.now_ms += 1000
    await scene.keeper.put(session("j"), 0)
    await scene.keeper.put(session("j"), 1)
    assert scene.shelf.forgotten == []
    # Nobody is refused for the sake of a session that nobody uses; no more of them go than have to.
    await scene.keeper.put(session("k"), 0)
    assert scene.shelf.forgotten == [session("a").id] and len(scene.keeper.book) == 10
    scene.clock.now_ms = 1_010_000
    await scene.keeper.put(session("l", expires_at_ms=2_000_000), 0)
    assert len(scene.keeper.book) == 1
    assert (scene.keeper.counts.displaced, scene.keeper.counts.expired) == (1, 10)
    assert [(0, False)] * 11 == [one for one in await scene.news() if one[0] == 0]


async def test_a_session_that_is_idle_can_be_ended_and_that_is_no_signing_out() -> None:
    """[A5, A8] Its browser is told; the others of its user, who did not sign out, are not."""
    scene = Scene()
    await scene.keeper.put(session("a", labels=(b"ann",)), 0)
    await scene.keeper.put(session("b"), 0)
    scene.clock.now_ms += 1000
    await scene.keeper.sweep()
    assert [one.id for one in await scene.keeper.end_labelled(b"ann")] == [session("a").id]
    assert [one.id for one in await scene.keeper.end([session("b").id])] == [session("b").id]
    assert await scene.news() == [(1, False), (1, False), (0, False), (0, False)]
    assert scene.keeper.counts.ended == 2
