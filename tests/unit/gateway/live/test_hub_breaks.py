"""What a hub does while the site-store is away, and when it has come back."""

from services.gateway.live.questions import Wish
from services.gateway.wire.position import Position
from tests.unit.gateway.live.hub_scene import PAGE, Scene


def test_without_the_site_store_a_watch_waits() -> None:
    scene = Scene(connected=False)
    member, line = scene.member()
    scene.watch(member)
    assert scene.pages.take() == []
    scene.hub.connected()
    scene.pages.answer(5, PAGE)
    assert line.take() == [PAGE.decode()]


def test_while_the_site_store_is_away_nothing_is_answered_from_memory() -> None:
    scene = Scene()
    scene.watching()
    scene.hub.disconnected()
    member, line = scene.member()
    scene.watch(member)
    assert line.take() == []


def test_after_a_break_everybody_gets_what_was_missed() -> None:
    scene = Scene()
    _, plain = scene.watching()
    _, resumable = scene.watching(resumable=True)
    scene.hub.disconnected()
    scene.hub.connected()
    assert scene.pages.subscribed[0].after == Position("e", 5)
    scene.pages.answer(7, missed=[b"six", b"seven"])
    assert plain.take() == ["six", "seven"]
    assert resumable.take() == ["six", "seven", '{"at":["/x","e",7]}']


def test_after_a_break_with_another_log_everybody_gets_the_page() -> None:
    scene = Scene()
    _, line = scene.watching()
    scene.hub.disconnected()
    scene.hub.connected()
    scene.pages.answer(2, b"another page", epoch="f")
    assert line.take() == ["another page"]
    scene.change(3, b"three")
    scene.loop.advance(1.0)
    assert line.take() == ["three"]


def test_a_page_that_is_gone_after_a_break_is_shown_empty() -> None:
    scene = Scene()
    _, line = scene.watching()
    scene.hub.connected()
    scene.pages.answer(9)
    assert line.take() == ['{"p":{"c":{}}}']


def test_a_page_that_never_was_stays_unknown_after_a_break() -> None:
    scene = Scene()
    member, line = scene.member()
    scene.watch(member)
    scene.pages.answer(5)
    line.take()
    scene.hub.connected()
    scene.pages.answer(9)
    assert line.take() == []


def test_an_ephemeral_page_that_is_lost_in_a_break_is_not_shown_empty() -> None:
    """[R6]"""
    scene = Scene()
    member, line = scene.member()
    scene.watch(member, "/id", Wish(content=False, ephemeral=True))
    scene.pages.answer(3, epoch="m1")
    scene.hub.connected()
    scene.pages.answer(0, PAGE, epoch="m2")
    assert line.take() == []
    assert [channel.route for channel in scene.lost] == ["/id"]


def test_the_newest_known_position_is_asked_from() -> None:
    scene = Scene()
    scene.watching()
    scene.hub.progressed(Position("e", 99))
    scene.hub.connected()
    assert scene.pages.subscribed[0].after == Position("e", 99)


def test_progress_of_another_epoch_means_nothing() -> None:
    scene = Scene()
    scene.watching()
    scene.hub.progressed(Position("f", 99))
    scene.hub.connected()
    assert scene.pages.subscribed[0].after == Position("e", 5)


def test_a_snapshot_replaces_what_the_gateway_missed() -> None:
    scene = Scene()
    _, line = scene.watching()
    scene.hub.replaced("/x", 9, b"page at 9")
    assert line.take() == ["page at 9"]
    scene.hub.replaced("/x", 10, None)
    assert line.take() == ['{"p":{"c":{}}}']
    scene.hub.replaced("/other", 10, None)
