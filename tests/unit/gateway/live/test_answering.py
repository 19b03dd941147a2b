import pytest

from services.gateway.live.questions import Answer, Wish
from services.gateway.wire.frames import text_frame
from services.gateway.wire.position import Position
from tests.unit.gateway.live.hub_scene import PAGE, Scene


def test_a_watch_is_answered_by_the_page() -> None:
    """[W6] [N2]"""
    scene = Scene()
    member, line = scene.member()
    scene.watch(member, wish=Wish(preface=text_frame(b"m")))
    scene.pages.answer(5, PAGE)
    assert line.take_frames() == ["m", PAGE.decode()]
    assert scene.answers == [Answer.PAGE]


def test_a_watch_of_nothing_is_answered_by_not_found() -> None:
    """[W6] [N3]"""
    scene = Scene()
    member, line = scene.member()
    scene.watch(member)
    scene.pages.answer(5)
    assert line.take() == ['{"e":"not_found"}']
    assert scene.answers == [Answer.NO_PAGE]


def test_in_the_resumable_dialogue_content_is_followed_by_its_mark() -> None:
    """[R2]"""
    scene = Scene()
    member, line = scene.member(resumable=True)
    scene.watch(member)
    scene.pages.answer(5, PAGE)
    assert line.take_frames() == [PAGE.decode() + '\n{"at":["/x","e",5]}']


def test_an_app_route_is_opened_without_content() -> None:
    """[W7] [R2]"""
    scene = Scene()
    plain, line = scene.member()
    scene.watch(plain, wish=Wish(content=False))
    assert scene.pages.subscribed[0].skip_content
    scene.pages.answer(5)
    assert (line.take(), scene.answers) == ([], [Answer.NOTHING])
    resumable, line = scene.member(resumable=True)
    scene.watch(resumable, wish=Wish(content=False))
    assert line.take() == ['{"at":["/x","e",5]}']


def test_who_has_left_before_the_answer_gets_none() -> None:
    scene = Scene()
    member, line = scene.member()
    scene.watch(member)
    scene.hub.leave(member)
    scene.pages.answer(5, PAGE)
    assert (line.take(), scene.answers) == ([], [])
    assert scene.pages.unsubscribed == ["/x"]
    assert len(scene.hub) == 0


@pytest.mark.parametrize("wish", [Wish(), Wish(content=False)])
def test_who_has_stopped_watching_before_the_answer_gets_none(wish: Wish) -> None:
    """[A13] Nor what follows; those who have asked with it do."""
    scene = Scene()
    (mine, line), (other, its) = scene.member(resumable=True), scene.member(resumable=True)
    scene.watch(mine, wish=wish)
    scene.watch(other, wish=wish)
    scene.hub.unwatch(mine, "/x")
    scene.pages.answer(5, PAGE)
    scene.change(6)
    scene.loop.advance(1.0)
    assert line.take() == [] and len(scene.answers) == 1
    assert its.take()
    scene.hub.leave(other)
    assert len(scene.hub) == 0


def test_a_position_that_is_current_needs_no_content() -> None:
    """[R4]"""
    scene = Scene()
    scene.watching()
    member, line = scene.member(resumable=True)
    scene.watch(member, wish=Wish(after=Position("e", 5)))
    assert line.take() == ['{"at":["/x","e",5]}']
    assert scene.pages.take() == []


def test_what_was_missed_is_sent_once_and_in_order() -> None:
    """[R4]"""
    scene = Scene()
    scene.watching()
    member, line = scene.member(resumable=True)
    scene.watch(member, wish=Wish(after=Position("e", 3)))
    (asked,) = scene.pages.subscribed
    assert asked.after == Position("e", 3)
    scene.change(6, b"six")
    scene.pages.answer(6, missed=[b"four", b"six"])
    scene.change(7, b"seven")
    scene.loop.advance(1.0)
    assert line.take() == ["four", "six", '{"at":["/x","e",6]}', "seven", '{"at":["/x","e",7]}']
    assert scene.answers[-1] is Answer.MISSED


def test_what_is_not_kept_any_more_is_replaced_by_the_page() -> None:
    """[R4]"""
    scene = Scene()
    member, line = scene.member(resumable=True)
    scene.watch(member, wish=Wish(after=Position("old", 3)))
    scene.pages.answer(6, PAGE)
    assert line.take() == [PAGE.decode(), '{"at":["/x","e",6]}']


def test_a_lost_ephemeral_page_is_reported() -> None:
    """[R6]"""
    scene = Scene()
    member, line = scene.member(resumable=True)
    scene.watch(member, "/id", Wish(after=Position("m1", 3), ephemeral=True))
    scene.pages.answer(0, PAGE, epoch="m2")
    assert scene.answers == [Answer.LOST]
    assert line.take() == ['{"at":["/id","m2",0]}']
