from services.gateway.auth.reason import presentable


def test_a_reason_becomes_one_line_of_what_can_be_printed() -> None:
    assert presentable("denied: über\r\n\tadmin\x1b[31m \u202eno") == "denied: über   admin [31m  no"


def test_a_long_reason_is_cut_off() -> None:
    assert presentable("a" * 100_000) == "a" * 200
