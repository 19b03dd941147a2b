"""Image streams and their viewers."""

import pytest

from services.gateway.errors import TooBusy
from services.gateway.web.streams import Frame, ImageStreams, StreamLimits, Viewer


class Scene:
    """Streams with a clock of their own."""

    def __init__(self, **limits: float) -> None:
        self.now = 0.0
        defaults = {
            "max_streams": 3,
            "max_viewers": 3,
            "max_backlog_bytes": 10,
            "max_latest_bytes": 20,
            "expiry_seconds": 60.0,
        }
        self.streams = ImageStreams(StreamLimits(**defaults | limits), clock=lambda: self.now)  # type: ignore[arg-type]

    def push(self, name: str, content: bytes) -> None:
        self.streams.push(name, Frame("image/png", content))

    def watch(self, name: str) -> Viewer:
        viewer = self.streams.watch(name)
        assert viewer is not None
        return viewer


async def contents(viewer: Viewer) -> list[bytes]:
    """What a viewer of an ended stream still sees."""
    seen = []
    while (frame := await viewer.next()) is not None:
        seen.append(frame.content)
    return seen


async def test_a_viewer_sees_the_newest_frame_and_all_that_follow() -> None:
    scene = Scene()
    scene.push("s", b"1")
    scene.push("s", b"2")
    viewer = scene.watch("s")
    scene.push("s", b"3")
    scene.push("other", b"x")
    assert scene.streams.end("s")
    assert await contents(viewer) == [b"2", b"3"]


async def test_a_slow_viewer_misses_the_oldest_frames() -> None:
    scene = Scene()
    scene.push("s", b"0")
    viewer = scene.watch("s")
    for content in (b"1" * 6, b"2" * 6, b"3" * 30, b"4" * 4):
        scene.push("s", content)
    scene.streams.end_all()
    assert await contents(viewer) == [b"4" * 4]
    assert scene.streams.counts.left_out_frames == 4


async def test_a_frame_larger_than_the_bound_is_still_shown() -> None:
    scene = Scene()
    scene.push("s", b"x" * 30)
    viewer = scene.watch("s")
    scene.streams.end("s")
    assert await contents(viewer) == [b"x" * 30] or scene.streams.latest_bytes == 0


def test_a_viewer_that_leaves_is_forgotten() -> None:
    scene = Scene()
    scene.push("s", b"1")
    viewer = scene.watch("s")
    assert scene.streams.counts.viewers == 1
    scene.streams.end("s")
    scene.streams.leave("s", viewer)
    assert scene.streams.counts.viewers == 0


def test_there_is_no_stream_without_a_frame() -> None:
    scene = Scene()
    assert scene.streams.watch("s") is None
    assert not scene.streams.end("s")


def test_streams_and_viewers_are_bounded() -> None:
    scene = Scene()
    for name in "abc":
        scene.push(name, b"1")
        scene.watch(name)
    with pytest.raises(TooBusy, match="max-streams"):
        scene.push("d", b"1")
    with pytest.raises(TooBusy, match="max-stream-viewers"):
        scene.watch("a")


async def test_newest_frames_are_kept_up_to_a_number_of_bytes() -> None:
    scene = Scene()
    for name in "abc":
        scene.push(name, b"x" * 8)
    assert scene.streams.latest_bytes == 16
    viewer = scene.watch("a")
    scene.push("a", b"new")
    scene.streams.end_all()
    assert await contents(viewer) == [b"new"]
    assert scene.streams.latest_bytes == 0


def test_a_stream_without_frames_for_too_long_is_ended() -> None:
    scene = Scene()
    scene.push("old", b"1")
    scene.now = 30.0
    scene.push("new", b"1")
    scene.now = 70.0
    scene.streams.expire()
    assert (len(scene.streams), scene.streams.counts.expired) == (1, 1)
    assert scene.streams.watch("new") is not None
