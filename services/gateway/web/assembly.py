"""Puts together what is served beside pages."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from aiohttp import ThreadedResolver

from services.gateway.settings import GatewaySettings
from services.gateway.web.annex import Annex, Door
from services.gateway.web.cache import CacheValues
from services.gateway.web.cache_room import CacheRoom
from services.gateway.web.debug import DebugRoom, PageListing
from services.gateway.web.directories import Directory, DirectoryRoom
from services.gateway.web.disk import Disk
from services.gateway.web.downloads import Downloads
from services.gateway.web.file_store import FileStore
from services.gateway.web.files import FileRoom, FileRules
from services.gateway.web.guard import Guard
from services.gateway.web.intake import IntakeLimits
from services.gateway.web.outbound import Outbound
from services.gateway.web.proxy import ProxyRoom
from services.gateway.web.proxy_rules import ProxyRules
from services.gateway.web.stream_room import StreamRoom
from services.gateway.web.streams import ImageStreams, StreamLimits
from services.gateway.web.uploads import UploadLimits, Uploads

STREAM_SWEEP_SECONDS = 60.0


class WebParts:
    """Everything beside pages. To be made on the running loop, and closed."""

    def __init__(
        self,
        settings: GatewaySettings,
        guard: Guard,
        *,
        pages: PageListing,
        app_routes: Callable[[], Iterable[str]],
        more: Mapping[str, Door] = MappingProxyType({}),
    ) -> None:
        self._settings = settings
        self._guard = guard
        self._disk = Disk()
        self._store = FileStore(Path(settings.data_dir) / "f")
        self.uploads = Uploads(self._store, self._disk, _upload_limits(settings))
        self.downloads = Downloads(self._disk, stall_timeout_seconds=settings.idle_timeout)
        self.cache = CacheValues(settings.max_cache_size)
        self.streams = ImageStreams(_stream_limits(settings), clock=asyncio.get_running_loop().time)
        self.outbound = self._make_outbound() if settings.proxy else None
        self.proxy = self._make_proxy(self.outbound) if self.outbound else None
        self.annex = Annex({**self._doors(pages, app_routes), **more})

    async def run(self) -> None:
        """Forgets what has expired, again and again, until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.uploads.run())
            tasks.create_task(self._expire_streams())

    def drain(self) -> None:
        """Ends answers that would never end."""
        self.streams.end_all()

    async def close(self) -> None:
        """Lets go of everything."""
        self.streams.end_all()
        self._disk.close()
        if self.outbound is not None:
            await self.outbound.close()

    # -- parts --------------------------------------------------------------------------------------------------

    def _doors(self, pages: PageListing, app_routes: Callable[[], Iterable[str]]) -> dict[str, Door]:
        settings, guard = self._settings, self._guard
        doors = {
            "_f/": Door("files", self._file_room()),
            "_c/": Door(
                "cache",
                CacheRoom(
                    self.cache,
                    guard,
                    self._intake(settings.max_cache_request_size, "max-cache-request-size"),
                    settings.base_url,
                ),
            ),
            "_m/": Door(
                "streams",
                StreamRoom(
                    self.streams,
                    guard,
                    self._intake(settings.max_request_size, "max-request-size"),
                    stall_timeout_seconds=settings.idle_timeout,
                ),
            ),
        }
        if self.proxy is not None:
            doors["_p/"] = Door("proxy", self.proxy)
        if settings.debug:
            doors["_d/"] = Door("debug", DebugRoom(settings.base_url, pages, app_routes, guard))
        for mapping in settings.public_dir:
            doors[mapping.prefix] = Door("public", self._directory_room(mapping.directory, None))
        for mapping in settings.private_dir:
            doors[mapping.prefix] = Door("private", self._directory_room(mapping.directory, guard))
        return doors

    def _file_room(self) -> FileRoom:
        settings = self._settings
        rules = FileRules(
            url_base=f"{settings.base_url}_f/",
            anonymous_upload=settings.anonymous_upload,
            inline_types=frozenset(settings.inline_upload_types),
            intake=self._intake(settings.max_upload_size, "max-upload-size"),
        )
        return FileRoom(self._store, self._disk, self.uploads, self.downloads, self._guard, rules)

    def _directory_room(self, directory: Path, guard: Guard | None) -> DirectoryRoom:
        refuse = guard.refuse_stranger if guard is not None else None
        return DirectoryRoom(Directory(directory), self._disk, self.downloads, refuse)

    def _make_outbound(self) -> Outbound:
        settings = self._settings
        return Outbound(
            ProxyRules(settings.proxy_allowed_hosts, settings.proxy_allowed_networks),
            resolver=ThreadedResolver(),
            max_response_bytes=settings.max_proxy_response_size,
            verify_tls=not settings.no_tls_verify,
        )

    def _make_proxy(self, outbound: Outbound) -> ProxyRoom:
        settings = self._settings
        return ProxyRoom(
            outbound,
            self._guard,
            self._intake(settings.max_proxy_request_size, "max-proxy-request-size"),
            max_at_once=settings.max_proxy_requests,
        )

    def _intake(self, max_bytes: int, size_name: str) -> IntakeLimits:
        return IntakeLimits(max_bytes, size_name, self._settings.body_timeout)

    async def _expire_streams(self) -> None:
        while True:
            await asyncio.sleep(STREAM_SWEEP_SECONDS)
            self.streams.expire()


def _upload_limits(settings: GatewaySettings) -> UploadLimits:
    return UploadLimits(
        max_files=settings.max_upload_files,
        max_at_once=settings.max_uploads_at_once,
        max_stored_bytes=settings.max_stored_uploads,
        min_free_bytes=settings.min_free_disk,
        expiry_seconds=settings.upload_expiry,
    )


def _stream_limits(settings: GatewaySettings) -> StreamLimits:
    return StreamLimits(
        max_streams=settings.max_streams,
        max_viewers=settings.max_stream_viewers,
        max_backlog_bytes=settings.max_viewer_backlog,
        max_latest_bytes=settings.max_stream_memory,
        expiry_seconds=settings.stream_expiry,
    )
