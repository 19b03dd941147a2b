"""The site: all pages of one server, and what else a script can ask of that server.

`Site` blocks, its twin `AsyncSite` is awaited; both only send what `requests.py` builds, and let it read the replies.
"""

import os
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from . import requests
from ._transports.transport import Transport, open_transport
from .files import copy_upload, landing_place, name_directory, name_files
from .multipart import Progress
from .page import Page
from .requests import Call, FileContent
from .settings import read_settings
from .urls import clean_route

T = TypeVar("T")
Path = str | os.PathLike[str]
Paths = Sequence[Path]

# Read once: programs set the environment before they import the package.
settings = read_settings(os.environ)


class Site:
    """All pages of the server, by route: `site['/sales']`. Threads may share one."""

    def __init__(self) -> None:
        self._transport = open_transport(settings)
        self._base_url = settings.base_url
        self._save = self._transport.save
        self.cache = Cache(self)

    def _use(self, transport: Transport) -> Transport:
        """Go another way from now on, and return the one before."""
        before, self._transport = self._transport, transport
        self._save = transport.save
        return before

    def __getitem__(self, url: str) -> Page:
        return Page(self, url)

    def __delitem__(self, key: str) -> None:
        """Remove all cards of a page, at once."""
        page = self[key]
        page.drop()
        page.save()

    def _call(self, call: Call[T]) -> T:
        return call.read(self._transport.send(call.request))

    def load(self, url: str) -> dict[str, Any]:
        """Read a page. Raises `ServiceError` when there is none."""
        return self._call(requests.load(self._base_url, clean_route(url)))

    def _load(self, url: str) -> tuple[dict[str, Any], str | None]:
        return self._call(requests.load_at(self._base_url, url))

    def upload(self, files: Paths, *, on_progress: Progress | None = None) -> list[str]:
        """Upload files, and return their paths on the server.

        `on_progress(sent, total)` is told of bytes as they leave. Raises `BadValue` for what is no file, and
        whatever `on_progress` raises: then the upload has ended.
        """
        named = name_files(files)
        copied = copy_upload(settings, os.environ, named, as_directory=False, on_progress=on_progress)
        return copied or self._call(requests.upload(self._base_url, named, on_progress=on_progress))

    def upload_dir(self, directory: Path, *, on_progress: Progress | None = None) -> list[str]:
        """Upload all files below a directory, and return its path on the server, as a list of one.

        Progress is as with `upload`. Raises `BadValue` for what is no directory.
        """
        named = name_directory(directory)
        copied = copy_upload(settings, os.environ, named, as_directory=True, on_progress=on_progress)
        return copied or self._call(
            requests.upload(self._base_url, named, as_directory=True, on_progress=on_progress)
        )

    def download(self, url: str, path: Path) -> str:
        """Download an uploaded file to `path`, or into it when it is a directory. Returns where the file is."""
        with landing_place(url, path) as (file, place):
            self._call(requests.download(url, file))
        return str(place)

    def unload(self, url: str) -> None:
        """Remove an uploaded file from the server."""
        self._call(requests.unload(url))

    def uplink(self, path: str, content_type: str, file: FileContent) -> str:
        """Push a frame of an image stream, and return the path under which browsers find the stream."""
        return self._call(requests.uplink(self._base_url, path, content_type, file))

    def unlink(self, path: str) -> None:
        """End an image stream."""
        self._call(requests.unlink(self._base_url, path))

    def proxy(
        self, method: str, url: str, headers: Mapping[str, list[str]] | None = None, body: str | None = None
    ) -> dict[str, Any]:
        """Have the server make an HTTP request of its own, and return what came of it."""
        return self._call(requests.proxy(self._base_url, method, url, headers, body))

    def close(self) -> None:
        """Close the connections to the server. The site may be used again."""
        self._transport.close()


class Cache:
    """The cache that the server keeps for scripts and apps: values by shard and key, lost when the server stops."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def get(self, shard: str, key: str, default: Any = None) -> Any:
        """The value of a key, or `default` when there is none."""
        return self._site._call(requests.cache_get(settings.base_url, shard, key, default))

    def set(self, shard: str, key: str, value: Any) -> None:
        """Keep a value. Raises `BadType` or `BadValue` when it is not plain JSON."""
        self._site._call(requests.cache_set(settings.base_url, shard, key, value))

    def keys(self, shard: str) -> list[str]:
        """The keys of a shard; none when there is no such shard."""
        return self._site._call(requests.cache_keys(settings.base_url, shard))


site = Site()
"""The site of scripts."""
