import pytest

from h2o.wave.v1 import site_store_pb2
from services.plain import watching

TWINS = [
    (watching.Delta, site_store_pb2.Delta),
    (watching.WatchRequest, site_store_pb2.WatchRequest),
    (watching.WatchEvent, site_store_pb2.WatchEvent),
    (watching.WatchResponse, site_store_pb2.WatchResponse),
]


@pytest.mark.parametrize(("twin", "message"), TWINS, ids=lambda kind: kind.__name__)
def test_a_twin_has_the_fields_of_its_message(twin: type[tuple[object, ...]], message: type) -> None:
    assert set(twin._fields) == set(message.DESCRIPTOR.fields_by_name)  # type: ignore[attr-defined]
    assert twin.__name__ == message.DESCRIPTOR.name  # type: ignore[attr-defined]


@pytest.mark.parametrize("field", watching.WatchEvent._fields)
def test_an_event_knows_what_it_is(field: str) -> None:
    assert watching.WatchEvent(**{field: object()}).WhichOneof("event") == field
    assert watching.WatchEvent().WhichOneof("event") is None
