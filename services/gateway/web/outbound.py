"""HTTP requests that this server makes for others, to places where it may."""

import socket
import ssl
from collections.abc import Sequence
from typing import NamedTuple

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from multidict import CIMultiDict
from yarl import URL

from services.gateway.web.proxy_rules import ProxyRules

TIMEOUT_SECONDS = 10.0
MAX_REDIRECTS = 10
CHUNK_BYTES = 64 << 10

_REDIRECTS = (301, 302, 303, 307, 308)
# What belongs to one host and is not told to another.
_PERSONAL = ("Authorization", "Cookie", "Proxy-Authorization")


class Outgoing(NamedTuple):
    """A request to make."""

    method: str
    url: URL
    headers: CIMultiDict[str]
    body: bytes


class Incoming(NamedTuple):
    """What came back; `body` may be cut off."""

    status: int
    reason: str
    headers: Sequence[tuple[str, str]]
    body: bytes


class CheckedResolver(AbstractResolver):
    """Resolves names, and refuses those that lead where the proxy may not go: the connection goes to what was checked."""

    def __init__(self, rules: ProxyRules, resolver: AbstractResolver) -> None:
        self._rules = rules
        self._resolver = resolver

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Addresses of a host. Raises DestinationRefused when one of them may not be reached, OSError."""
        found = await self._resolver.resolve(host, port, family)
        for one in found:
            self._rules.check_address(one["host"])
        return found

    async def close(self) -> None:
        """Lets go of the resolver."""
        await self._resolver.close()


class Outbound:
    """Makes requests. Connections are kept for a while."""

    def __init__(
        self,
        rules: ProxyRules,
        *,
        resolver: AbstractResolver,
        max_response_bytes: int,
        verify_tls: bool = True,
    ) -> None:
        self._rules = rules
        self._max_response_bytes = max_response_bytes
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                resolver=CheckedResolver(rules, resolver),
                ssl=True if verify_tls else _unverified(),
                use_dns_cache=False,
            ),
            timeout=aiohttp.ClientTimeout(total=TIMEOUT_SECONDS),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=True,
            skip_auto_headers=("Accept-Encoding", "Content-Type", "User-Agent", "Accept"),
        )

    async def close(self) -> None:
        """Ends all connections."""
        await self._session.close()

    async def make(self, outgoing: Outgoing) -> Incoming:
        """Makes a request and follows where it is sent. Raises DestinationRefused, aiohttp.ClientError, TimeoutError, OSError."""
        for _ in range(MAX_REDIRECTS + 1):
            self._rules.check_url(outgoing.url)
            incoming, location = await self._ask(outgoing)
            if location is None:
                return incoming
            outgoing = redirected(outgoing, incoming.status, location)
        raise aiohttp.ClientError(f"stopped after {MAX_REDIRECTS} redirects")

    async def _ask(self, outgoing: Outgoing) -> tuple[Incoming, str | None]:
        async with self._session.request(
            outgoing.method,
            outgoing.url,
            headers=outgoing.headers,
            data=outgoing.body or None,
            allow_redirects=False,
        ) as response:
            is_redirect = response.status in _REDIRECTS
            location = response.headers.get("Location") if is_redirect else None
            body = b"" if location is not None else await self._read(response)
            headers = tuple(response.headers.items())
            return Incoming(response.status, response.reason or "", headers, body), location

    async def _read(self, response: aiohttp.ClientResponse) -> bytes:
        chunks: list[bytes] = []
        size = 0
        async for chunk in response.content.iter_chunked(CHUNK_BYTES):
            chunks.append(chunk)
            size += len(chunk)
            if size >= self._max_response_bytes:
                response.close()
                break
        return b"".join(chunks)[: self._max_response_bytes]


def redirected(outgoing: Outgoing, status: int, location: str) -> Outgoing:
    """The request that follows from being sent elsewhere. PURE. Raises aiohttp.InvalidURL."""
    try:
        url = outgoing.url.join(URL(location)).with_fragment(None)
    except ValueError as error:
        raise aiohttp.InvalidURL(location) from error
    headers = outgoing.headers.copy()
    if url.origin() != outgoing.url.origin():
        for name in _PERSONAL:
            headers.popall(name, None)
    if status in (307, 308) or outgoing.method in ("GET", "HEAD"):
        return Outgoing(outgoing.method, url, headers, outgoing.body)
    headers.popall("Content-Type", None)
    return Outgoing("GET", url, headers, b"")


def _unverified() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
