import pytest

from h2o.wave.v1 import site_store_pb2
from services.plain import pages
from services.plain.edits import Position

TWINS = [
    (pages.GetSnapshotRequest, site_store_pb2.GetSnapshotRequest),
    (pages.GetSnapshotResponse, site_store_pb2.GetSnapshotResponse),
]


@pytest.mark.parametrize(("twin", "message"), TWINS, ids=lambda kind: kind.__name__)
def test_a_twin_has_the_fields_of_its_message(twin: type[tuple[object, ...]], message: type) -> None:
    assert set(twin._fields) == set(message.DESCRIPTOR.fields_by_name)  # type: ignore[attr-defined]
    assert twin.__name__ == message.DESCRIPTOR.name  # type: ignore[attr-defined]


def test_a_twin_knows_whether_there_is_a_page() -> None:
    assert pages.GetSnapshotResponse(b"", Position("e", 1)).HasField("snapshot")
    assert not pages.GetSnapshotResponse(None, Position("e", 1)).HasField("snapshot")
