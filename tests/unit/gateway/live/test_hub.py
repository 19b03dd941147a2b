from services.gateway.live.questions import Wish
from tests.unit.gateway.live.hub_scene import PAGE, Scene

# -- how a page stands ------------------------------------------------------------------------------------------


def test_a_page_that_has_not_changed_is_answered_without_asking() -> None:
    scene = Scene()
    scene.watching()
    member, line = scene.member()
    scene.watch(member)
    assert scene.pages.take() == []
    assert line.take() == [PAGE.decode()]


def test_a_page_that_has_changed_is_asked_for_again() -> None:
    scene = Scene()
    scene.watching()
    scene.change(6)
    member, _ = scene.member()
    scene.watch(member)
    assert [asked.route for asked in scene.pages.take()] == ["/x"]


def test_changes_before_the_answer_are_in_it_and_those_after_follow() -> None:
    """[W6] No gap, no repeat (D5)."""
    scene = Scene()
    _, old_line = scene.watching()
    scene.change(6, b"six")
    member, line = scene.member()
    scene.watch(member)
    scene.change(7, b"seven")
    scene.pages.answer(7, b"page at 7")
    scene.change(8, b"eight")
    scene.loop.advance(1.0)
    assert line.take() == ["page at 7", "eight"]
    assert old_line.take() == ["six", "seven", "eight"]


def test_changes_before_the_first_answer_are_not_repeated() -> None:
    """[W6]"""
    scene = Scene()
    member, line = scene.member()
    scene.watch(member)
    scene.change(4)
    scene.pages.answer(5, PAGE)
    scene.change(5)
    scene.loop.advance(1.0)
    assert line.take() == [PAGE.decode()]


def test_a_second_watch_does_not_double_what_follows() -> None:
    """[W6]"""
    scene = Scene()
    member, line = scene.watching()
    scene.watch(member)
    assert line.take() == [PAGE.decode()]
    scene.change(6, b"six")
    scene.loop.advance(1.0)
    assert line.take() == ["six"]


def test_a_route_that_nobody_watches_is_unsubscribed() -> None:
    scene = Scene()
    one, _ = scene.watching()
    two, line = scene.watching()
    scene.hub.unwatch(one, "/x")
    assert scene.pages.unsubscribed == []
    scene.hub.leave(two)
    assert scene.pages.unsubscribed == ["/x"]
    scene.change(6)
    scene.loop.advance(1.0)
    assert line.take() == []


# -- slowness ---------------------------------------------------------------------------------------------------


def test_who_is_behind_gets_the_page_instead_of_what_it_missed() -> None:
    """[F6]"""
    scene = Scene()
    member, line = scene.watching()
    scene.hub.lag(member)
    scene.change(6)
    scene.change(7)
    scene.loop.advance(1.0)
    assert line.take() == []
    scene.hub.catch_up(member)
    scene.pages.answer(7, b"page at 7")
    scene.change(8, b"eight")
    scene.loop.advance(1.0)
    assert line.take() == ["page at 7", "eight"]


def test_who_has_missed_nothing_gets_nothing() -> None:
    """[F6]"""
    scene = Scene()
    member, line = scene.watching()
    scene.hub.lag(member)
    scene.hub.catch_up(member)
    scene.change(6, b"six")
    scene.loop.advance(1.0)
    assert line.take() == ["six"]
    assert scene.pages.take() == []


def test_a_change_that_was_not_flushed_when_it_fell_behind_is_not_lost() -> None:
    """[F6]"""
    scene = Scene()
    member, line = scene.watching()
    scene.change(6, b"six")
    scene.hub.lag(member)
    scene.loop.advance(1.0)
    scene.hub.catch_up(member)
    scene.pages.answer(6, b"page at 6")
    assert line.take() == ["page at 6"]


def test_who_falls_behind_again_before_the_page_comes_is_asked_for_later() -> None:
    """[F6]"""
    scene = Scene()
    member, line = scene.watching()
    scene.hub.lag(member)
    scene.change(6)
    scene.hub.catch_up(member)
    scene.hub.lag(member)
    scene.pages.answer(6, b"page at 6")
    assert line.take() == []
    scene.hub.catch_up(member)
    assert line.take() == ["page at 6"]


def test_who_was_behind_when_the_page_was_dropped_sees_it_empty() -> None:
    """[F6]"""
    scene = Scene()
    member, line = scene.watching()
    scene.hub.lag(member)
    scene.change(6)
    scene.hub.catch_up(member)
    scene.pages.answer(6)
    assert line.take() == ['{"p":{"c":{}}}']


def test_a_clear_that_was_missed_is_made_up_for() -> None:
    """[N4]"""
    scene = Scene()
    member, line = scene.watching()
    scene.hub.lag(member)
    scene.hub.clear("/x")
    scene.loop.advance(1.0)
    scene.hub.catch_up(member)
    assert line.take() == ['{"c":1}']


# -- notices ----------------------------------------------------------------------------------------------------


def test_a_clear_is_in_order_with_the_changes() -> None:
    """[N4]"""
    scene = Scene()
    _, line = scene.watching()
    scene.change(6, b"six")
    scene.hub.clear("/x")
    scene.change(7, b"seven")
    scene.loop.advance(1.0)
    assert line.take() == ["six", '{"c":1}', "seven"]


def test_each_dialogue_has_its_own_notices() -> None:
    """[N5] [N7]"""
    scene = Scene()
    _, plain = scene.watching()
    _, resumable = scene.watching(resumable=True)
    scene.hub.tell("/x", b"p", b"r")
    scene.hub.tell("/x", None, b"only r")
    scene.hub.tell("/unknown", b"x", b"x")
    assert plain.take() == ["p"]
    assert resumable.take() == ["r", "only r"]


def test_a_notice_comes_after_what_was_announced_before() -> None:
    scene = Scene()
    _, line = scene.watching()
    scene.change(6, b"six")
    scene.hub.tell("/x", b"notice", None)
    scene.loop.advance(1.0)
    assert line.take() == ["six", "notice"]


# -- pages of clients -------------------------------------------------------------------------------------------


def test_an_ephemeral_page_is_private() -> None:
    """[W8]"""
    scene = Scene()
    member, _ = scene.member()
    scene.watch(member, "/id", Wish(content=False, ephemeral=True))
    scene.watch(member, "/x")
    assert scene.pages.subscribed[0].ephemeral
    assert scene.hub.is_private("/id")
    assert not scene.hub.is_private("/x")
    assert not scene.hub.is_private("/unknown")


def test_a_route_that_becomes_ephemeral_is_asked_for_again() -> None:
    scene = Scene()
    member, _ = scene.watching()
    scene.watch(member, "/x", Wish(content=False, ephemeral=True))
    (asked,) = scene.pages.subscribed
    assert asked.ephemeral
    scene.pages.answer(0, epoch="m1")
    assert scene.lost == []


def test_an_ephemeral_page_is_released() -> None:
    scene = Scene()
    scene.hub.release("/id")
    assert scene.pages.released == ["/id"]


def test_what_was_not_sent_yet_is_known() -> None:
    scene = Scene()
    scene.watching()
    scene.change(6, b"12345")
    assert scene.hub.waiting_bytes == 5
    scene.loop.advance(1.0)
    assert scene.hub.waiting_bytes == 0
