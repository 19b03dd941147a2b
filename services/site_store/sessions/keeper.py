"""Sessions in memory, on disk and in the news, always in that order: write, apply, announce, acknowledge."""

import asyncio
from collections.abc import Iterable

from services.chassis.logs import get_logger
from services.site_store.sessions.book import SessionBook
from services.site_store.sessions.errors import SessionsUnwritable
from services.site_store.sessions.news import Newsroom
from services.site_store.sessions.session import Session
from services.site_store.sessions.shelf import Shelf

logger = get_logger("site_store")


class SessionCounts:
    """Plain counters for the metrics."""

    def __init__(self) -> None:
        self.begun = 0
        self.renewed = 0
        self.ended = 0
        self.expired = 0
        self.displaced = 0
        self.refused = 0


class SessionKeeper:
    """All sessions of a site."""

    def __init__(self, book: SessionBook, shelf: Shelf) -> None:
        self.book = book
        self.newsroom = Newsroom()
        self.counts = SessionCounts()
        self._shelf = shelf
        # What is checked must still be so when it is on disk.
        self._writing = asyncio.Lock()
        self._used: dict[bytes, Session] = {}

    def restore(self) -> None:
        """Takes over what was kept. Raises SessionsUnreadable."""
        for session in self._shelf.load():
            self.book.keep(session)

    async def put(self, session: Session, if_version: int) -> Session:
        """Begins a session, or replaces it. Raises SessionError."""
        async with self._writing:
            if not if_version and self.book.is_full:
                # Looking at all sessions at every sign-in would keep the others waiting: it is done in time by `sweep`.
                await self._make_room()
            draft = self.book.draft(session, if_version)
            await self._shelf.keep(draft)
            self.book.keep(draft)
            self.newsroom.put(draft)
        if if_version:
            self.counts.renewed += 1
        else:
            self.counts.begun += 1
        return draft

    def use(self, session_id: bytes, at_ms: int) -> None:
        """Notes when a session was used; on disk it is with the next sweep."""
        used = self.book.use(session_id, at_ms)
        if used is not None:
            self._used[session_id] = used

    async def end(self, session_ids: Iterable[bytes]) -> list[Session]:
        """Ends sessions; returns those that there were. Raises SessionsUnwritable."""
        async with self._writing:
            return await self._end_wanted(session_ids)

    async def end_labelled(self, label: bytes) -> list[Session]:
        """Ends the sessions that have a label. Raises SessionsUnwritable."""
        async with self._writing:
            return await self._end_wanted([one.id for one in self.book.labelled(label)])

    async def sweep(self) -> None:
        """Forgets what is over, and keeps when the others were used. A disk that is full is tried again later."""
        try:
            async with self._writing:
                await self._sweep()
                await self._note_uses()
        except SessionsUnwritable as error:
            logger.warning("sessions_not_written", reason=str(error))

    async def close(self) -> None:
        """Ends the news, and lets go of the disk."""
        await self.sweep()
        self.newsroom.close()
        self._shelf.close()

    async def _note_uses(self) -> None:
        used, self._used = self._used, {}
        if not used:
            return
        try:
            await self._shelf.note_uses(list(used.values()))
        except SessionsUnwritable:
            # What was used again meanwhile is newer.
            self._used = used | self._used
            raise

    async def _sweep(self) -> None:
        self.counts.expired += len(await self._end(one.id for one in self.book.over()))

    async def _make_room(self) -> None:
        await self._sweep()
        if self.book.is_full:
            self.counts.displaced += len(await self._end(one.id for one in self.book.spare()))

    async def _end_wanted(self, session_ids: Iterable[bytes]) -> list[Session]:
        ended = await self._end(session_ids, was_ended=True)
        self.counts.ended += len(ended)
        return ended

    async def _end(self, session_ids: Iterable[bytes], *, was_ended: bool = False) -> list[Session]:
        wanted = list(session_ids)
        if not wanted:
            return []
        await self._shelf.forget(wanted)
        ended = self.book.end(wanted)
        for session in ended:
            self._used.pop(session.id, None)
            # Who signs in again ends the idle session of before: that is no signing out of the user.
            self.newsroom.ended(session, was_ended=was_ended and not self.book.is_idle(session))
        return ended
