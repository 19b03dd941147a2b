import pytest

from services.gateway.wire.messages import ClientMessage, parse


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("+ /x ", ClientMessage("+", "/x", "")),
        ("+ /x part/two three", ClientMessage("+", "/x", "part/two three")),
        ('@ /app {"a": 1}', ClientMessage("@", "/app", '{"a": 1}')),
        ("+  ", ClientMessage("+", "", "")),
        ("# x ", ClientMessage("#", "x", "")),
        ("^ id {}", ClientMessage("^", "id", "{}")),
    ],
)
def test_a_message_is_split_at_the_first_two_spaces(text: str, message: ClientMessage) -> None:
    """[F1]"""
    assert parse(text) == message


@pytest.mark.parametrize(
    "text", ["", "x", "+", "+ ", "+ /x", "++ /x ", "Z /x y", " + /x ", "+\t/x\t", '{"a":1}', "\u00a0 /x y"]
)
def test_anything_else_is_not_a_message(text: str) -> None:
    """[F1]"""
    assert parse(text) is None
