"""The OpenID provider, over HTTP: who it is, its keys, and tokens."""

import base64
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar
from urllib.parse import quote_plus

import aiohttp
import orjson
from joserfc.jwk import KeySet

from services.gateway.auth.reason import presentable
from services.gateway.auth.remembered import Remembered
from services.gateway.auth.session import Tokens, read_tokens
from services.gateway.auth.tokens import read_keys
from services.gateway.errors import ProviderAway, RenewalRefused, SignInFailed, UnknownKey

Result = TypeVar("Result")

TIMEOUT_SECONDS = 10.0
MAX_ANSWER_BYTES = 1 << 20
# A token with an unknown key makes us ask for new keys, but not more often than this: anybody can send one.
MIN_KEY_PAUSE_SECONDS = 10.0
_DISCOVERY = "/.well-known/openid-configuration"
# In the order of `Metadata`.
_ENDPOINTS = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
_BASIC = "client_secret_basic"
_REFUSALS = frozenset(("invalid_grant", "invalid_request", "unauthorized_client", "access_denied"))


class Registration(NamedTuple):
    """How this site is known to the provider."""

    issuer_url: str
    client_id: str
    client_secret: str
    verify_tls: bool = True


class Metadata(NamedTuple):
    """What a provider says of itself."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    keys_url: str
    takes_basic: bool


class Provider:
    """One provider. What it has said is remembered; while it is away, that goes on being used."""

    def __init__(self, registration: Registration, clock: Callable[[], float]) -> None:
        self._registration = registration
        self._session: aiohttp.ClientSession | None = None
        self._metadata = Remembered(self._ask_metadata, clock)
        self._keys = Remembered(self._ask_keys, clock)

    @property
    def is_known(self) -> bool:
        """Whether it has ever said who it is."""
        return self._metadata.is_known

    async def close(self) -> None:
        """Closes the connections."""
        self._keys.forget_asking()
        self._metadata.forget_asking()
        if self._session is not None:
            await self._session.close()

    async def metadata(self) -> Metadata:
        """What it says of itself. Raises ProviderAway."""
        return await self._metadata.value()

    async def verified(self, verify: Callable[[KeySet], Result]) -> Result:
        """Looks at a token with the keys of the provider, and once more with new ones when it has a key that is unknown.

        Raises ProviderAway, and what `verify` raises.
        """
        keys = await self._keys.value()
        try:
            return verify(keys)
        except UnknownKey:
            # Somebody else may have asked for them while this one waited: any others than those that were tried will do.
            newer = await self._keys.newer(keys, min_pause_seconds=MIN_KEY_PAUSE_SECONDS)
            if newer is keys:
                raise
        return verify(newer)

    async def exchange(self, form: Mapping[str, str]) -> Tokens:
        """Tokens for a code. Raises ProviderAway, SignInFailed."""
        status, answer = await self._post_form(form)
        if status != 200:
            raise SignInFailed(f"the provider does not take the code: {_error_of(answer, status)}")
        return read_tokens(answer)

    async def renew(self, form: Mapping[str, str]) -> Tokens:
        """Tokens for a refresh token. Raises ProviderAway, RenewalRefused."""
        status, answer = await self._post_form(form)
        if status == 200:
            return read_tokens(answer)
        error = answer.get("error") if isinstance(answer, dict) else None
        if status in (400, 401, 403) and error in _REFUSALS:
            raise RenewalRefused(f"the provider does not renew the tokens: {_error_of(answer, status)}")
        raise ProviderAway(f"the provider does not renew the tokens: {_error_of(answer, status)}")

    # -- asking -------------------------------------------------------------------------------------------------

    async def _ask_keys(self) -> KeySet:
        url = (await self.metadata()).keys_url
        try:
            return read_keys(await self._get(url))
        except SignInFailed as error:
            raise ProviderAway(str(error)) from error

    async def _ask_metadata(self) -> Metadata:
        issuer = self._registration.issuer_url
        found = _read_metadata(await self._get(issuer.removesuffix("/") + _DISCOVERY))
        if found.issuer.removesuffix("/") != issuer.removesuffix("/"):
            raise ProviderAway(
                f"the provider at {issuer} says that it is {found.issuer} (flag -oidc-provider-url)"
            )
        return found

    async def _get(self, url: str) -> bytes:
        status, content = await self._request("GET", url)
        if status != 200:
            raise ProviderAway(f"{url} answers {status}")
        return content

    async def _post_form(self, form: Mapping[str, str]) -> tuple[int, Any]:
        metadata, known = await self.metadata(), self._registration
        headers, fields = {"Accept": "application/json"}, dict(form)
        if metadata.takes_basic:
            pair = f"{quote_plus(known.client_id)}:{quote_plus(known.client_secret)}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        else:
            fields |= {"client_id": known.client_id, "client_secret": known.client_secret}
        status, content = await self._request("POST", metadata.token_endpoint, data=fields, headers=headers)
        try:
            return status, orjson.loads(content)
        except orjson.JSONDecodeError:
            return status, None

    async def _request(self, method: str, url: str, **more: Any) -> tuple[int, bytes]:
        try:
            # A provider that moves says so in what it says of itself: redirects could lead anywhere.
            async with self._open().request(method, url, allow_redirects=False, **more) as answer:
                content = await answer.content.read(MAX_ANSWER_BYTES + 1)
                while len(content) <= MAX_ANSWER_BYTES and (
                    piece := await answer.content.read(MAX_ANSWER_BYTES)
                ):
                    content += piece
                status = answer.status
        except TimeoutError as error:
            raise ProviderAway(f"the provider did not answer in {TIMEOUT_SECONDS:g} s: {url}") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise ProviderAway(f"the provider does not answer: {url}: {error}") from error
        if len(content) > MAX_ANSWER_BYTES:
            raise ProviderAway(f"the provider has answered with more than {MAX_ANSWER_BYTES} bytes: {url}")
        if status >= 500:
            raise ProviderAway(f"{url} answers {status}")
        return status, content

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(ssl=self._registration.verify_tls),
                timeout=aiohttp.ClientTimeout(total=TIMEOUT_SECONDS),
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self._session


def _read_metadata(content: bytes) -> Metadata:
    try:
        document = orjson.loads(content)
        texts = [document[name] for name in _ENDPOINTS]
        methods = document.get("token_endpoint_auth_methods_supported", [_BASIC])
        takes_basic = _BASIC in methods
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise ProviderAway(f"what the provider says of itself is malformed: {error!r}") from error
    for name, text in zip(_ENDPOINTS, texts, strict=True):
        if not isinstance(text, str):
            raise ProviderAway(f"what the provider says of itself is malformed: {name} is no text")
    issuer, authorization_endpoint, token_endpoint, keys_url = texts
    return Metadata(issuer, authorization_endpoint, token_endpoint, keys_url, takes_basic)


def _error_of(answer: Any, status: int) -> str:
    """What a token endpoint says is wrong, fit to be shown."""
    if not isinstance(answer, dict) or not isinstance(answer.get("error"), str):
        return f"status {status}"
    return presentable(f"{answer['error']} {answer.get('error_description', '')}".strip())
