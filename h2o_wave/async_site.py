"""The site as apps see it: `Site`, to be awaited."""

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from . import requests
from ._transports.transport import AsyncTransport, open_async_transport
from .errors import BadType
from .files import copy_upload, landing_place, name_directory, name_files
from .multipart import Progress
from .page import AsyncPage
from .requests import Call, FileContent
from .site import Path, Paths, settings
from .urls import clean_route

if TYPE_CHECKING:
    from .batch import Batch

T = TypeVar("T")


class AsyncSite:
    """All pages of the server, by route, for apps: `await page.save()`. Tasks and event loops may share one."""

    def __init__(self) -> None:
        self._transport = open_async_transport(settings)
        self._base_url = settings.base_url
        self._save = self._transport.save
        self.cache = AsyncCache(self)

    def _use(self, transport: AsyncTransport) -> AsyncTransport:
        """Go another way from now on, and return the one before."""
        before, self._transport = self._transport, transport
        self._save = transport.save
        return before

    def __getitem__(self, url: str) -> AsyncPage:
        return AsyncPage(self, url)

    def __delitem__(self, key: str) -> None:
        """Always raises `TypeError`: deleting cannot be awaited."""
        raise BadType(
            f"del site[{key!r}] cannot be awaited; write: page = site[{key!r}]; page.drop(); await page.save()"
        )

    async def _call(self, call: Call[T]) -> T:
        return call.read(await self._transport.send(call.request))

    async def load(self, url: str) -> dict[str, Any]:
        """Read a page. Raises `ServiceError` when there is none."""
        return await self._call(requests.load(self._base_url, clean_route(url)))

    async def _load(self, url: str) -> tuple[dict[str, Any], str | None]:
        return await self._call(requests.load_at(self._base_url, url))

    def batch(self) -> "Batch":
        """Save many pages at a time: `async with site.batch() as batch:`. See `Batch`."""
        from .batch import Batch

        return Batch(self)

    async def upload(self, files: Paths, *, on_progress: Progress | None = None) -> list[str]:
        """Upload files, and return their paths on the server.

        `on_progress(sent, total)` is told of bytes as they leave, in another thread. Raises `BadValue` for what is
        no file, and whatever `on_progress` raises: then the upload has ended.
        """
        named = await _in_thread(name_files, files)
        copied = await _in_thread(
            copy_upload, settings, os.environ, named, as_directory=False, on_progress=on_progress
        )
        return copied or await self._call(requests.upload(self._base_url, named, on_progress=on_progress))

    async def upload_dir(self, directory: Path, *, on_progress: Progress | None = None) -> list[str]:
        """Upload all files below a directory, and return its path on the server, as a list of one.

        Progress is as with `upload`. Raises `BadValue` for what is no directory.
        """
        named = await _in_thread(name_directory, directory)
        copied = await _in_thread(
            copy_upload, settings, os.environ, named, as_directory=True, on_progress=on_progress
        )
        return copied or await self._call(
            requests.upload(self._base_url, named, as_directory=True, on_progress=on_progress)
        )

    async def download(self, url: str, path: Path) -> str:
        """Download an uploaded file to `path`, or into it when it is a directory. Returns where the file is."""
        with landing_place(url, path) as (file, place):
            await self._call(requests.download(url, file))
        return str(place)

    async def unload(self, url: str) -> None:
        """Remove an uploaded file from the server."""
        await self._call(requests.unload(url))

    async def uplink(self, path: str, content_type: str, file: FileContent) -> str:
        """Push a frame of an image stream, and return the path under which browsers find the stream."""
        return await self._call(requests.uplink(self._base_url, path, content_type, file))

    async def unlink(self, path: str) -> None:
        """End an image stream."""
        await self._call(requests.unlink(self._base_url, path))

    async def proxy(
        self, method: str, url: str, headers: Mapping[str, list[str]] | None = None, body: str | None = None
    ) -> dict[str, Any]:
        """Have the server make an HTTP request of its own, and return what came of it."""
        return await self._call(requests.proxy(self._base_url, method, url, headers, body))

    async def aclose(self) -> None:
        """Close the connections of the running event loop. The site may be used again."""
        await self._transport.aclose()


async def _in_thread(function: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    from asyncio import to_thread  # see app.py

    return await to_thread(function, *args, **kwargs)


class AsyncCache:
    """The cache that the server keeps for scripts and apps: values by shard and key, lost when the server stops."""

    def __init__(self, site: AsyncSite) -> None:
        self._site = site

    async def get(self, shard: str, key: str, default: Any = None) -> Any:
        """The value of a key, or `default` when there is none."""
        return await self._site._call(requests.cache_get(settings.base_url, shard, key, default))

    async def set(self, shard: str, key: str, value: Any) -> None:
        """Keep a value. Raises `BadType` or `BadValue` when it is not plain JSON."""
        await self._site._call(requests.cache_set(settings.base_url, shard, key, value))

    async def keys(self, shard: str) -> list[str]:
        """The keys of a shard; none when there is no such shard."""
        return await self._site._call(requests.cache_keys(settings.base_url, shard))
