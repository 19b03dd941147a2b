"""What a declaration says."""

import pytest

from h2o_wave.types import ImageAnnotatorShape, ListItem1Card, TextXl, Zone
from h2o_wave.vocabulary._model import fields_of
from h2o_wave.vocabulary._shape import function_name


@pytest.mark.parametrize(
    ("declared", "name"),
    [
        (TextXl, "text_xl"),
        (Zone, "zone"),
        (ListItem1Card, "list_item1_card"),
        (ImageAnnotatorShape, "image_annotator_shape"),
    ],
)
def test_a_function_is_named_after_its_class(declared: type, name: str) -> None:
    assert function_name(declared) == name


def test_a_class_may_hold_itself() -> None:
    assert fields_of(Zone)["zones"].model is Zone


def test_required_are_those_without_a_default() -> None:
    fields = fields_of(Zone)
    assert [name for name, field in fields.items() if field.is_required] == ["name"]
    assert fields["name"].is_identifier
    assert fields["wrap"].choices == ("start", "end", "center", "between", "around", "stretch")
