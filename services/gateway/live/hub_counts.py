"""What is counted of all channels together."""

from dataclasses import dataclass


@dataclass(slots=True)
class HubCounts:
    """Plain counters for the metrics."""

    changes: int = 0
    snapshots: int = 0
    local_answers: int = 0
    lost_pages: int = 0
