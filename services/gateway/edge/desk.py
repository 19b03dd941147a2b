"""What both edges answer requests with, and what they count."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from services.gateway.auth.doorman import Doorman
from services.gateway.auth.gate import Gate
from services.gateway.live.clients import Clients, Visit
from services.gateway.live.handshake import Accepted, ForwardedHeaders, OriginRules
from services.gateway.live.socket import Socket
from services.gateway.live.socket_counts import SocketCounts
from services.gateway.live.socket_limits import SocketLimits
from services.gateway.upstream.pages import Pages
from services.gateway.user import ANONYMOUS, User
from services.gateway.web.annex import NO_ANNEX, Annex
from services.gateway.web.apps import AppRequests
from services.gateway.web.index import Shell
from services.gateway.web.intake import IntakeLimits
from services.gateway.web.pages import PageRequests
from services.gateway.web.static import StaticFiles
from services.gateway.wire import notices


@dataclass(frozen=True, slots=True)
class HttpLimits:
    """The bounds of one connection."""

    body: IntakeLimits
    header_timeout_seconds: float
    idle_timeout_seconds: float
    max_connections_per_address: int


@dataclass(slots=True)
class HttpCounts:
    """Plain counters for the metrics."""

    requests: defaultdict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    connections: int = 0
    refused_connections: int = 0
    handed_over: int = 0
    timed_out: int = 0

    def count(self, shape: str, status: int) -> None:
        """Counts an answer."""
        self.requests[shape, str(status)] += 1


class Sockets:
    """Opens websockets for browsers whose handshake was accepted."""

    def __init__(
        self,
        clients: Clients,
        limits: SocketLimits,
        origins: OriginRules,
        forwarded: ForwardedHeaders,
        doorman: Doorman,
    ) -> None:
        self.doorman = doorman
        self.origins = origins
        self.counts = SocketCounts()
        self._clients = clients
        self._limits = limits
        self._forwarded = forwarded

    def open(
        self,
        accepted: Accepted,
        headers: Iterable[tuple[str, str]],
        query: Mapping[str, str],
        user: User | None,
    ) -> Socket:
        """A socket that still has to take its transport. Without a user nobody is let in where users have to sign in."""
        refusal = b""
        if user is None and self.doorman.needs_sign_in:
            refusal = notices.redirect(self.doorman.logout_url)
        visit = Visit(
            user,
            session=session_of(user),
            headers=partial(self._forwarded.choose, headers),
            client_id=query.get("client-id", ""),
            resumable=accepted.resumable,
        )
        loop = asyncio.get_running_loop()
        return Socket(visit, self._clients, self._limits, self.counts, loop, refusal=refusal)


def session_of(user: User | None) -> str:
    """[H5] What a client is bound to: who comes back to it has to be in the same session, or the same browser."""
    if user is None or user == ANONYMOUS:
        return ""
    return user.session_id or user.subject


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that answers."""

    base_url: str
    limits: HttpLimits
    counts: HttpCounts
    gate: Gate
    pages: Pages
    page_requests: PageRequests
    app_requests: AppRequests
    shell: Shell
    files: StaticFiles
    sockets: Sockets
    # Set when no new request is taken.
    draining: asyncio.Event
    annex: Annex = NO_ANNEX
