from services.gateway.live.channel import NOWHERE, Channel, Lag
from services.gateway.live.member import Member
from services.gateway.wire.position import Position
from tests.unit.gateway.fakes import FakeLine, payload_of


def channel_with(*members: Member) -> Channel:
    channel = Channel("/x", is_open=True, position=Position("e", 3), sent=3)
    for member in members:
        channel.join(member)
    return channel


def level(*, resumable: bool = False) -> Member:
    member = Member(resumable=resumable)
    member.outlet, member.is_level = FakeLine(), True
    return member


def test_lines_become_one_frame_per_dialogue() -> None:
    """[F2] [F5] [R2]"""
    channel = channel_with(level(), level(resumable=True))
    channel.append(b"one")
    channel.append(b"two")
    frames = channel.take_frames()
    assert payload_of(frames.plain) == b"one\ntwo"
    assert payload_of(frames.resumable) == b'one\ntwo\n{"at":["/x","e",3]}'
    assert channel.lines == []
    assert channel.line_bytes == 0


def test_no_frame_is_made_for_nobody() -> None:
    channel = channel_with(level())
    channel.append(b"one")
    assert channel.take_frames().resumable == b""


def test_the_page_is_kept_as_frames() -> None:
    channel = channel_with()
    channel.set_page(b'{"p":{}}')
    assert channel.page is not None
    assert payload_of(channel.page.plain) == b'{"p":{}}'
    assert payload_of(channel.page.resumable) == b'{"p":{}}\n{"at":["/x","e",3]}'
    assert channel.is_present


def test_no_page_is_kept_as_frames_too() -> None:
    """[N3]"""
    channel = channel_with()
    channel.set_page(None)
    assert channel.page is not None
    assert payload_of(channel.page.plain) == b'{"e":"not_found"}'
    assert not channel.is_present


def test_a_member_that_is_level_hears_frames() -> None:
    member = level()
    channel = channel_with(member)
    assert list(channel.plain) == [member]
    assert channel.members() == [member]


def test_a_member_that_falls_behind_has_seen_what_was_sent() -> None:
    """[F6]"""
    member = level()
    channel = channel_with(member)
    channel.position = Position("e", 5)
    channel.fall_behind(member)
    assert channel.behind == {member: Lag(Position("e", 3), 0)}
    assert not channel.plain


def test_a_member_that_has_not_joined_cannot_fall_behind() -> None:
    channel = channel_with()
    channel.fall_behind(level())
    assert channel.is_empty


def test_a_member_that_cannot_take_frames_now_joins_behind() -> None:
    member = level()
    member.is_level = False
    assert channel_with(member).behind == {member: Lag(Position("e", 3), 0)}


def test_a_member_without_a_socket_has_seen_nothing() -> None:
    member = level()
    member.outlet = None
    assert channel_with(member).behind == {member: Lag(NOWHERE, 0)}


def test_a_member_that_leaves_is_forgotten() -> None:
    ahead, behind = level(), level()
    channel = channel_with(ahead, behind)
    channel.fall_behind(behind)
    channel.leave(ahead)
    channel.leave(behind)
    assert channel.is_empty
