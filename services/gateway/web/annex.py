"""What is served beside pages: files, cache, image streams and the like, each below a beginning of its own."""

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from aiohttp import web

from services.gateway.web import answers
from services.gateway.web.answers import Answer


class Room(Protocol):
    """Answers all requests below one beginning."""

    async def answer(self, request: web.BaseRequest, rest: str) -> Answer | web.StreamResponse:
        """Answers a request; `rest` is the decoded path after the beginning. Raises GatewayError."""


class Door(NamedTuple):
    """A room, and under which name its requests are counted. `is_ruled` when access rules mean it."""

    shape: str
    room: Room
    is_ruled: bool = True


class Annex:
    """Rooms by the beginning of the path below the base. A longer beginning wins."""

    def __init__(self, doors: Mapping[str, Door]) -> None:
        self.prefixes: tuple[str, ...] = tuple(sorted(doors, key=len, reverse=True))
        self._doors = dict(doors)

    def shape(self, rest: str) -> str:
        """Under which name a request is counted; `rest` is the path below the base."""
        return self._doors[self._prefix(rest)].shape

    def is_ruled(self, rest: str) -> bool:
        """Whether access rules decide who is answered."""
        return self._doors[self._prefix(rest)].is_ruled

    async def answer(self, request: web.BaseRequest, rest: str) -> Answer | web.StreamResponse:
        """Has the room answer. Raises GatewayError."""
        prefix = self._prefix(rest)
        return await self._doors[prefix].room.answer(request, rest[len(prefix) :])

    def _prefix(self, rest: str) -> str:
        return next(prefix for prefix in self.prefixes if rest.startswith(prefix))


NO_ANNEX = Annex({})


def allowed(*methods: str) -> Answer:
    """The answer to OPTIONS."""
    return Answer(204, headers=(("Allow", ", ".join(sorted({*methods, "OPTIONS"}))),))


def wrong_method(*methods: str) -> Answer:
    """The answer to a method that a room does not know."""
    return answers.refusal(405, "", *allowed(*methods).headers)
