"""The gateway as a part of a process: alone in its own, or beside the other services in waved."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import grpc

from services.access import KeyChecker
from services.chassis.logs import get_logger
from services.chassis.metrics import Registry
from services.chassis.process import StartError
from services.chassis.values import Address
from services.gateway import metrics
from services.gateway.auth.assembly import AuthParts
from services.gateway.auth.gate import Gate
from services.gateway.auth.metrics import describe_auth
from services.gateway.edge.desk import Desk, HttpCounts, HttpLimits, Sockets
from services.gateway.edge.listener import Listener
from services.gateway.edge.tls import Certificate, certificate_of
from services.gateway.errors import SettingInvalid
from services.gateway.live.client_counts import ClientCounts
from services.gateway.live.clients import Clients
from services.gateway.live.conversation import Upstream
from services.gateway.live.handshake import ForwardedHeaders, OriginRules
from services.gateway.live.hub import Hub
from services.gateway.live.resume import ResumeKeys
from services.gateway.live.secret import resume_secret
from services.gateway.live.socket_limits import SocketLimits
from services.gateway.settings import GatewaySettings
from services.gateway.site import GatewaySite
from services.gateway.upstream.listing import GrpcPageListing
from services.gateway.upstream.relay import GrpcApps
from services.gateway.upstream.site_store import GrpcPages
from services.gateway.web.answers import Headers
from services.gateway.web.apps import AppRequests
from services.gateway.web.assembly import WebParts
from services.gateway.web.guard import Guard
from services.gateway.web.index import Shell, load_shell, parse_headers
from services.gateway.web.intake import IntakeLimits
from services.gateway.web.metrics import describe_web
from services.gateway.web.pages import PageRequests
from services.gateway.web.static import StaticFiles
from services.gateway.wire.close import CloseCode

logger = get_logger(__name__)

BUILT_IN_WEB_DIR = Path(__file__).parent / "static"
# How long the start waits for the other services, so that the first requests find them.
_CONNECT_SECONDS = 5.0


class GatewayService:
    """A gateway. A process part."""

    def __init__(
        self,
        settings: GatewaySettings,
        registry: Registry,
        *,
        site_store: grpc.aio.Channel,
        relay: grpc.aio.Channel,
        checker: KeyChecker,
    ) -> None:
        self._settings = settings
        self._registry = registry
        self._gate = Gate(checker)
        self._pages = GrpcPages(site_store)
        self._apps = GrpcApps(relay)
        self._listing = GrpcPageListing(site_store)
        self._site_store = site_store
        self._auth: AuthParts | None = None
        self._tasks: asyncio.Task[None] | None = None
        self._listener: Listener | None = None
        self._is_draining = False
        self._clients: Clients | None = None
        self._certificate: Certificate | None = None
        self.web: WebParts | None = None

    @property
    def checks(self) -> dict[str, Callable[[], bool]]:
        """What has to be true for requests to be welcome."""
        return {
            "gateway": lambda: self._listener is not None and not self._is_draining,
            "gateway_site_store": lambda: self._pages.is_connected,
            "gateway_relay": lambda: self._apps.is_connected,
        }

    @property
    def address(self) -> Address:
        """Where it listens, with the port that port 0 became."""
        return self._listener.address if self._listener is not None else self._settings.listen

    async def start(self) -> None:
        """Connects and listens. Raises StartError."""
        try:
            desk = self._make_desk()
            self._certificate = certificate_of(self._settings.tls_cert_file, self._settings.tls_key_file)
            context = self._certificate.context if self._certificate else None
            listener = Listener(self._settings.listen, desk, context)
        except SettingInvalid as error:
            await self.stop()
            raise StartError(str(error)) from error
        self._tasks = asyncio.create_task(self._run(desk.gate))
        try:
            await self._connected()
            await listener.start()
        except StartError:
            await self.stop()
            raise
        self._listener = listener
        metrics.describe_edge(self._registry, desk)
        metrics.describe_upstream(self._registry, self._pages, self._apps)
        self._say_where()

    async def drain(self) -> None:
        """[F8] Sends browsers away, spread over a while, and lets requests under way end."""
        self._is_draining = True
        if self._listener is None or self._clients is None:
            return
        self._listener.refuse_new()
        if self.web is not None:
            self.web.drain()
        lines = self._clients.lines()
        pause = self._settings.drain_spread / max(len(lines), 1)
        for line in lines:
            line.close(CloseCode.RESTARTING, "the server restarts")
            await asyncio.sleep(pause)
        await self._listener.finish(self._settings.drain_spread)

    async def stop(self) -> None:
        """Lets go of everything."""
        if self._clients is not None:
            self._clients.close()
        if self.web is not None:
            self.web.drain()
        if self._listener is not None:
            await self._listener.stop()
            self._listener = None
        if self._tasks is not None:
            self._tasks.cancel()
            await asyncio.gather(self._tasks, return_exceptions=True)
            self._tasks = None
        if self.web is not None:
            await self.web.close()
        if self._auth is not None:
            await self._auth.close()

    # -- parts --------------------------------------------------------------------------------------------------

    def _make_desk(self) -> Desk:
        settings = self._settings
        loop = asyncio.get_running_loop()
        auth = self._auth = AuthParts(settings, self._site_store)
        clients = self._make_clients(loop, auth)
        web_dir = Path(settings.web_dir) if settings.web_dir else BUILT_IN_WEB_DIR
        shell = self._load_shell(web_dir)
        return Desk(
            base_url=settings.base_url,
            limits=HttpLimits(
                body=IntakeLimits(settings.max_request_size, "max-request-size", settings.body_timeout),
                header_timeout_seconds=settings.header_timeout,
                idle_timeout_seconds=settings.idle_timeout,
                max_connections_per_address=settings.max_address_connections,
            ),
            counts=HttpCounts(),
            gate=self._gate,
            pages=self._pages,
            page_requests=PageRequests(self._pages),
            app_requests=AppRequests(self._apps),
            shell=shell,
            files=StaticFiles(web_dir),
            sockets=Sockets(
                clients,
                SocketLimits(
                    max_message_bytes=settings.max_client_message_size,
                    max_backlog_bytes=settings.max_client_backlog,
                    slow_timeout_seconds=settings.slow_client_timeout,
                    ping_interval_seconds=settings.ping_interval,
                ),
                OriginRules(settings.allowed_origins),
                ForwardedHeaders(settings.forwarded_http_headers),
                auth.doorman,
            ),
            draining=asyncio.Event(),
            annex=self._make_web(self._gate, auth, shell).annex,
        )

    def _make_web(self, gate: Gate, auth: AuthParts, shell: Shell) -> WebParts:
        has_session = auth.doorman.has_session if auth.doorman.needs_sign_in else None
        guard = Guard(gate, OriginRules(self._settings.allowed_origins), has_session)
        self.web = WebParts(
            self._settings,
            guard,
            pages=self._listing,
            app_routes=self._apps.table.routes,
            more=auth.door(shell, guard, self._apps),
        )
        describe_web(self._registry, self.web)
        return self.web

    def _make_clients(self, loop: asyncio.AbstractEventLoop, auth: AuthParts) -> Clients:
        settings = self._settings
        site = GatewaySite(settings.base_url, settings.editable, self._apps, auth)
        counts = ClientCounts()
        site.hub = hub = Hub(self._pages, loop, on_lost=lambda channel: clients.lost(channel))
        secret = resume_secret(settings.resume_secret, Path(settings.data_dir) / "gateway")
        clients = Clients(
            Upstream(self._pages, self._apps, hub, counts, auth.revive),
            site,
            ResumeKeys(secret),
            loop,
            reconnect_timeout_seconds=settings.reconnect_timeout,
        )
        self._clients = clients
        auth.listen(clients)
        describe_auth(self._registry, auth)
        metrics.describe_clients(self._registry, clients, counts)
        metrics.describe_fanout(self._registry, hub)
        return clients

    def _load_shell(self, web_dir: Path) -> Shell:
        headers: Headers = ()
        if self._settings.http_headers_file:
            path = Path(self._settings.http_headers_file)
            try:
                headers = parse_headers(path.read_text(), str(path))
            except (OSError, UnicodeDecodeError) as error:
                raise SettingInvalid(f"cannot read http-headers-file {path}: {error}") from error
        return load_shell(web_dir, self._settings.base_url, headers, self._settings.content_security_policy)

    # -- running ------------------------------------------------------------------------------------------------

    async def _run(self, gate: Gate) -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._pages.run())
            tasks.create_task(self._apps.run())
            tasks.create_task(gate.run())
            if self.web is not None:
                tasks.create_task(self.web.run())
            if self._certificate is not None:
                tasks.create_task(self._certificate.run())
            if self._auth is not None:
                tasks.create_task(self._auth.run())

    async def _connected(self) -> None:
        """Waits a little for the other services. Without them the gateway starts all the same, and is not ready."""
        limit = asyncio.get_running_loop().time() + _CONNECT_SECONDS
        while not (self._pages.is_connected and self._apps.is_connected):
            if asyncio.get_running_loop().time() > limit:
                logger.warning(
                    "upstream_missing", site_store=self._pages.is_connected, relay=self._apps.is_connected
                )
                return
            await asyncio.sleep(0.005)

    def _say_where(self) -> None:
        address = self.address
        scheme = "http" if self._certificate is None else "https"
        host = str(address) if address.is_unix or address.host else f"localhost:{address.port}"
        logger.info("gateway_listened", url=f"{scheme}://{host}{self._settings.base_url}")
        if self._settings.no_tls_verify:
            logger.warning(
                "tls_verification_off",
                advice="certificates of servers that are called are NOT verified (setting no-tls-verify): anybody on the way "
                "can read and change what is sent; never do this in production",
            )
