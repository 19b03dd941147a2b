"""Every setting of the gateway, documented where it is declared."""

from dataclasses import dataclass

from services.chassis.settings import setting
from services.chassis.values import (
    Address,
    comma_list,
    duration,
    integer,
    listen_address,
    positive_duration,
    size,
)
from services.gateway.auth.settings import SignInSettings
from services.gateway.live.handshake import PUBLIC_HEADERS
from services.gateway.web.index import DEFAULT_POLICY
from services.gateway.web.settings import WebSettings

WEBSITE = "Website"
BROWSERS = "Browsers"
REQUESTS = "Requests"
ADDRESSES = "Addresses"


def base_url(given: str) -> str:
    """A path that begins and ends with `/`."""
    if not given.startswith("/") or not given.endswith("/") or "//" in given:
        raise ValueError("want a path that begins and ends with '/', such as / or /wave/")
    return given


def one_line(given: str) -> str:
    """A text that can stand in a header."""
    if not given.isprintable():
        raise ValueError("want one line of text")
    return given.strip()


@dataclass(frozen=True)
class GatewaySettings(SignInSettings, WebSettings):
    """What the gateway is, wherever it runs."""

    listen: Address = setting(
        ":10101",
        parse=listen_address,
        metavar="ADDRESS",
        group=ADDRESSES,
        doc="where browsers and programs connect",
    )
    tls_cert_file: str = setting(
        "", metavar="FILE", group=ADDRESSES, doc="path to certificate file; with a key, HTTPS is spoken"
    )
    tls_key_file: str = setting("", metavar="FILE", group=ADDRESSES, doc="path to private key file")
    base_url: str = setting(
        "/", parse=base_url, metavar="PATH", group=WEBSITE, doc="path below which everything is served"
    )
    web_dir: str = setting(
        "", metavar="DIR", group=WEBSITE, doc="directory of the browser client; empty: the built-in one"
    )
    data_dir: str = setting("./data", doc="directory to store site data", metavar="DIR", group=WEBSITE)
    no_tls_verify: bool = setting(
        False,
        group=REQUESTS,
        doc="do not verify the certificates of servers that are called: apps, the sign-in provider, those behind the proxy; "
        "NOT FOR PRODUCTION",
    )
    http_headers_file: str = setting(
        "", metavar="FILE", group=WEBSITE, doc="path to a file of additional headers for the index page"
    )
    content_security_policy: str = setting(
        DEFAULT_POLICY,
        parse=one_line,
        metavar="POLICY",
        group=WEBSITE,
        keeps_empty=True,
        doc="what pages may run and show: the Content-Security-Policy of the index page, to which a nonce is added; one in "
        "http-headers-file is sent instead; empty: none",
    )
    editable: bool = setting(False, group=WEBSITE, doc="allow browsers to edit pages")
    allowed_origins: tuple[str, ...] = setting(
        "",
        parse=comma_list,
        metavar="ORIGINS",
        group=BROWSERS,
        doc="origins of pages that may open a websocket, comma-separated; * for all; empty: this server's own",
    )
    forwarded_http_headers: tuple[str, ...] = setting(
        PUBLIC_HEADERS,
        parse=comma_list,
        metavar="NAMES",
        group=BROWSERS,
        keeps_empty=True,
        doc="headers of a browser that an app is told when it comes (q.headers), comma-separated; * for all, -name for all but "
        "this one; empty: none",
    )
    ping_interval: float = setting(
        "50s",
        parse=positive_duration,
        metavar="TIME",
        group=BROWSERS,
        doc="how often to ask browsers whether they are there",
    )
    reconnect_timeout: float = setting(
        "5s",
        parse=duration,
        metavar="TIME",
        group=BROWSERS,
        doc="time to wait for reconnect before dropping a client",
    )
    resume_secret: str = setting(
        "",
        secret=True,
        metavar="SECRET",
        group=BROWSERS,
        doc="secret with which gateways take each other's clients back; empty: made once, kept in the data dir",
    )
    max_client_message_size: int = setting(
        "1M", parse=size, metavar="SIZE", group=BROWSERS, doc="maximum size of one message of a browser"
    )
    max_client_backlog: int = setting(
        "1M",
        parse=size,
        metavar="SIZE",
        group=BROWSERS,
        doc="unsent bytes above which a browser is behind and gets whole pages instead of changes",
    )
    slow_client_timeout: float = setting(
        "10s",
        parse=positive_duration,
        metavar="TIME",
        group=BROWSERS,
        doc="how long a browser that is behind may read nothing at all",
    )
    drain_spread: float = setting(
        "5s",
        parse=duration,
        metavar="TIME",
        group=BROWSERS,
        doc="over how long browsers are sent away on SIGTERM, so that they do not all come back at once",
    )
    max_request_size: int = setting(
        "5M", parse=size, metavar="SIZE", group=REQUESTS, doc="maximum size of one edit"
    )
    header_timeout: float = setting(
        "10s",
        parse=positive_duration,
        metavar="TIME",
        group=REQUESTS,
        doc="how long the head of a request may take",
    )
    body_timeout: float = setting(
        "10s",
        parse=positive_duration,
        metavar="TIME",
        group=REQUESTS,
        doc="how long the body of a request may take, beside one second per KiB",
    )
    idle_timeout: float = setting(
        "75s",
        parse=positive_duration,
        metavar="TIME",
        group=REQUESTS,
        doc="how long a connection may be idle between two requests",
    )
    max_address_connections: int = setting(
        10_000,
        parse=integer,
        metavar="COUNT",
        group=REQUESTS,
        doc="connections that one address may have open; 0 for any number",
    )


@dataclass(frozen=True)
class GatewayProcessSettings(GatewaySettings):
    """What the gateway is as a process of its own."""

    site_store_address: Address = setting(
        "unix:./run/site-store.sock",
        parse=listen_address,
        metavar="ADDRESS",
        group=ADDRESSES,
        doc="where the site-store serves gRPC",
    )
    relay_address: Address = setting(
        "unix:./run/relay.sock",
        parse=listen_address,
        metavar="ADDRESS",
        group=ADDRESSES,
        doc="where the relay serves gRPC",
    )
