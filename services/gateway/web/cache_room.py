"""The cache over HTTP: `_c/<shard>/<key>`. A key may have slashes, a shard may have escaped ones."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from services.gateway.web import answers
from services.gateway.web.annex import allowed, wrong_method
from services.gateway.web.answers import Answer
from services.gateway.web.cache import CacheValues
from services.gateway.web.guard import Guard
from services.gateway.web.intake import IntakeLimits, read_whole
from services.gateway.wire.address import decoded_path

METHODS = ("DELETE", "GET", "HEAD", "PUT")

_VALUE = (("Content-Type", "application/octet-stream"), answers.NOSNIFF)
_KEYS = (answers.TEXT, answers.NOSNIFF)
_NO_KEY = answers.refusal(400, "name a key: _c/<shard>/<key>")


class CacheRoom:
    """Gives, takes and lists values. For programs only."""

    def __init__(self, values: CacheValues, guard: Guard, intake: IntakeLimits, base_url: str) -> None:
        self._values = values
        self._guard = guard
        self._intake = intake
        # How many slashes there are before the shard.
        self._depth = base_url.count("/") + 1

    async def answer(self, request: web.BaseRequest, rest: str) -> Answer:
        """See `Room`."""
        if request.method == "OPTIONS":
            return allowed(*METHODS)
        refused = await self._guard.refuse_without_key(request)
        if refused is not None:
            return refused
        handler = _HANDLERS.get(request.method)
        if handler is None:
            return wrong_method(*METHODS)
        shard, key = self._split(request.raw_path)
        return await handler(self, request, shard, key) if shard else answers.NO_PAGE

    def _split(self, target: str) -> tuple[str, str]:
        """The shard and the key, decoded after they were parted: what is escaped parts nothing (H7)."""
        parts = target.partition("?")[0].split("/", self._depth + 1)[self._depth :]
        shard, key = (*parts, "", "")[:2]
        return _decoded(shard), _decoded(key)

    async def _get(self, request: web.BaseRequest, shard: str, key: str) -> Answer:
        if not key:
            keys = list(self._values.keys(shard))
            return (
                Answer(200, "".join(f"{key}\n" for key in keys).encode(), _KEYS) if keys else answers.NO_PAGE
            )
        value = self._values.get(shard, key)
        return answers.NO_PAGE if value is None else Answer(200, value, _VALUE)

    async def _put(self, request: web.BaseRequest, shard: str, key: str) -> Answer:
        if not key:
            return _NO_KEY
        value = await read_whole(request, self._intake)
        if not self._values.put(shard, key, value):
            return answers.refusal(
                413, "the value is larger than the whole cache may be (setting max-cache-size)"
            )
        return answers.OK

    async def _delete(self, request: web.BaseRequest, shard: str, key: str) -> Answer:
        if not key:
            return _NO_KEY
        self._values.drop(shard, key)
        return answers.OK


def _decoded(part: str) -> str:
    return decoded_path(f"/{part}".encode("utf-8", "surrogateescape"))[1:]


_Handler = Callable[[CacheRoom, web.BaseRequest, str, str], Awaitable[Answer]]
_HANDLERS: dict[str, _Handler] = {
    "GET": CacheRoom._get,
    "HEAD": CacheRoom._get,
    "PUT": CacheRoom._put,
    "DELETE": CacheRoom._delete,
}
