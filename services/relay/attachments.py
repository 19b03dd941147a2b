"""Which client has come to which apps, and through which gateway stream it is heard. PURE.

A client is *attached* through the stream on which its last event came. When that stream breaks the client is
*lost*: it has until a deadline to attach through another. A DISCONNECT from a stream through which the client
is no longer attached is stale: the client lives elsewhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from services.relay.event import Client

#: Names a gateway stream; None stands for "through none".
Stream = int


@dataclass(slots=True)
class Attachment:
    """A client: as it was last heard, the apps it has come to, and when it counts as gone."""

    client: Client
    stream: Stream | None
    routes: dict[str, None] = field(default_factory=dict)
    gone_at: float | None = None


class Attachments:
    """All clients of all gateways."""

    def __init__(self) -> None:
        self._clients: dict[str, Attachment] = {}
        self._streams: dict[Stream, set[str]] = {}
        # Lost clients by id; every stream loss has the same grace, so the first to be lost is the first to be
        # gone.
        self._lost: dict[str, None] = {}

    def __len__(self) -> int:
        return len(self._clients)

    def open_stream(self, stream: Stream) -> None:
        """Begins to know a stream."""
        self._streams[stream] = set()

    def attach(self, stream: Stream, client: Client, route: str) -> None:
        """Notes that a client was heard through `stream`, at the app of `route`."""
        attachment = self._clients.get(client.id)
        if attachment is None:
            attachment = self._clients[client.id] = Attachment(client, None)
        attachment.client = client
        attachment.routes.setdefault(route)
        self._move(attachment, stream)

    def resume(self, stream: Stream, client: Client) -> bool:
        """Notes that a client is back through `stream`; says whether it was known."""
        attachment = self._clients.get(client.id)
        if attachment is None:
            return False
        self._move(attachment, stream)
        return True

    def is_stale(self, stream: Stream, client_id: str) -> bool:
        """Whether the client is attached through another stream than `stream`."""
        attachment = self._clients.get(client_id)
        return attachment is not None and attachment.stream not in (stream, None)

    def detach(self, client_id: str) -> list[str]:
        """Forgets a client; returns the routes of the apps to be told."""
        attachment = self._clients.pop(client_id, None)
        if attachment is None:
            return []
        self._leave_stream(attachment)
        self._lost.pop(client_id, None)
        return list(attachment.routes)

    def close_stream(self, stream: Stream, gone_at: float) -> int:
        """Counts the clients of a stream as lost until `gone_at`; returns how many there are."""
        lost = self._streams.pop(stream, set())
        for client_id in lost:
            attachment = self._clients[client_id]
            attachment.stream = None
            attachment.gone_at = gone_at
            self._lost[client_id] = None
        return len(lost)

    def gone(self, now: float) -> list[Attachment]:
        """Forgets the lost clients whose time is over, and returns them."""
        over = []
        for client_id in self._lost:
            attachment = self._clients[client_id]
            if attachment.gone_at is None or attachment.gone_at > now:
                break
            over.append(attachment)
        for attachment in over:
            self.detach(attachment.client.id)
        return over

    def next_gone_at(self) -> float | None:
        """When the next lost client counts as gone; None when none is lost."""
        first = next(iter(self._lost), None)
        return self._clients[first].gone_at if first is not None else None

    def forget_route(self, route: str) -> None:
        """Forgets who has come to the app of a route: the app has left."""
        for attachment in list(self._clients.values()):
            if route in attachment.routes:
                del attachment.routes[route]
                self._drop_if_nowhere(attachment)

    def clients(self) -> Iterable[Attachment]:
        """All clients."""
        return self._clients.values()

    def _drop_if_nowhere(self, attachment: Attachment) -> None:
        if not attachment.routes:
            self.detach(attachment.client.id)

    def _move(self, attachment: Attachment, stream: Stream) -> None:
        client_id = attachment.client.id
        if attachment.stream != stream:
            self._leave_stream(attachment)
            attachment.stream = stream
            self._streams[stream].add(client_id)
        if attachment.gone_at is not None:
            attachment.gone_at = None
            self._lost.pop(client_id, None)

    def _leave_stream(self, attachment: Attachment) -> None:
        if attachment.stream is not None:
            self._streams[attachment.stream].discard(attachment.client.id)
