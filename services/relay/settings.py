"""Every setting of the relay, documented where it is declared."""

from dataclasses import dataclass

from services.chassis.settings import setting
from services.chassis.values import (
    Address,
    duration,
    integer,
    list_of,
    listen_address,
    positive_duration,
    size,
)

APPS = "Apps"
ADDRESSES = "Addresses"


def count(given: str) -> int:
    """A whole number above 0."""
    number = integer(given)
    if number < 1:
        raise ValueError("want a whole number above 0")
    return number


@dataclass(frozen=True)
class DeliverySettings:
    """What the relay is, wherever it runs."""

    data_dir: str = setting("./data", doc="directory to store site data", metavar="DIR", group=APPS)
    reconnect_timeout: float = setting(
        "5s",
        parse=duration,
        metavar="TIME",
        group=APPS,
        doc="time to wait for reconnect before dropping a client",
    )
    no_tls_verify: bool = setting(
        False, group=APPS, doc="do not verify the certificates of servers that are called; NOT FOR PRODUCTION"
    )
    keep_app_live: bool = setting(
        False,
        group=APPS,
        doc="accepted for compatibility; an app is never unregistered because an event failed",
    )
    event_timeout: float = setting(
        "30s",
        parse=positive_duration,
        metavar="TIME",
        group=APPS,
        doc="how long an app may take to answer an event",
    )
    event_connect_timeout: float = setting(
        "5s",
        parse=positive_duration,
        metavar="TIME",
        group=APPS,
        doc="how long a connection to an app may take",
    )
    app_connections: int = setting(
        64,
        parse=count,
        metavar="COUNT",
        group=APPS,
        doc="events under way to one HTTP app at the same time",
    )
    event_expiry: float = setting(
        "30s",
        parse=positive_duration,
        metavar="TIME",
        group=APPS,
        doc="how long an event waits for an app that is down",
    )
    max_client_events: int = setting(
        100, parse=count, metavar="COUNT", group=APPS, doc="events of one client that may wait for an app"
    )
    max_app_events: int = setting(
        10_000, parse=count, metavar="COUNT", group=APPS, doc="events that may wait for one app"
    )
    max_app_backlog: int = setting(
        "64M", parse=size, metavar="SIZE", group=APPS, doc="bytes of events that may wait for one app"
    )


@dataclass(frozen=True)
class RelaySettings(DeliverySettings):
    """What the relay is as a process of its own."""

    relay_listen: tuple[Address, ...] = setting(
        "unix:./run/relay.sock,127.0.0.1:10103",
        parse=list_of(listen_address),
        metavar="ADDRESSES",
        group=ADDRESSES,
        doc="where to serve gRPC to gateways and dial-out apps, comma-separated",
    )
