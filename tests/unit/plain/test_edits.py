import pytest

from h2o.wave.v1 import page_pb2, site_store_pb2
from services.plain import edits

TWINS = [
    (edits.Position, page_pb2.Position),
    (edits.Edit, site_store_pb2.Edit),
    (edits.EditOutcome, site_store_pb2.EditOutcome),
    (edits.StreamEditsRequest, site_store_pb2.StreamEditsRequest),
    (edits.StreamEditsResponse, site_store_pb2.StreamEditsResponse),
]


@pytest.mark.parametrize(("twin", "message"), TWINS, ids=lambda kind: kind.__name__)
def test_a_twin_has_the_fields_of_its_message(twin: type[tuple[object, ...]], message: type) -> None:
    assert set(twin._fields) == set(message.DESCRIPTOR.fields_by_name)  # type: ignore[attr-defined]
    assert twin.__name__ == message.DESCRIPTOR.name  # type: ignore[attr-defined]


def test_a_twin_knows_which_optional_fields_are_set() -> None:
    position = edits.Position("e", 0)
    assert not edits.Edit("/x", b"").HasField("if_position")
    assert edits.Edit("/x", b"", if_position=position).HasField("if_position")
