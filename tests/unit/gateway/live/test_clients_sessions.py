"""What happens to clients when a session or the access rules change."""

from collections.abc import Callable

from services.gateway.live.clients import Visit
from services.gateway.live.conversation import MAX_WAITING_MESSAGES, Conversation
from services.gateway.upstream.apps import AppMode, EventKind
from services.gateway.user import User
from tests.unit.gateway.fakes import FakeLine
from tests.unit.gateway.live.scene import PAGE, Scene

RESET = '{"r":1}'


def signed_in(
    scene: Scene, session: str = "s1", subject: str = "ann", **more: str
) -> tuple[Conversation, FakeLine]:
    """A tab of a user that watches /x."""
    line = FakeLine()
    user = User(subject, subject, session, **more)
    conversation = scene.clients.admit(Visit(user, session=session), line)
    conversation.receive("+ /x ")
    scene.pages.answer(5, PAGE)
    line.take()
    return conversation, line


def test_a_session_that_ends_takes_its_clients_along() -> None:
    """[A5]"""
    scene = Scene()
    (mine, line), (_, other) = signed_in(scene), signed_in(scene, "s2")
    scene.clients.ended("s1")
    assert line.take() == [RESET] and line.closed == 4001
    scene.pages.listener.changed("/x", 6, b'{"d":[]}')
    scene.loop.advance(1)
    assert line.take() == []
    assert other.take() == ['{"d":[]}'] and other.closed is None
    assert len(scene.clients) == 1 and scene.clients.sessions() == ["s2"]
    # It does not come back within the reconnect timeout either.
    again = FakeLine()
    visit = Visit(User("ann", "ann", "s1"), session="s1", client_id=mine.client.id)
    assert scene.clients.admit(visit, again) is not mine


def test_apps_hear_that_such_a_client_has_left() -> None:
    """[A5]"""
    scene = Scene()
    mine, _ = signed_in(scene)
    mine.client.last_app = "/app"
    scene.clients.ended("s1")
    assert [event.kind for event in scene.apps.take()] == [EventKind.DISCONNECT]


def test_a_client_that_is_away_ends_with_its_session() -> None:
    """[A5]"""
    scene = Scene()
    mine, line = signed_in(scene)
    scene.clients.left(mine, line)
    scene.clients.ended("s1")
    scene.loop.advance(60)
    assert len(scene.clients) == 0 and scene.clients.given_up == 1


def test_other_sessions_of_a_user_who_signed_out_look_anew() -> None:
    """[N5]"""
    scene = Scene()
    (_, hers), (_, his) = signed_in(scene, "s2", "ann"), signed_in(scene, "s3", "bob")
    scene.clients.signed_out([b"the provider's session", b"old ann"])
    assert (hers.take(), hers.closed, his.take()) == ([RESET], None, [])


def test_new_tokens_are_those_of_events_from_now_on() -> None:
    """[A6]"""
    scene = Scene()
    mine, line = signed_in(scene)
    fresh = User("ann", "ann", "s1", access_token="new")
    scene.clients.renewed(fresh)
    assert mine.client.user is fresh and line.take() == []


def test_when_rules_change_whoever_may_not_see_any_more_begins_anew() -> None:
    """[A13]"""
    scene = Scene()
    mine, line = signed_in(scene)
    scene.clients.review()
    assert line.take() == []
    scene.closed.add("/x")
    scene.clients.review()
    assert line.take() == [RESET] and not mine.client.routes
    scene.pages.listener.changed("/x", 6, b'{"d":[]}')
    scene.loop.advance(1)
    assert line.take() == []


def test_a_watch_that_waits_while_rules_change_is_answered_with_nothing() -> None:
    """[A13]"""
    scene = Scene()
    line = FakeLine()
    mine = scene.clients.admit(Visit(User("ann", "ann", "s1"), session="s1"), line)
    line.take()
    mine.receive("+ /x ")
    scene.closed.add("/x")
    scene.clients.review()
    scene.pages.answer(5, PAGE)
    scene.pages.listener.changed("/x", 6, b'{"d":[]}')
    scene.loop.advance(1)
    assert line.take() == [RESET]
    # Nothing of it is left behind: what it watches next is answered, and the route is given up.
    mine.receive("+ /y ")
    scene.pages.answer(5, PAGE)
    assert line.take()[1:] == [PAGE.decode()]
    assert "/x" in scene.pages.unsubscribed and len(scene.hub) == 1


def test_an_app_that_is_closed_while_it_is_asked_for_hears_of_nobody() -> None:
    """[A13] Neither that a client has come, nor what it has sent meanwhile."""
    scene = Scene(app=AppMode.UNICAST)
    line = FakeLine()
    mine = scene.clients.admit(Visit(User("ann", "ann", "s1"), session="s1"), line)
    mine.receive("+ /app ")
    for number in range(MAX_WAITING_MESSAGES + 1):
        mine.receive(f'@ /y {{"x":{number}}}')
    assert line.is_paused
    scene.closed.add("/app")
    scene.clients.review()
    while scene.pages.subscribed:
        scene.pages.answer(5, PAGE)
    assert scene.apps.take() == []
    # It is listened to again.
    assert mine.is_idle and not line.is_paused


def test_when_groups_change_the_user_is_looked_at_again() -> None:
    """[A13]"""
    scene = Scene()
    _, line = signed_in(scene)
    scene.closed.add("/x")
    scene.clients.renewed(User("ann", "ann", "s1", access_token="new"))
    assert line.take() == []
    scene.clients.renewed(User("ann", "ann", "s1", groups=("other",)))
    assert line.take() == [RESET]


def test_when_the_name_changes_the_user_is_looked_at_again() -> None:
    """[A13] Rules may name users."""
    scene = Scene()
    _, line = signed_in(scene)
    scene.closed.add("/x")
    scene.clients.renewed(User("ann", "Ann B.", "s1"))
    assert line.take() == [RESET]


def test_a_message_that_has_tokens_renewed_goes_on_with_them() -> None:
    """[A6] As all clients of the session do."""
    scene = Scene(app=AppMode.UNICAST)
    (mine, _), (other, _) = signed_in(scene), signed_in(scene)
    fresh = User("ann", "ann", "s1", access_token="new")

    def revive(user: User, then: Callable[[User | None], None]) -> None:
        scene.clients.renewed(fresh)
        then(fresh)

    scene.upstream.revive = revive
    scene.stale_sessions.add("s1")
    mine.receive("@ /app {}")
    assert [event.user for event in scene.apps.take()] == [fresh]
    assert other.client.user is fresh


def test_tokens_renewed_while_a_socket_opens_are_those_of_its_client() -> None:
    """[A6] Nobody could tell a client that was not there yet."""
    scene = Scene()
    fresh = scene.renewed["s1"] = User("ann", "ann", "s1", access_token="new")
    mine, _ = signed_in(scene)
    assert mine.client.user is fresh


def test_a_browser_without_cookies_is_a_user_per_client() -> None:
    """[A10]"""
    scene = Scene()
    subjects = {scene.clients.admit(Visit(None), FakeLine()).client.user.subject for _ in range(3)}
    assert len(subjects) == 3 and all(one.startswith("anon-") for one in subjects)
