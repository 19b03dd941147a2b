"""What the gateway measures, read from plain counters when somebody asks."""

from services.chassis.metrics import Registry
from services.gateway.edge.desk import Desk
from services.gateway.live.client_counts import ClientCounts
from services.gateway.live.clients import Clients
from services.gateway.live.hub import Hub
from services.gateway.upstream.relay import GrpcApps
from services.gateway.upstream.site_store import GrpcPages


def describe_clients(registry: Registry, clients: Clients, counts: ClientCounts) -> None:
    """Browsers and their messages."""
    registry.callback_gauge("clients", "browser tabs", clients.by_state, ("state", "dialogue"))
    registry.callback_counter("resumed_clients", "tabs that came back", lambda: clients.resumed)
    registry.callback_counter(
        "taken_over_clients",
        "tabs that came back while their old socket was open",
        lambda: clients.taken_over,
    )
    registry.callback_counter("left_clients", "tabs that did not come back", lambda: clients.given_up)
    registry.callback_counter("client_messages", "messages of browsers", lambda: counts.messages)
    registry.callback_counter("ignored_messages", "messages that made no sense", lambda: counts.ignored)
    registry.callback_counter(
        "refused_queries", "queries that were no JSON object", lambda: counts.refused_queries
    )
    registry.callback_counter(
        "refused_edits", "edits by browsers that may not edit", lambda: counts.refused_edits
    )
    registry.callback_counter(
        "events", "events of browsers, by what became of them", lambda: counts.events, ("kind", "outcome")
    )


def describe_fanout(registry: Registry, hub: Hub) -> None:
    """Changes on their way to browsers."""
    fanout = hub.fanout.counts
    registry.callback_gauge("channels", "routes that are watched", lambda: len(hub))
    registry.callback_gauge(
        "unsent_change_bytes", "changes that wait to be flushed", lambda: hub.waiting_bytes
    )
    registry.callback_counter("changes", "changes announced by the site-store", lambda: hub.counts.changes)
    registry.callback_counter("flushes", "rounds of writes", lambda: fanout.flushes)
    registry.callback_counter("frames", "frames of changes written to browsers", lambda: fanout.frames)
    registry.callback_counter("deliveries", "changes written to browsers", lambda: fanout.deliveries)
    registry.callback_counter("delivered_bytes", "bytes of those frames", lambda: fanout.delivered_bytes)
    registry.callback_counter("snapshots", "whole pages written to browsers", lambda: hub.counts.snapshots)
    registry.callback_counter(
        "local_answers", "watches answered without the site-store", lambda: hub.counts.local_answers
    )
    registry.callback_counter(
        "lost_pages", "pages of clients lost with the site-store's memory", lambda: hub.counts.lost_pages
    )


def describe_edge(registry: Registry, desk: Desk) -> None:
    """Connections and requests."""
    counts, sockets = desk.counts, desk.sockets.counts
    registry.callback_gauge("connections", "open connections", lambda: counts.connections)
    registry.callback_counter(
        "refused_connections", "connections above the limit of an address", lambda: counts.refused_connections
    )
    registry.callback_counter(
        "timed_out_connections", "connections that were too slow", lambda: counts.timed_out
    )
    registry.callback_counter(
        "handed_over_connections",
        "connections that the lean edge left to aiohttp",
        lambda: counts.handed_over,
    )
    registry.callback_counter("requests", "HTTP requests", lambda: counts.requests, ("shape", "status"))
    registry.callback_counter("sockets", "websockets opened", lambda: sockets.opened)
    registry.callback_counter("lags", "times that a browser fell behind", lambda: sockets.lags)
    registry.callback_counter(
        "closed_sockets",
        "websockets closed, by code",
        lambda: {(code,): count for code, count in sockets.closed.items()},
        ("code",),
    )


def describe_upstream(registry: Registry, pages: GrpcPages, apps: GrpcApps) -> None:
    """The other services."""
    registry.callback_gauge(
        "upstream_connected",
        "1 while a service can be reached",
        lambda: {("site_store",): float(pages.is_connected), ("relay",): float(apps.is_connected)},
        ("service",),
    )
    registry.callback_gauge("waiting_edit_bytes", "edits without an answer", lambda: pages.waiting_bytes)
    registry.callback_gauge("apps", "apps that are registered", lambda: len(apps.table))
