"""Puts together what has to do with who somebody is."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import grpc

from services.chassis.logs import get_logger
from services.gateway.auth.doorman import Doorman
from services.gateway.auth.flow import Client
from services.gateway.auth.known_sessions import SessionTimes
from services.gateway.auth.provider import Provider, Registration
from services.gateway.auth.room import AuthRoom, RoomRules
from services.gateway.auth.rule_file import RuleBook
from services.gateway.auth.sealing import Sealer
from services.gateway.auth.secret import session_secrets
from services.gateway.auth.session import SessionMaker
from services.gateway.auth.sessions import Sessions
from services.gateway.auth.sign_in import SignIn, SignInRules
from services.gateway.errors import GatewayError
from services.gateway.live.clients import Clients
from services.gateway.settings import GatewaySettings
from services.gateway.upstream.apps import Apps
from services.gateway.upstream.sessions import GrpcSessions
from services.gateway.user import User
from services.gateway.web.annex import Door
from services.gateway.web.guard import Guard
from services.gateway.web.index import Shell

logger = get_logger(__name__)

_DISCOVERY_SECONDS = 30.0


class AuthParts:
    """Signing in, if it is switched on; and the doorman in any case. Raises SettingInvalid when it cannot be."""

    def __init__(self, settings: GatewaySettings, site_store: grpc.aio.Channel) -> None:
        self._settings = settings
        self.sign_in: SignIn | None = None
        self._provider: Provider | None = None
        self._revivals: set[asyncio.Task[None]] = set()
        if settings.sign_in_gaps:
            logger.warning(
                "sign_in_incomplete", missing=", ".join(settings.sign_in_gaps), effect="nobody signs in"
            )
        if settings.has_sign_in:
            self.sign_in = self._make_sign_in(GrpcSessions(site_store))
        self.rules = RuleBook(settings.access_rules)
        self.doorman = Doorman(
            settings.base_url,
            rules=self.rules,
            sessions=self.sessions,
            shares_anonymous=settings.shared_anonymous,
            visitor_seconds=settings.session_expiry,
        )

    @property
    def sessions(self) -> Sessions | None:
        """The sessions; None where nobody signs in."""
        return self.sign_in.sessions if self.sign_in is not None else None

    def listen(self, clients: Clients) -> None:
        """Names those whom it concerns when a session or the rules change."""
        self.rules.listen(clients.review)
        if self.sessions is not None:
            self.sessions.listen(clients)

    async def run(self) -> None:
        """Hears of sessions, looks for the provider and at the rules, until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.rules.run())
            if self.sign_in is None or self._provider is None:
                return
            tasks.create_task(self.sign_in.sessions.run())
            tasks.create_task(_discover(self._provider))

    async def close(self) -> None:
        """Lets go of everything."""
        for task in self._revivals:
            task.cancel()
        if self._provider is not None:
            await self._provider.close()

    def door(self, shell: Shell, guard: Guard, apps: Apps) -> dict[str, Door]:
        """Where users sign in and out; nothing where nobody does."""
        if self.sign_in is None:
            return {}
        settings = self._settings
        rules = RoomRules(
            base_url=settings.base_url,
            is_secure=urlsplit(settings.oidc_redirect_url).scheme == "https",
            skips_login=settings.oidc_skip_login,
            session_seconds=settings.session_expiry,
            body_timeout_seconds=settings.body_timeout,
        )
        room = AuthRoom(self.sign_in, shell, guard, apps, rules)
        # Whoever may see nothing here must still be able to sign in, as somebody else too, and out.
        return {"_auth/": Door("auth", room, is_ruled=False)}

    def revive(self, user: User, then: Callable[[User | None], None]) -> None:
        """Finds the user of a client's session, and calls back with the user, or None when the session is over."""
        task = asyncio.create_task(self._revive(user, then))
        self._revivals.add(task)
        task.add_done_callback(self._revivals.discard)

    async def _revive(self, user: User, then: Callable[[User | None], None]) -> None:
        found: User | None = user
        if self.sessions is not None:
            try:
                found = await self.sessions.check(user.session_id)
            except GatewayError as error:
                # The site-store is away: nobody is sent away because of that.
                logger.warning("session_not_checked", session=user.session_id[:8], reason=str(error))
        then(found)

    def _make_sign_in(self, store: GrpcSessions) -> SignIn:
        settings = self._settings
        sealer = Sealer(session_secrets(settings.session_secret, Path(settings.data_dir) / "gateway"))
        registration = Registration(
            settings.oidc_provider_url,
            settings.oidc_client_id,
            settings.oidc_client_secret,
            verify_tls=not settings.no_tls_verify,
        )
        self._provider = Provider(registration, time.monotonic)
        client = Client(
            settings.oidc_client_id,
            settings.oidc_redirect_url,
            settings.oidc_scopes,
            settings.oidc_auth_url_params,
        )
        rules = SignInRules(client, settings.oidc_end_session_url, settings.oidc_post_logout_redirect_url)
        maker = SessionMaker(
            expiry_seconds=settings.session_expiry, groups_claim=settings.oidc_groups_claim, clock=time.time
        )
        sign_in = SignIn(rules, self._provider, sealer, maker, clock=time.time)
        times = SessionTimes(settings.session_inactivity_timeout, time.time)
        sign_in.sessions = Sessions(store, sealer, times, renew=sign_in.renew)
        return sign_in


async def _discover(provider: Provider) -> None:
    """Asks the provider who it is, until it has said so: a provider that is away must not keep this server from starting."""
    while not provider.is_known:
        try:
            metadata = await provider.metadata()
            logger.info("provider_found", issuer=metadata.issuer)
        except GatewayError as error:
            logger.error("provider_missing", reason=str(error), effect="nobody can sign in until it is there")
            await asyncio.sleep(_DISCOVERY_SECONDS)
