from services.gateway.live.channel import Channel
from services.gateway.live.member import Member
from services.gateway.live.questions import Answer, Ask, Question, Questions, Wish
from services.gateway.wire.position import Position
from tests.unit.gateway.fakes import FakePages

AFTER = Position("e", 4)


def nobody(_: Answer) -> None:
    """Does not care."""


def ask(wish: Wish) -> Ask:
    return Ask(Member(resumable=False), wish, nobody)


def questions(*, connected: bool = True) -> tuple[Questions, FakePages]:
    pages = FakePages()
    found = Questions(pages)
    found.is_connected = connected
    return found, pages


def test_one_question_answers_all_who_want_the_same() -> None:
    open_questions, pages = questions()
    channel = Channel("/x")
    asks = [ask(Wish(preface=b"1")), ask(Wish(preface=b"2"))]
    for one in asks:
        open_questions.ask(channel, one)
    (asked,) = pages.take()
    question = open_questions.take(asked.tag)
    assert question is not None
    assert question.asks == asks
    assert not open_questions.are_open(channel)


def test_different_wishes_are_different_questions() -> None:
    open_questions, pages = questions()
    channel = Channel("/x", ephemeral=True)
    for wish in (Wish(), Wish(content=False), Wish(after=AFTER)):
        open_questions.ask(channel, ask(wish))
    page, nothing, missed = pages.take()
    assert (page.after, page.skip_content, page.ephemeral) == (None, False, True)
    assert nothing.skip_content
    assert missed.after == AFTER


def test_the_same_wish_of_the_same_member_is_asked_once() -> None:
    open_questions, pages = questions()
    channel, one = Channel("/x"), ask(Wish(catch_up=True))
    open_questions.ask(channel, one)
    open_questions.ask(channel, one)
    question = open_questions.take(pages.take()[0].tag)
    assert question is not None
    assert question.asks == [one]


def test_without_the_site_store_questions_wait() -> None:
    open_questions, pages = questions(connected=False)
    channel = Channel("/x")
    open_questions.ask(channel, ask(Wish()))
    assert pages.take() == []
    assert open_questions.are_open(channel)
    open_questions.connected([])
    assert [asked.route for asked in pages.take()] == ["/x"]


def test_when_the_site_store_is_back_the_past_is_asked_for_first() -> None:
    open_questions, pages = questions()
    channel = Channel("/x")
    open_questions.ask(channel, ask(Wish()))
    pages.take()
    open_questions.connected([(channel, AFTER)])
    past, again = pages.take()
    assert (past.after, again.after) == (AFTER, None)
    first, second = open_questions.take(past.tag), open_questions.take(again.tag)
    assert isinstance(first, Question)
    assert isinstance(second, Question)
    assert first.is_for_all
    assert not second.is_for_all


def test_a_question_for_all_is_not_joined() -> None:
    open_questions, pages = questions()
    channel = Channel("/x")
    open_questions.connected([(channel, AFTER)])
    open_questions.ask(channel, ask(Wish(after=AFTER)))
    assert len(pages.take()) == 2
    assert len(open_questions) == 2


def test_the_answer_to_a_forgotten_question_is_nothing() -> None:
    open_questions, _ = questions()
    assert open_questions.take(99) is None
