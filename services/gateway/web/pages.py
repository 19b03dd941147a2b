"""Pages for programs: read and edit."""

import asyncio

from services.gateway.upstream.pages import EditOutcome, PageRead, Pages
from services.gateway.web import answers
from services.gateway.web.answers import Answer
from services.gateway.wire import position


class PageRequests:
    """Answers GET and PATCH of pages; whoever asks has shown a key."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    async def read(self, route: str) -> Answer:
        """[P5] The page as JSON. Raises StoreAway."""
        return _shown(await self._pages.read(route))

    def read_now(self, route: str) -> Answer | None:
        """[P5] The same, on the spot; None when that cannot be done. Raises StoreAway."""
        page = self._pages.read_now(route)
        return None if page is None else _shown(page)

    async def edit(self, route: str, body: bytes, if_match: str | None) -> Answer:
        """[P1] Changes the page; [P3] with `if_match`, only if it stands at that position."""
        expected = None
        if if_match is not None:
            expected = position.parse_entity_tag(if_match)
            if expected is None:
                return answers.refusal(400, 'If-Match must be "<epoch>:<revision>", as in Wave-Position')
        settled: asyncio.Future[EditOutcome] = asyncio.get_running_loop().create_future()

        def done(outcome: EditOutcome) -> None:
            # Whoever asked may be gone.
            if not settled.done():
                settled.set_result(outcome)

        self._pages.edit(route, body, done, if_position=expected)
        return answers.of_edit(await settled)


def _shown(page: PageRead) -> Answer:
    if page.snapshot is None:
        return answers.NO_PAGE
    return Answer(200, page.snapshot, (answers.JSON, ("ETag", f'"{page.position}"')))
