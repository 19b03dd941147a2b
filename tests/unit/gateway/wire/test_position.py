import pytest

from services.gateway.wire.position import Position, parse, parse_entity_tag


def test_a_position_is_written_as_epoch_and_revision() -> None:
    """[P1]"""
    assert str(Position("e1", 42)) == "e1:42"


@pytest.mark.parametrize(("text", "position"), [("e1:42", Position("e1", 42)), ("a:b:0", Position("a:b", 0))])
def test_what_was_written_can_be_read(text: str, position: Position) -> None:
    assert parse(text) == position


@pytest.mark.parametrize("text", ["", "e1", ":1", "e1:", "e1:-1", "e1:x", "e1:²", "e1:12345678901234567890"])
def test_anything_else_is_no_position(text: str) -> None:
    assert parse(text) is None


def test_an_entity_tag_holds_a_position_in_quotes() -> None:
    """[P3]"""
    assert parse_entity_tag(' "e1:42" ') == Position("e1", 42)


@pytest.mark.parametrize("text", ["", "*", "e1:42", 'W/"e1:42"', '"', '"e1:42", "e1:43"'])
def test_another_kind_of_tag_is_not_understood(text: str) -> None:
    """[P3]"""
    assert parse_entity_tag(text) is None
