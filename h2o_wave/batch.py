"""Many saves at a time, for programs that write many pages."""

import asyncio
from types import TracebackType
from typing import TYPE_CHECKING, Self

from .page import AsyncPage

if TYPE_CHECKING:
    from .async_site import AsyncSite

# Below the number of connections that the HTTP transport opens: other saves of the program get through, too.
_MAX_AT_A_TIME = 32


class Batch:
    """Pages that are saved together: nobody waits for one before the next is sent.

        async with site.batch() as batch:
            for ship in ships:
                batch[f"/ships/{ship.name}"]["position"].value = ship.position

    Leaving the block saves every page that the batch gave out and waits until the server has them all. `batch.save(page)`
    begins a save without waiting for it, also of pages that come from elsewhere; changes of one page stay in order.
    """

    def __init__(self, site: "AsyncSite") -> None:
        self._site = site
        self._pages: dict[str, AsyncPage] = {}
        # Saves that have not begun take along what is changed until then, so one per page is enough.
        self._waiting: set[AsyncPage] = set()
        self._saves: set[asyncio.Task[None]] = set()
        self._failures: list[BaseException] = []
        self._room = asyncio.Semaphore(_MAX_AT_A_TIME)

    def __getitem__(self, url: str) -> AsyncPage:
        """A page that is saved at the end of the block; the same one for the same route."""
        page = self._site[url]
        return self._pages.setdefault(page.url, page)

    def save(self, page: AsyncPage) -> None:
        """Begin to save a page. What fails is raised at the end of the block."""
        if page in self._waiting:
            return
        self._waiting.add(page)
        task = asyncio.get_running_loop().create_task(self._save(page))
        self._saves.add(task)
        task.add_done_callback(self._note)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Save what the batch gave out, unless the block fails; wait for all saves. Raises the first failure."""
        if error is None:
            for page in self._pages.values():
                self.save(page)
        try:
            while self._saves:
                await asyncio.wait(self._saves)
        finally:
            for task in self._saves:
                task.cancel()
        if error is None and self._failures:
            first, *others = self._failures
            for other in others:
                first.add_note(f"and another save failed: {type(other).__name__}: {other}")
            raise first

    async def _save(self, page: AsyncPage) -> None:
        async with self._room:
            self._waiting.discard(page)
            await page.save()

    def _note(self, task: asyncio.Task[None]) -> None:
        self._saves.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._failures.append(error)
