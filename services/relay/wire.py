"""The relay's words as protobuf, and back. PURE."""

from collections.abc import Iterable

from h2o.wave.v1 import relay_pb2
from services.relay.apps import App, AppMode, HttpAddress, News
from services.relay.errors import MessageInvalid
from services.relay.event import Client, Event, EventKind, Outcome

_KINDS = {kind.value: kind for kind in EventKind}
_MODES = {mode.value: mode for mode in AppMode}


def event_from_proto(event: relay_pb2.Event) -> Event:
    """An event as a gateway sends it. Raises MessageInvalid for a kind that the contract does not know."""
    kind = _KINDS.get(event.kind)
    if kind is None:
        raise MessageInvalid(f"an event has the kind {event.kind}, which this relay does not know")
    sent = event.client
    client = Client(
        sent.id,
        sent.subject,
        sent.username,
        sent.session_id,
        sent.access_token,
        sent.refresh_token,
        sent.claims,
    )
    if not client.id and kind is not EventKind.LOGOUT:
        raise MessageInvalid(f"an event of the kind {kind.name} names no client")
    headers = tuple((header.name, tuple(header.values)) for header in event.headers) if event.headers else ()
    return Event(event.route, kind, client, event.arguments, headers)


def event_to_proto(event_id: int, event: Event) -> relay_pb2.Event:
    """An event as a dial-out app receives it."""
    client = event.client
    return relay_pb2.Event(
        id=event_id,
        route=event.route,
        kind=event.kind.value,  # type: ignore[arg-type]  # the values are the contract's numbers
        client=relay_pb2.Client(
            id=client.id,
            subject=client.subject,
            username=client.username,
            session_id=client.session_id,
            access_token=client.access_token,
            refresh_token=client.refresh_token,
            claims=client.claims,
        ),
        arguments=event.arguments,
        headers=[relay_pb2.Header(name=name, values=values) for name, values in event.headers],
    )


def outcome_to_proto(event_id: int, outcome: Outcome) -> relay_pb2.EventOutcome:
    """What became of an event."""
    return relay_pb2.EventOutcome(
        event_id=event_id,
        status=outcome.status.value,  # type: ignore[arg-type]
        reason=outcome.reason,
    )


def mode_from_proto(mode: int) -> AppMode:
    """A mode; what the contract does not know is unicast."""
    return _MODES.get(mode, AppMode.UNICAST)


def app_from_proto(app: relay_pb2.HttpApp) -> App:
    """An HTTP app as it registers."""
    address = HttpAddress(app.address, app.key_id, app.key_secret)
    return App(app.route, mode_from_proto(app.mode), address, app.run_id)


def news_to_proto(news: Iterable[News]) -> list[relay_pb2.AppNews]:
    """News as a watcher receives them."""
    return [
        relay_pb2.AppNews(
            route=each.route,
            change=each.change.value,  # type: ignore[arg-type]
            mode=each.mode.value,  # type: ignore[arg-type]
        )
        for each in news
    ]
