"""What an operator sees of the relay."""

from services.chassis.metrics import Registry
from services.relay.relay import Relay


def describe(registry: Registry, relay: Relay) -> None:
    """Makes the numbers of a relay known."""
    directory = relay.directory
    stats = directory.stats

    def apps() -> dict[tuple[str, ...], float]:
        down = directory.table.down_count
        return {("up",): len(directory.table) - down, ("down",): down}

    def waiting_events() -> int:
        return sum(len(lane.queue) for lane in directory.lanes())

    def waiting_bytes() -> int:
        return sum(lane.queue.size_bytes for lane in directory.lanes())

    def outcomes() -> dict[tuple[str, ...], float]:
        return {(kind, status): count for (kind, status), count in stats.outcomes.items()}

    registry.callback_gauge("apps", "apps there are, by whether they answer", apps, ("state",))
    registry.callback_gauge("waiting_events", "events on their way to apps", waiting_events)
    registry.callback_gauge("waiting_bytes", "bytes of the events on their way to apps", waiting_bytes)
    registry.callback_gauge("clients", "browsers that have come to an app", lambda: len(relay.attachments))
    registry.callback_gauge("watchers", "streams of news of apps", lambda: len(directory.newsroom))
    registry.callback_counter("events", "events by what became of them", outcomes, ("kind", "outcome"))
    registry.callback_counter("apps_gone_down", "apps that stopped answering", lambda: stats.apps_gone_down)
