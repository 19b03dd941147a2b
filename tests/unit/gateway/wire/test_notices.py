import json

from services.gateway.wire import notices


def test_hello_tells_the_client_id() -> None:
    """[N1]"""
    assert notices.hello("id") == b'{"i":"id"}'
    assert notices.hello("id", "key") == b'{"i":"id","k":"key"}'


def test_meta_tells_the_user_and_whether_to_edit() -> None:
    """[N2]"""
    assert notices.meta("anon", False) == b'{"m":{"u":"anon","e":false}}'
    assert json.loads(notices.meta('"\n', True)) == {"m": {"u": '"\n', "e": True}}


def test_a_mark_names_route_and_position() -> None:
    """[R2]"""
    assert notices.mark("/x", "e", 7) == b'{"at":["/x","e",7]}'


def test_no_notice_has_a_line_feed() -> None:
    """[F2] A frame is split at line feeds."""
    fixed = [value for name, value in vars(notices).items() if name.isupper()]
    assert len(fixed) == 10
    assert not any(b"\n" in line for line in [*fixed, notices.hello("a\nb"), notices.mark("/a\nb", "e", 1)])
