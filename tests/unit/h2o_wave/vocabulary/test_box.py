"""Boxes for layouts."""

import pytest

from h2o_wave.errors import BadValue
from h2o_wave.vocabulary.box import box, boxes


def test_a_box_is_json_without_what_is_none() -> None:
    assert box("z") == '{"zone": "z"}'
    assert box("z", order=0, size=0, width="1px", height="5%") == (
        '{"zone": "z", "order": 0, "size": "0", "width": "1px", "height": "5%"}'
    )


def test_a_size_is_a_whole_number_or_a_text() -> None:
    with pytest.raises(BadValue, match=r"ui.box\(size\): want str or int, got float: 1.5"):
        box("z", size=1.5)  # type: ignore[arg-type]


def test_boxes_are_a_list_of_them() -> None:
    assert boxes("a", box("b")) == '["a", "{\\"zone\\": \\"b\\"}"]'
    assert boxes() == "[]"
