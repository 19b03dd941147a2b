"""The settings of what is served beside pages, documented where they are declared."""

import os
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import NamedTuple

from services.chassis.settings import setting
from services.chassis.values import comma_list, duration, integer, list_of, positive_duration, size

FILES = "Files"
DIRECTORIES = "Directories"
CACHE = "Cache"
STREAMS = "Image streams"
PROXY = "Proxy"
DEBUGGING = "Debugging"

RESERVED = ("_s", "_f", "_c", "_m", "_p", "_d", "_auth")


class DirectoryMapping(NamedTuple):
    """A directory, and below which path it is served. `prefix` ends with `/` and does not begin with one."""

    prefix: str
    directory: Path

    def __str__(self) -> str:
        return f"/{self.prefix}@{self.directory}"


def directories(given: str) -> tuple[DirectoryMapping, ...]:
    """Mappings `/prefix/@/some/directory`, several with the separator of path lists between."""
    found: dict[str, DirectoryMapping] = {}
    for part in filter(None, (part.strip() for part in given.split(os.pathsep))):
        mapping = _directory(part)
        if mapping.prefix in found:
            raise ValueError(f"want each path once, got /{mapping.prefix} twice")
        found[mapping.prefix] = mapping
    return tuple(found.values())


def _directory(part: str) -> DirectoryMapping:
    prefix, at, directory = part.partition("@")
    segments = prefix.strip("/").split("/")
    if not at or not directory or any(segment in ("", ".", "..") for segment in segments):
        raise ValueError(f"want /prefix/@directory, several separated by {os.pathsep!r}")
    if segments[0] in RESERVED:
        raise ValueError(f"want a path that does not begin with /{segments[0]}/, which is taken")
    return DirectoryMapping("/".join(segments) + "/", Path(directory))


def network(given: str) -> IPv4Network | IPv6Network:
    """An address or a network, such as 10.0.0.0/8 or ::1."""
    try:
        return ip_network(given, strict=False)
    except ValueError:
        raise ValueError("want addresses or networks, such as 10.1.2.3 or 10.0.0.0/8") from None


def lower_list(given: str) -> tuple[str, ...]:
    """Words with commas between them, in small letters."""
    return comma_list(given.lower())


@dataclass(frozen=True)
class WebSettings:
    """What is served beside pages."""

    anonymous_upload: bool = setting(
        True,
        group=FILES,
        doc="let browsers upload files without signing in, as long as there is no sign-in; otherwise a key is needed",
    )
    max_upload_size: int = setting(
        "10G",
        parse=size,
        metavar="SIZE",
        group=FILES,
        doc="maximum size of one upload, all its files together",
    )
    max_upload_files: int = setting(
        10_000, parse=integer, metavar="COUNT", group=FILES, doc="maximum number of files of one upload"
    )
    max_uploads_at_once: int = setting(
        64, parse=integer, metavar="COUNT", group=FILES, doc="uploads that may be under way at the same time"
    )
    max_stored_uploads: int = setting(
        "0",
        parse=size,
        metavar="SIZE",
        group=FILES,
        doc="maximum size of all uploaded files together; 0 for any size",
    )
    min_free_disk: int = setting(
        "1G", parse=size, metavar="SIZE", group=FILES, doc="free space below which no uploads are taken"
    )
    upload_expiry: float = setting(
        "0",
        parse=duration,
        metavar="TIME",
        group=FILES,
        doc="how long uploaded files are kept; 0 for ever",
    )
    inline_upload_types: tuple[str, ...] = setting(
        "",
        parse=lower_list,
        metavar="TYPES",
        group=FILES,
        doc="media types of uploaded files, comma-separated, that browsers show instead of saving them, beside images, "
        "sound, video, plain text and PDF; text/html is then shown in a sandbox",
    )
    public_dir: tuple[DirectoryMapping, ...] = setting(
        "",
        parse=directories,
        metavar="MAPPINGS",
        group=DIRECTORIES,
        doc=f"directories to serve to everybody: /prefix/@directory, several separated by {os.pathsep!r}",
    )
    private_dir: tuple[DirectoryMapping, ...] = setting(
        "",
        parse=directories,
        metavar="MAPPINGS",
        group=DIRECTORIES,
        doc="directories to serve to signed-in users and programs; without sign-in, an access key is needed",
    )
    max_cache_request_size: int = setting(
        "5M", parse=size, metavar="SIZE", group=CACHE, doc="maximum size of one value of the cache"
    )
    max_cache_size: int = setting(
        "256M",
        parse=size,
        metavar="SIZE",
        group=CACHE,
        doc="maximum size of all values and keys; those not used for longest are forgotten above it",
    )
    max_streams: int = setting(
        1000, parse=integer, metavar="COUNT", group=STREAMS, doc="image streams that may exist"
    )
    max_stream_viewers: int = setting(
        1000, parse=integer, metavar="COUNT", group=STREAMS, doc="viewers of all image streams together"
    )
    max_viewer_backlog: int = setting(
        "8M",
        parse=size,
        metavar="SIZE",
        group=STREAMS,
        doc="frames waiting for one slow viewer, above which the oldest of them are left out",
    )
    max_stream_memory: int = setting(
        "256M",
        parse=size,
        metavar="SIZE",
        group=STREAMS,
        doc="newest frames kept for viewers to come; above it, those of the streams that were quiet for longest are not",
    )
    stream_expiry: float = setting(
        "24h",
        parse=positive_duration,
        metavar="TIME",
        group=STREAMS,
        doc="how long an image stream is kept without a new frame",
    )
    proxy: bool = setting(False, group=PROXY, doc="make HTTP requests for programs that ask for it")
    proxy_allowed_hosts: tuple[str, ...] = setting(
        "*",
        parse=lower_list,
        metavar="HOSTS",
        group=PROXY,
        doc="hosts that may be reached, comma-separated: example.org, example.org:8080, *.example.org, * for all",
    )
    proxy_allowed_networks: tuple[IPv4Network | IPv6Network, ...] = setting(
        "",
        parse=list_of(network),
        metavar="NETWORKS",
        group=PROXY,
        doc="networks that may be reached although they are private, local to the link or this machine itself",
    )
    max_proxy_request_size: int = setting(
        "5M", parse=size, metavar="SIZE", group=PROXY, doc="maximum size of one request to the proxy"
    )
    max_proxy_response_size: int = setting(
        "5M", parse=size, metavar="SIZE", group=PROXY, doc="size at which the body of an answer is cut off"
    )
    max_proxy_requests: int = setting(
        64, parse=integer, metavar="COUNT", group=PROXY, doc="requests that may be under way at the same time"
    )
    debug: bool = setting(
        False,
        group=DEBUGGING,
        doc="list apps and pages at _d/site, for programs with an access key and browsers on this machine",
    )
