"""Positions are opaque texts, but not any text: they travel in headers."""

import pytest

from h2o_wave._transports.http11 import RequestWriter
from h2o_wave.errors import BadValue
from h2o_wave.page import NO_PAGE
from h2o_wave.position import split_position
from h2o_wave.settings import read_settings


@pytest.mark.parametrize(
    ("text", "parts"), [("e:1", ("e", 1)), ("a:b:20", ("a:b", 20)), (NO_PAGE, ("none", 0))]
)
def test_a_position_has_an_epoch_and_a_revision(text: str, parts: tuple[str, int]) -> None:
    assert split_position(text) == parts


@pytest.mark.parametrize(
    "text", ["", "e", ":1", "e:", "e:-1", "e:x", 'e":1', "e\r\n:1", "é:1", "e:" + "9" * 20, 5, None]
)
def test_what_is_no_position_is_refused(text: object) -> None:
    with pytest.raises(BadValue, match="want a position such as page.position"):
        split_position(text)


def test_a_conditional_edit_carries_its_position_as_an_entity_tag() -> None:
    writer = RequestWriter(read_settings({}))
    head, _, body = writer.save("/p", b"{}", "e:7").partition(b"\r\n\r\n")
    assert head.endswith(b'Content-Length: 2\r\nIf-Match: "e:7"') and body == b"{}"
    assert b"If-Match" not in writer.save("/p", b"{}")
    with pytest.raises(BadValue):
        writer.save("/p", b"{}", 'e:7"\r\nX: y')
