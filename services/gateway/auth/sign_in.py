"""Signing in and out, from the first redirect to the last."""

import base64
import secrets
from collections.abc import Callable, Mapping
from typing import NamedTuple

from joserfc.jwk import KeySet

from services.chassis.logs import get_logger
from services.gateway.auth import flow
from services.gateway.auth.flow import Client, Login
from services.gateway.auth.provider import Provider
from services.gateway.auth.sealing import Sealer
from services.gateway.auth.session import Session, SessionMaker, session_id
from services.gateway.auth.sessions import Sessions
from services.gateway.auth.tokens import Claims, TokenRules
from services.gateway.errors import SignInFailed

logger = get_logger(__name__)

# 256 bits: nobody guesses it, and it says nothing.
_SECRET_BYTES = 32
_LOGIN = b"login"


class SignInRules(NamedTuple):
    """What the operator has chosen."""

    client: Client
    end_session_url: str
    post_logout_url: str


class Begun(NamedTuple):
    """Where a browser goes to sign in, and what it remembers meanwhile."""

    url: str
    state: str
    sealed: str


class SignedIn(NamedTuple):
    """The secret by which a browser is known from now on, and where it goes."""

    secret: str
    target: str


class SignIn:
    """Signs users in and out."""

    def __init__(
        self,
        rules: SignInRules,
        provider: Provider,
        sealer: Sealer,
        maker: SessionMaker,
        *,
        clock: Callable[[], float],
    ) -> None:
        self.sessions: Sessions
        self._rules = rules
        self._provider = provider
        self._sealer = sealer
        self._maker = maker
        self._clock = clock

    async def begin(self, target: str) -> Begun:
        """Begins a sign-in that ends at a path of this site. Raises ProviderAway."""
        metadata = await self._provider.metadata()
        login = flow.begin_login(target, self._clock())
        url = flow.authorization_url(metadata.authorization_endpoint, self._rules.client, login)
        return Begun(
            url,
            login.state,
            base64.urlsafe_b64encode(self._sealer.seal(login.encode(), _LOGIN)).decode().rstrip("="),
        )

    def remembered(self, sealed: str | None) -> Login | None:
        """What a browser remembers of its sign-in; None when that is nothing of ours."""
        try:
            content = self._sealer.open(base64.urlsafe_b64decode(f"{sealed or ''}=="), _LOGIN)
        except ValueError:
            return None
        return flow.decode_login(content) if content is not None else None

    async def finish(self, query: Mapping[str, str], login: Login | None) -> SignedIn:
        """Ends a sign-in: a session begins, always with a new secret. Raises SignInFailed, ProviderAway, StoreAway, TooBusy."""
        try:
            metadata = await self._provider.metadata()
            code = flow.read_callback(query, login, issuer=metadata.issuer, now=self._clock())
            assert login is not None
            tokens = await self._provider.exchange(flow.exchange_form(code, self._rules.client, login))
            if not tokens.id_token:
                raise SignInFailed("the provider has sent no ID token; is openid among the scopes?")
            claims = await self._claims(tokens.id_token, login.nonce)
            secret = secrets.token_urlsafe(_SECRET_BYTES)
            session = self._maker.begin(session_id(secret), tokens, claims)
            await self.sessions.begin(session)
        except SignInFailed as error:
            self.sessions.counts.failed_sign_ins += 1
            logger.warning("sign_in_failed", reason=str(error))
            raise
        logger.info("user_signed_in", subject=session.subject, session=session.id[:8])
        return SignedIn(secret, login.target)

    async def renew(self, session: Session) -> Session:
        """The session with new tokens. Raises RenewalRefused, ProviderAway, SignInFailed."""
        tokens = await self._provider.renew(flow.renewal_form(session.refresh_token))
        claims = await self._claims(tokens.id_token, None) if tokens.id_token else None
        return self._maker.renew(session, tokens, claims)

    async def end(self, secret: str) -> Session | None:
        """Ends the session of a cookie, idle or not; returns it, if there was one. Raises StoreAway."""
        session = await self.sessions.look(secret)
        if session is None or not await self.sessions.end(session.id):
            return None
        self.sessions.counts.signed_out += 1
        logger.info("user_signed_out", subject=session.subject, session=session.id[:8])
        return session

    async def end_by_provider(self, logout_token: str) -> list[Session]:
        """Ends what the provider wants ended. Raises SignInFailed, ProviderAway, StoreAway."""
        rules = await self._token_rules()

        def verify(keys: KeySet) -> Claims:
            return rules.logout_token(logout_token, keys)

        claims = await self._provider.verified(verify)
        sid = claims.get("sid")
        if isinstance(sid, str) and sid:
            ended = await self.sessions.end_all(provider_session=sid)
        else:
            ended = await self.sessions.end_all(subject=claims["sub"])
        self.sessions.counts.signed_out += len(ended)
        for session in ended:
            logger.info("user_signed_out", subject=session.subject, session=session.id[:8], by="provider")
        return ended

    def farewell(self, session: Session | None, *, host: str) -> str | None:
        """Where a browser goes when it has signed out; None: back to the website."""
        rules = self._rules
        if not rules.end_session_url:
            return None
        id_token = session.id_token if session is not None else ""
        return flow.end_session_url(
            rules.end_session_url, id_token=id_token, post_logout_url=rules.post_logout_url or host
        )

    async def _claims(self, id_token: str, nonce: str | None) -> Claims:
        rules = await self._token_rules()

        def verify(keys: KeySet) -> Claims:
            return rules.id_token(id_token, keys, nonce=nonce)

        return await self._provider.verified(verify)

    async def _token_rules(self) -> TokenRules:
        issuer = (await self._provider.metadata()).issuer
        return TokenRules(issuer, self._rules.client.id, self._clock)
