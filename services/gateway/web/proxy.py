"""The proxy: `_p/`. Programs have this server make HTTP requests; off unless the operator turns it on."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import orjson
from aiohttp import web
from multidict import CIMultiDict
from yarl import URL

from services.gateway.errors import RequestInvalid, TooBusy
from services.gateway.live.handshake import canonical
from services.gateway.web import answers
from services.gateway.web.annex import allowed, wrong_method
from services.gateway.web.answers import Answer
from services.gateway.web.guard import Guard
from services.gateway.web.intake import IntakeLimits, read_whole
from services.gateway.web.outbound import Incoming, Outbound, Outgoing
from services.gateway.web.proxy_rules import DestinationRefused

METHODS = ("POST",)

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
# Where a request ends is not for whoever asks to say.
_OURS = frozenset(("connection", "content-length", "host", "te", "trailer", "transfer-encoding", "upgrade"))


@dataclass(slots=True)
class ProxyCounts:
    """Plain counters for the metrics."""

    under_way: int = 0
    outcomes: Counter[tuple[str]] = field(default_factory=Counter)


class ProxyRoom:
    """Makes requests for users who signed in, and for programs."""

    def __init__(self, outbound: Outbound, guard: Guard, intake: IntakeLimits, *, max_at_once: int) -> None:
        self.counts = ProxyCounts()
        self._outbound = outbound
        self._guard = guard
        self._intake = intake
        self._max_at_once = max_at_once

    async def answer(self, request: web.BaseRequest, rest: str) -> Answer:
        """See `Room`."""
        if request.method == "OPTIONS":
            return allowed(*METHODS)
        if request.method not in METHODS:
            return wrong_method(*METHODS)
        refused = await self._guard.refuse_stranger(request)
        if refused is not None:
            return refused
        outgoing = parse(await read_whole(request, self._intake))
        if self.counts.under_way >= self._max_at_once:
            raise TooBusy(
                "too many proxy requests are under way (setting max-proxy-requests); try again later"
            )
        self.counts.under_way += 1
        try:
            return await self._make(outgoing)
        finally:
            self.counts.under_way -= 1

    async def _make(self, outgoing: Outgoing) -> Answer:
        """What went wrong on the way is told in the answer: it is no fault of the one who asks (spec 4.8)."""
        try:
            incoming = await self._outbound.make(outgoing)
        except DestinationRefused as error:
            return self._failed("refused", str(error))
        except TimeoutError:
            return self._failed("timed_out", "the other server did not answer in time")
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return self._failed("failed", str(error) or type(error).__name__)
        self.counts.outcomes[("answered",)] += 1
        return _json({"error": "", "result": result_of(incoming)})

    def _failed(self, outcome: str, reason: str) -> Answer:
        self.counts.outcomes[(outcome,)] += 1
        return _json({"error": reason, "result": None})


def parse(body: bytes) -> Outgoing:
    """The request that a body asks for. PURE. Raises RequestInvalid."""
    try:
        wanted = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise RequestInvalid(f"Bad Request: {error}") from error
    if not isinstance(wanted, dict):
        raise RequestInvalid("Bad Request: want a JSON object with method, url, headers and body")
    # A member that is null is as good as missing.
    given = {name: value for name, value in wanted.items() if value is not None}
    try:
        method, url, content = (_text(given.get(name, "")) for name in ("method", "url", "body"))
        method = method.upper() or "GET"
        if not _TOKEN.fullmatch(method) or method == "CONNECT":
            raise ValueError(f"no method: {method!r}")
        return Outgoing(method, URL(url), _headers(given.get("headers", {})), content.encode())
    except ValueError as error:
        raise RequestInvalid(f"Bad Request: {error}") from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("url, method and body must be texts")
    return value


def result_of(incoming: Incoming) -> dict[str, Any]:
    """What is told of an answer. PURE."""
    headers: dict[str, list[str]] = {}
    for name, value in incoming.headers:
        headers.setdefault(canonical(name), []).append(value)
    return {
        "status": f"{incoming.status} {incoming.reason}",
        "code": incoming.status,
        "headers": headers,
        "body": incoming.body.decode(errors="replace"),
    }


def _headers(wanted: object) -> CIMultiDict[str]:
    if not isinstance(wanted, dict):
        raise ValueError("headers must be an object of lists of texts")
    # Not compressed, unless whoever asks wants to undo it.
    found: CIMultiDict[str] = CIMultiDict()
    for name, values in wanted.items():
        if not _TOKEN.fullmatch(name) or not isinstance(values, list) or not all(map(_is_value, values)):
            raise ValueError(f"the header {name!r} must be a list of texts on one line")
        if name.lower() not in _OURS:
            found.extend((name, value) for value in values)
    found.setdefault("Accept-Encoding", "identity")
    return found


def _is_value(value: object) -> bool:
    return isinstance(value, str) and not any(character in value for character in "\r\n\0")


def _json(value: Any) -> Answer:
    return Answer(200, orjson.dumps(value), (answers.JSON, answers.NOSNIFF))
