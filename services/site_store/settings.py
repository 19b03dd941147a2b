"""Every setting of the site-store, documented where it is declared."""

from dataclasses import dataclass

from services.chassis.settings import setting
from services.chassis.values import Address, choice, integer, list_of, listen_address, positive_duration, size

PAGES = "Pages"
SESSIONS = "Sessions"
LOG = "Log"
ADDRESSES = "Addresses"


@dataclass(frozen=True)
class StoreSettings:
    """What the site-store is, wherever it runs."""

    data_dir: str = setting("./data", doc="directory to store site data", metavar="DIR", group=LOG)
    fsync: str = setting(
        "always",
        parse=choice("always", "everysec", "no"),
        metavar="POLICY",
        group=LOG,
        doc="when an edit is acknowledged: `always` once it is on disk; `everysec` once it is written, synced each second "
        "(a power cut may lose the last second); `no` once it is written, synced by the operating system",
    )
    recover: str = setting(
        "refuse",
        parse=choice("refuse", "prefix", "skip"),
        metavar="HOW",
        group=LOG,
        doc="what to do about a log that is damaged in the middle: `refuse` to start, keep the `prefix` before the damage, or "
        "`skip` what is damaged; a copy is kept",
    )
    segment_size: int = setting(
        "64M", parse=size, metavar="SIZE", group=LOG, doc="size of one file of the log"
    )
    compact_after: int = setting(
        200_000,
        parse=integer,
        metavar="EDITS",
        group=LOG,
        doc="compact the log by itself after this many edits; 0 never",
    )
    init: str = setting(
        "", metavar="FILE", group=LOG, doc="initialize an empty site from a text log of Wave 1.8"
    )
    no_log: bool = setting(False, group=LOG, doc="do not keep a log: pages live in memory only")
    no_store: bool = setting(
        False,
        group=PAGES,
        doc="disable storage: edits are only relayed (scripts and multicast or broadcast apps will not work)",
    )
    max_request_size: int = setting(
        "5M", parse=size, metavar="SIZE", group=PAGES, doc="maximum size of one edit"
    )
    max_page_size: int = setting(
        "16M", parse=size, metavar="SIZE", group=PAGES, doc="maximum size of one page"
    )
    history_size: int = setting(
        "64M",
        parse=size,
        metavar="SIZE",
        group=PAGES,
        doc="memory for the recent deltas with which browsers resume",
    )
    max_missed_size: int = setting(
        "1M",
        parse=size,
        metavar="SIZE",
        group=PAGES,
        doc="send a returning browser the whole page when it has missed more than this",
    )
    max_watcher_backlog: int = setting(
        "8M",
        parse=size,
        metavar="SIZE",
        group=PAGES,
        doc="unsent bytes above which a gateway is behind and gets snapshots",
    )
    ephemeral_page_timeout: float = setting(
        "1m",
        parse=positive_duration,
        metavar="TIME",
        group=PAGES,
        doc="how long to keep the page of a client that nobody watches",
    )
    max_sessions: int = setting(
        100_000,
        parse=integer,
        metavar="COUNT",
        group=SESSIONS,
        doc="sessions that are kept, one for each browser of a user; without room, those unused for longest go",
    )
    progress_interval: float = setting(
        "2s",
        parse=positive_duration,
        metavar="TIME",
        group=PAGES,
        doc="how often to tell gateways where the site stands",
    )


@dataclass(frozen=True)
class SiteStoreSettings(StoreSettings):
    """What the site-store is as a process of its own."""

    site_store_listen: tuple[Address, ...] = setting(
        "unix:./run/site-store.sock,127.0.0.1:10102",
        parse=list_of(listen_address),
        metavar="ADDRESSES",
        group=ADDRESSES,
        doc="where to serve gRPC to gateways and drivers, comma-separated",
    )
