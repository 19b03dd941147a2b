"""Who may replace, renew and end which session."""

import pytest

from services.site_store.sessions.book import SessionBook
from services.site_store.sessions.errors import SessionChanged, SessionInvalid, TooManySessions
from services.site_store.sessions.session import Session
from tests.unit.site_store.sessions.sample import Clock, session


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(clock: Clock) -> SessionBook:
    return SessionBook(max_sessions=2, clock_ms=clock)


def put(book: SessionBook, one: Session, if_version: int = 0) -> Session:
    kept = book.draft(one, if_version)
    book.keep(kept)
    return kept


def test_a_session_begins_with_version_1_and_is_found(book: SessionBook) -> None:
    kept = put(book, session())
    assert (kept.version, book.get(kept.id)) == (1, kept)
    assert book.get(session("b").id) is None


def test_only_the_version_that_is_known_can_be_replaced(book: SessionBook) -> None:
    put(book, session())
    assert put(book, session(), 1).version == 2
    for wrong in (0, 1, 3):
        with pytest.raises(SessionChanged):
            book.draft(session(), wrong)


def test_a_draft_changes_nothing(book: SessionBook) -> None:
    book.draft(session(), 0)
    assert len(book) == 0


def test_a_session_that_ended_cannot_be_replaced(book: SessionBook, clock: Clock) -> None:
    put(book, session())
    clock.now_ms += 1000
    with pytest.raises(SessionChanged):
        book.draft(session(), 1)


def test_what_makes_no_sense_is_refused(book: SessionBook) -> None:
    with pytest.raises(SessionInvalid):
        book.draft(session(expires_at_ms=0), 0)


def test_at_the_bound_no_more_are_taken_but_those_there_are_renewed(book: SessionBook) -> None:
    put(book, session("a"))
    put(book, session("b"))
    with pytest.raises(TooManySessions, match="max-sessions"):
        book.draft(session("c"), 0)
    assert put(book, session("a"), 1).version == 2


def test_a_session_that_is_not_used_opens_nothing_and_one_that_is_lives_on(
    book: SessionBook, clock: Clock
) -> None:
    """[A8]"""
    put(book, session("a"))
    idle = put(book, session("b", labels=(b"ann",)))
    clock.now_ms += 600
    assert book.use(session("a").id, clock.now_ms) is not None
    clock.now_ms += 600
    assert book.get(session("a").id) is not None
    assert book.get(session("b").id) is None
    assert not book.claim(idle.id, 1, 500)
    # Whoever ends it must find it: its browser may still look on.
    assert book.labelled(b"ann") == [book.kept(idle.id)] == [idle]
    assert book.over() == []


def test_a_session_of_its_age_is_over_however_it_is_used(book: SessionBook, clock: Clock) -> None:
    """[A8]"""
    kept = put(book, session(idle_limit_ms=20_000))
    clock.now_ms = 1_010_000
    assert book.get(kept.id) is None and book.kept(kept.id) is None
    assert book.over() == [kept]
    assert book.use(kept.id, clock.now_ms) is None


def test_those_that_were_idle_for_longest_make_room(clock: Clock) -> None:
    book = SessionBook(max_sessions=200, clock_ms=clock)
    for number in range(5):
        put(book, session("abcde"[number]))
        clock.now_ms += 10
    clock.now_ms = 1_001_000 + 30
    assert [one.id[:1] for one in book.spare()] == [b"a", b"b"]
    clock.now_ms = 1_001_000
    assert [one.id[:1] for one in book.spare()] == [b"a"]
    clock.now_ms -= 1
    assert book.spare() == []


def test_a_use_in_time_counts_however_late_it_is_told(book: SessionBook, clock: Clock) -> None:
    """[A8]"""
    kept = put(book, session())
    clock.now_ms += 1500
    assert book.get(kept.id) is None
    assert book.use(kept.id, 1_000_999) is not None
    assert book.get(kept.id) is not None


def test_a_use_in_the_future_or_of_what_is_over_changes_nothing(book: SessionBook, clock: Clock) -> None:
    kept = put(book, session())
    assert book.use(kept.id, clock.now_ms + 5000) is None
    assert book.use(session("b").id, clock.now_ms) is None
    clock.now_ms += 1000
    assert book.use(kept.id, clock.now_ms) is None


def test_one_claim_to_renew_a_version_holds_at_a_time(book: SessionBook, clock: Clock) -> None:
    kept = put(book, session())
    assert book.claim(kept.id, 1, 500)
    assert not book.claim(kept.id, 1, 500)
    clock.now_ms += 500
    assert book.claim(kept.id, 1, 500)


def test_a_renewal_ends_the_claim_and_the_older_version_can_be_claimed_no_more(book: SessionBook) -> None:
    kept = put(book, session())
    assert book.claim(kept.id, 1, 500)
    put(book, session(), 1)
    assert not book.claim(kept.id, 1, 500)
    assert book.claim(kept.id, 2, 500)


def test_what_is_unknown_cannot_be_claimed(book: SessionBook) -> None:
    assert not book.claim(session().id, 1, 500)


def test_sessions_are_found_by_their_labels_until_they_end(book: SessionBook) -> None:
    put(book, session("a", labels=(b"ann", b"1")))
    put(book, session("b", labels=(b"ann", b"2")))
    assert {one.id for one in book.labelled(b"ann")} == {session("a").id, session("b").id}
    assert [one.id for one in book.end([session("a").id])] == [session("a").id]
    assert [one.id for one in book.labelled(b"ann")] == [session("b").id]
    assert book.labelled(b"1") == []
    assert book.end([session("a").id]) == []


def test_labels_that_a_renewal_leaves_out_lead_nowhere(book: SessionBook) -> None:
    put(book, session(labels=(b"old",)))
    put(book, session(labels=(b"new",)), 1)
    assert book.labelled(b"old") == []
    assert len(book.labelled(b"new")) == 1
