"""Access credentials in gRPC metadata: ``authorization: Basic …``, as in HTTP."""

import base64
import binascii
import hashlib
import hmac
import inspect
import os
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import unquote

import grpc

HEADER = "authorization"
_TRUSTED_PEERS = ("unix:", "inprocess:")

Verify = Callable[[str, str, str], bool | Awaitable[bool]]
"""Called with an id, a secret, and the peer that shows them; True if they belong together. May raise `Unverified`."""


class Credentials(NamedTuple):
    """Who is calling, and the proof."""

    id: str
    secret: str

    def __repr__(self) -> str:
        return f"Credentials(id={self.id!r}, secret=…)"


class Unverified(Exception):
    """Whether credentials are right was not found out; the caller is told `code` and the text."""

    def __init__(self, code: grpc.StatusCode, reason: str) -> None:
        super().__init__(reason)
        self.code = code


class MalformedCredentials(ValueError):
    """The value of ``authorization`` is not what this module writes; the message does not repeat it."""


def basic_metadata(credentials: Credentials) -> tuple[tuple[str, str], ...]:
    """The metadata that a client sends with each call. Raises ``ValueError`` for an id with a colon in it."""
    if ":" in credentials.id:
        raise ValueError(f"the credential id {credentials.id!r} must not contain a colon")
    pair = f"{credentials.id}:{credentials.secret}".encode()
    return ((HEADER, f"Basic {base64.b64encode(pair).decode()}"),)


def bearer_metadata(token: str) -> tuple[tuple[str, str], ...]:
    """The metadata of a client that shows a token which it shares with the server."""
    return ((HEADER, f"Bearer {token}"),)


def parse_basic(text: str) -> Credentials:
    """What :func:`basic_metadata` has written. Raises :class:`MalformedCredentials`."""
    scheme, _, encoded = text.strip().partition(" ")
    if scheme.lower() != "basic":
        raise MalformedCredentials("want the scheme Basic")
    try:
        pair = base64.b64decode(encoded.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as error:
        raise MalformedCredentials("want base64 of id:secret in UTF-8") from error
    key, colon, secret = pair.partition(":")
    if not colon:
        raise MalformedCredentials("want base64 of id:secret, with the colon")
    return Credentials(key, secret)


def verify_against(secrets: Mapping[str, str]) -> Verify:
    """A verifier that knows each id with its secret. An unknown id takes as long as a wrong secret."""
    known = {key: _digest(secret) for key, secret in secrets.items()}
    nobody = os.urandom(32)

    def verify(key: str, secret: str, peer: str) -> bool:
        return hmac.compare_digest(known.get(key, nobody), _digest(secret))

    return verify


def host_of(peer: str) -> str:
    """The address of a peer without its port: of ``ipv4:10.0.0.1:5000`` or ``ipv6:%5B::1%5D:5000``."""
    kind, _, place = peer.partition(":")
    return unquote(place).rpartition(":")[0].strip("[]") if kind in ("ipv4", "ipv6") else peer


class CredentialCheck:
    """The guard for :class:`~services.chassis.guards.GuardInterceptor` that refuses callers without
    credentials.

    A pair that was found right is not verified again for `cache_seconds`; what is remembered is a keyed
    digest. A `token`, unless it is empty, is as good as a pair. Callers on a unix socket (guarded by its
    file mode) and in process need none.
    """

    def __init__(
        self,
        verify: Verify,
        *,
        token: str = "",
        cache_seconds: float = 300.0,
        max_cached: int = 1024,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._verify = verify
        self._bearer = bearer_metadata(token)[0][1].encode() if token else b""
        self._cache_seconds = cache_seconds
        self._max_cached = max_cached
        self._clock = clock
        self._key = os.urandom(32)
        self._right_until: OrderedDict[bytes, float] = OrderedDict()

    @asynccontextmanager
    async def __call__(self, method: str, context: Any) -> AsyncIterator[None]:
        """Abort with UNAUTHENTICATED or what the verifier says, or let the call through."""
        try:
            code, refusal = grpc.StatusCode.UNAUTHENTICATED, await self.refusal(context)
        except Unverified as error:
            code, refusal = error.code, str(error)
        if refusal:
            await context.abort(code, refusal)
        yield

    async def refusal(self, context: Any) -> str:
        """Why the caller may not pass; empty if it may. Raises `Unverified`."""
        if context.peer().startswith(_TRUSTED_PEERS):
            return ""
        header = next((value for key, value in context.invocation_metadata() or () if key == HEADER), None)
        if header is None:
            return "access credentials are missing: send the metadata authorization: Basic …"
        if self._bearer and hmac.compare_digest(header.encode(), self._bearer):
            return ""
        try:
            credentials = parse_basic(header)
        except MalformedCredentials as error:
            return f"access credentials are malformed: {error}"
        if await self._is_right(credentials, context.peer()):
            return ""
        return "access credentials are wrong: no key has this id and secret"

    async def _is_right(self, credentials: Credentials, peer: str) -> bool:
        digest = self._remembered_as(credentials)
        if self._right_until.get(digest, -1.0) > self._clock():
            return True
        verdict = self._verify(*credentials, peer)
        is_right = await verdict if inspect.isawaitable(verdict) else verdict
        if is_right:
            self._right_until[digest] = self._clock() + self._cache_seconds
            self._right_until.move_to_end(digest)
            if len(self._right_until) > self._max_cached:
                self._right_until.popitem(last=False)
        return bool(is_right)

    def _remembered_as(self, credentials: Credentials) -> bytes:
        # The length keeps ("a", "b:c") and ("a:b", "c") apart.
        text = f"{len(credentials.id)}:{credentials.id}{credentials.secret}"
        return hmac.digest(self._key, text.encode(), hashlib.sha256)


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


class SignedChannel:
    """A gRPC channel, as generated stubs want it, that shows credentials with every call."""

    def __init__(self, channel: Any, metadata: tuple[tuple[str, str], ...]) -> None:
        self._channel = channel
        self._metadata = metadata
        self.unary_unary = partial(self._signed, channel.unary_unary)
        self.unary_stream = partial(self._signed, channel.unary_stream)
        self.stream_unary = partial(self._signed, channel.stream_unary)
        self.stream_stream = partial(self._signed, channel.stream_stream)

    def _signed(
        self, multicallable: Callable[..., Any], *arguments: Any, **options: Any
    ) -> Callable[..., Any]:
        return partial(multicallable(*arguments, **options), metadata=self._metadata)

    async def channel_ready(self) -> None:
        """Returns when the channel is connected."""
        await self._channel.channel_ready()

    async def close(self, grace: float | None = None) -> None:
        """Closes the channel."""
        await self._channel.close(grace)
