from services.gateway.live.member import MAX_KEPT_NOTICES, Member
from tests.unit.gateway.fakes import FakeLine


def test_a_notice_is_sent_now() -> None:
    member, line = Member(resumable=False), FakeLine()
    member.outlet = line
    member.tell(b"a")
    assert line.take() == ["a"]
    assert member.take_notices() == []


def test_a_notice_is_kept_while_the_client_is_away() -> None:
    member = Member(resumable=False)
    for notice in (b"a", b"b", b"a"):
        member.tell(notice)
    assert member.take_notices() == [b"a", b"b"]
    assert member.take_notices() == []


def test_what_is_kept_is_bounded() -> None:
    member = Member(resumable=False)
    for number in range(1000):
        member.tell(b"%d" % number)
    assert len(member.take_notices()) == MAX_KEPT_NOTICES


def test_content_for_a_client_that_is_away_is_dropped() -> None:
    member = Member(resumable=False)
    member.send(b"frame")
    assert member.take_notices() == []
