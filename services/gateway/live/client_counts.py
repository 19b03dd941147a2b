"""What is counted of all clients together."""

from dataclasses import dataclass, field

from services.gateway.upstream.apps import EventKind, EventStatus


@dataclass(slots=True)
class ClientCounts:
    """Plain counters for the metrics."""

    messages: int = 0
    ignored: int = 0
    refused_edits: int = 0
    refused_queries: int = 0
    events: dict[tuple[str, str], int] = field(default_factory=dict)

    def count_event(self, kind: EventKind, status: EventStatus) -> None:
        """Counts what became of an event."""
        labels = (kind.name.lower(), status.name.lower())
        self.events[labels] = self.events.get(labels, 0) + 1
