"""[F3] [F6] [F8] The close codes, as docs/protocol.md lists them."""

from services.gateway.wire.close import CloseCode


def test_each_code_says_whether_to_come_back() -> None:
    comes_back = {code.value: code.comes_back for code in CloseCode}
    assert comes_back == {
        1000: False,
        1001: False,
        1002: False,
        1007: False,
        1009: True,
        1012: True,
        1013: True,
        4001: False,
        4002: False,
    }


def test_a_code_is_a_number() -> None:
    assert CloseCode.TOO_SLOW.to_bytes(2, "big") == b"\x03\xf5"
