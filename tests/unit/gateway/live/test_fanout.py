from services.gateway.live.channel import Channel
from services.gateway.live.fanout import MAX_LINE_BYTES, Fanout
from services.gateway.live.member import Member
from services.gateway.wire.position import Position
from tests.unit.gateway.fakes import FakeLine, FakeLoop


class Scene:
    """A channel with members, and a fan-out to drive."""

    def __init__(self, *, plain: int = 1, resumable: int = 0) -> None:
        self.loop = FakeLoop()
        self.lagged: list[Member] = []
        self.fanout = Fanout(self.loop, clock=self.loop.time, on_lag=self.lagged.append)
        self.channel = Channel("/x", is_open=True, position=Position("e", 1))
        self.lines: list[FakeLine] = []
        for number in range(plain + resumable):
            member, line = Member(resumable=number >= plain), FakeLine()
            member.outlet, member.is_level = line, True
            self.channel.join(member)
            self.lines.append(line)


def test_changes_of_one_turn_are_one_frame() -> None:
    """[F2]"""
    scene = Scene()
    scene.fanout.append(scene.channel, b"one")
    scene.fanout.append(scene.channel, b"two")
    assert scene.lines[0].frames == []
    scene.loop.turn()
    assert scene.lines[0].take_frames() == ["one\ntwo"]


def test_everybody_is_written_the_same_bytes() -> None:
    """[F5]"""
    scene = Scene(plain=3, resumable=2)
    scene.fanout.append(scene.channel, b"one")
    scene.loop.turn()
    frames = [line.frames[0] for line in scene.lines]
    assert len({id(frame) for frame in frames}) == 2
    assert frames[0] is frames[2]
    assert frames[3] is frames[4]


def test_a_frame_is_not_made_larger_by_waiting() -> None:
    scene = Scene()
    scene.fanout.append(scene.channel, b"x" * (MAX_LINE_BYTES + 1))
    assert len(scene.lines[0].frames) == 1


def test_under_load_changes_wait_for_each_other() -> None:
    scene = Scene()
    for _ in range(10):
        scene.fanout.append(scene.channel, b"x")
        scene.fanout.append(scene.channel, b"y")
        scene.loop.turn()
    scene.lines[0].take()
    scene.fanout.append(scene.channel, b"a")
    scene.loop.turn()
    assert scene.lines[0].frames == []
    scene.fanout.append(scene.channel, b"b")
    scene.loop.advance(0.016)
    assert scene.lines[0].take_frames()[0].endswith("a\nb")


def test_a_flush_before_its_time_is_not_repeated() -> None:
    scene = Scene()
    scene.fanout.append(scene.channel, b"one")
    scene.fanout.flush(scene.channel)
    scene.loop.turn()
    assert scene.lines[0].take_frames() == ["one"]


def test_who_falls_behind_while_being_written_to_is_told_afterwards() -> None:
    """[F6] The members of a channel do not change under the loop that writes to them."""
    scene = Scene(plain=3)
    members = list(scene.channel.plain)

    def choke(frame: bytes) -> None:
        assert scene.fanout.defers_lag(members[1])
        assert scene.lagged == []

    scene.channel.plain[members[1]] = choke
    scene.fanout.append(scene.channel, b"one")
    scene.loop.turn()
    assert scene.lagged == [members[1]]
    assert scene.lines[2].take() == ["one"]
    assert not scene.fanout.defers_lag(members[1])


def test_deliveries_are_counted() -> None:
    scene = Scene(plain=2, resumable=1)
    scene.fanout.append(scene.channel, b"one")
    scene.fanout.append(scene.channel, b"two")
    scene.loop.turn()
    counts = scene.fanout.counts
    assert (counts.flushes, counts.frames, counts.deliveries) == (1, 3, 6)
    assert counts.delivered_bytes == sum(len(frame) for line in scene.lines for frame in line.frames)
