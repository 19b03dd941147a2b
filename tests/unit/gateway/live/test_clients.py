import json
import uuid

import pytest

from services.gateway.live.conversation import Conversation
from services.gateway.upstream.apps import AppChange, AppMode, EventKind, News
from services.gateway.wire.close import CloseCode
from tests.unit.gateway.fakes import FakeLine
from tests.unit.gateway.live.scene import KEYS, PAGE, Scene

GRACE = 5.0


def leave(scene: Scene, conversation: Conversation) -> None:
    assert conversation.line is not None
    scene.clients.left(conversation, conversation.line)


def resume_text(conversation: Conversation, path: str = "/x", **at: list[object]) -> str:
    data = {
        "k": conversation.client.key,
        "at": {f"/{name}": position for name, position in at.items()},
        "path": path,
    }
    return f"^ {conversation.client.id} {json.dumps(data)}"


# -- coming -----------------------------------------------------------------------------------------------------


def test_a_browser_is_greeted_with_a_random_id() -> None:
    """[N1] [H5]"""
    scene = Scene()
    (first, line), (second, _) = scene.plain(), scene.plain()
    (hello,) = line.take()
    assert json.loads(hello) == {"i": first.client.id}
    assert uuid.UUID(first.client.id).version == 4
    assert first.client.id != second.client.id


def test_in_the_resumable_dialogue_the_browser_gets_a_key_too() -> None:
    """[N1] [R1] [R8]"""
    scene = Scene()
    conversation, line = scene.resumable("+ /x ")
    scene.pages.answer(5, PAGE)
    hello, *rest = line.take()
    assert json.loads(hello) == {"i": conversation.client.id, "k": conversation.client.key}
    assert KEYS.fits(conversation.client.key or "", conversation.client.id, "")
    assert rest == ['{"m":{"u":"anon","e":true}}', PAGE.decode(), '{"at":["/x","e",5]}']


def test_a_first_message_that_makes_no_sense_is_greeted_all_the_same() -> None:
    """[R1]"""
    _, line = Scene().resumable("nonsense")
    assert "k" in json.loads(line.take()[0])


# -- a plain return ---------------------------------------------------------------------------------------------


def test_a_browser_that_returns_in_time_goes_on_without_a_greeting() -> None:
    """[W9]"""
    scene = Scene()
    conversation, _ = scene.watching()
    leave(scene, conversation)
    scene.loop.advance(GRACE - 1)
    again, line = scene.plain(conversation.client.id)
    assert again is conversation
    assert line.take() == []
    scene.hub.changed("/x", 6, b"six")
    scene.loop.advance(GRACE * 10)
    assert line.take() == ["six"]
    assert len(scene.clients) == 1


def test_what_changed_while_it_was_away_is_sent_as_a_page() -> None:
    """[W9]"""
    scene = Scene()
    conversation, _ = scene.watching()
    leave(scene, conversation)
    scene.hub.changed("/x", 6, b"six")
    _, line = scene.plain(conversation.client.id)
    scene.pages.answer(6, b"page at 6")
    conversation.receive("+ /x ")
    assert line.take() == ["page at 6", '{"m":{"u":"anon","e":true}}', "page at 6"]


def test_notices_that_came_while_it_was_away_are_told() -> None:
    """[N5]"""
    scene = Scene(app=AppMode.BROADCAST)
    conversation, _ = scene.watching("/app")
    leave(scene, conversation)
    scene.apps.tell(News("/app", AppChange.REGISTERED, AppMode.BROADCAST))
    _, line = scene.plain(conversation.client.id)
    assert line.take() == ['{"r":1}']


def test_a_browser_that_returns_too_late_is_a_new_client() -> None:
    scene = Scene()
    conversation, _ = scene.watching()
    leave(scene, conversation)
    scene.loop.advance(GRACE + 1)
    again, line = scene.plain(conversation.client.id)
    assert again is not conversation
    assert json.loads(line.take()[0])["i"] != conversation.client.id


def test_who_has_watched_nothing_has_nothing_to_return_to() -> None:
    scene = Scene()
    conversation, _ = scene.plain()
    assert scene.plain(conversation.client.id)[0] is not conversation
    leave(scene, conversation)
    assert len(scene.clients) == 1


def test_another_session_cannot_take_a_client_over() -> None:
    """[H5]"""
    scene = Scene()
    conversation, _ = scene.watching()
    again, _ = scene.plain(conversation.client.id, session="somebody else")
    assert again is not conversation


def test_the_id_of_a_resumable_client_is_not_enough() -> None:
    """[H5]"""
    scene = Scene()
    conversation, _ = scene.resumable("+ /x ")
    assert scene.plain(conversation.client.id)[0] is not conversation


def test_a_live_client_is_taken_over() -> None:
    """[R7]"""
    scene = Scene()
    conversation, older = scene.watching()
    _, newer = scene.plain(conversation.client.id)
    assert older.closed is CloseCode.TAKEN_OVER
    scene.clients.left(conversation, older)
    scene.hub.changed("/x", 6, b"six")
    scene.loop.advance(GRACE * 10)
    assert (older.take(), newer.take()) == ([], ["six"])
    assert scene.clients.taken_over == 1


# -- a resumed dialogue -----------------------------------------------------------------------------------------


def resumable_at_5(scene: Scene) -> tuple[Conversation, FakeLine]:
    conversation, line = scene.resumable("+ /x ")
    scene.pages.answer(5, PAGE)
    line.take()
    return conversation, line


def test_what_was_missed_is_sent_exactly_once() -> None:
    """[R3] [R4]"""
    scene = Scene()
    conversation, _ = resumable_at_5(scene)
    leave(scene, conversation)
    scene.hub.changed("/x", 6, b"six")
    again, line = scene.resumable(resume_text(conversation, x=["e", 5]))
    assert again is conversation
    assert [asked.after for asked in scene.pages.subscribed] == [("e", 5)]
    scene.pages.answer(6, missed=[b"six"])
    scene.hub.changed("/x", 7, b"seven")
    scene.loop.advance(1)
    hello, *rest = line.take()
    assert json.loads(hello) == {"i": conversation.client.id, "k": conversation.client.key}
    assert rest == ["six", '{"at":["/x","e",6]}', "seven", '{"at":["/x","e",7]}']


def test_a_route_that_the_browser_has_not_heard_of_yet_is_sent_as_a_page() -> None:
    """[R4] Its mark was lost with the socket."""
    scene = Scene()
    conversation, _ = resumable_at_5(scene)
    conversation.receive("+ /y ")
    leave(scene, conversation)
    scene.pages.answer(5, PAGE)
    _, line = scene.resumable(resume_text(conversation, x=["e", 5]))
    assert line.take()[1:] == ['{"at":["/x","e",5]}', PAGE.decode(), '{"at":["/y","e",5]}']


def test_a_client_of_another_gateway_is_taken_in() -> None:
    """[R3] [R4] [R6] [R8]"""
    scene, other = Scene(app=AppMode.UNICAST), Scene(app=AppMode.UNICAST)
    conversation, _ = other.resumable("+ /app ")
    text = resume_text(conversation, "/app", app=["e", 5], **{conversation.client.id: ["m1", 2]})
    again, line = scene.resumable(text)
    scene.pages.answer(5, missed=[])
    scene.pages.answer(2, missed=[], epoch="m1")
    assert again.client.id == conversation.client.id
    assert again.client.page in again.client.routes
    assert [event.kind for event in scene.apps.take()] == [EventKind.RESUME]
    assert line.take()[1:] == ['{"at":["/app","e",5]}', f'{{"at":["{again.client.page}","m1",2]}}']


@pytest.mark.parametrize("key", ["", "wrong"])
def test_without_the_key_the_browser_is_a_new_client(key: str) -> None:
    """[R5] [H5]"""
    scene = Scene()
    conversation, _ = resumable_at_5(scene)
    again, line = scene.resumable(f'^ {conversation.client.id} {{"k":"{key}","at":{{"/x":["e",5]}}}}')
    assert again is not conversation
    assert json.loads(line.take()[0])["i"] == again.client.id
    assert again.client.routes == {}


def test_the_key_is_bound_to_the_session() -> None:
    """[H5] [R5]"""
    scene = Scene()
    conversation, _ = resumable_at_5(scene)
    again, _ = scene.resumable(resume_text(conversation, x=["e", 5]), session="somebody else")
    assert again is not conversation


def test_a_request_that_makes_no_sense_is_a_new_client() -> None:
    """[R5]"""
    scene = Scene()
    conversation, _ = resumable_at_5(scene)
    again, line = scene.resumable(f"^ {conversation.client.id} nonsense")
    assert again is not conversation
    assert len(line.take()) == 1


def test_a_live_resumable_client_is_taken_over() -> None:
    """[R7]"""
    scene = Scene()
    conversation, older = resumable_at_5(scene)
    _, newer = scene.resumable(resume_text(conversation, x=["e", 5]))
    assert older.closed is CloseCode.TAKEN_OVER
    assert newer.take()[1:] == ['{"at":["/x","e",5]}']


# -- leaving ----------------------------------------------------------------------------------------------------


def test_apps_are_told_when_a_client_has_not_come_back() -> None:
    scene = Scene(one=AppMode.UNICAST, two=AppMode.BROADCAST)
    conversation, _ = scene.watching("/one")
    conversation.receive("+ /two ")
    scene.pages.answer(5)
    scene.apps.take()
    leave(scene, conversation)
    scene.loop.advance(GRACE - 1)
    assert scene.apps.take() == []
    scene.loop.advance(2)
    (event,) = scene.apps.take()
    assert (event.kind, event.client_id) == (EventKind.DISCONNECT, conversation.client.id)
    assert scene.pages.released == [conversation.client.page]
    assert sorted(scene.pages.unsubscribed) == sorted(["/one", "/two", conversation.client.page])
    assert len(scene.clients) == 0


def test_a_client_without_an_app_leaves_silently() -> None:
    scene = Scene()
    conversation, _ = scene.watching()
    leave(scene, conversation)
    scene.loop.advance(GRACE + 1)
    assert scene.apps.take() == []
    assert scene.pages.released == []
    assert scene.clients.given_up == 1


def test_without_a_reconnect_timeout_a_client_leaves_at_once() -> None:
    scene = Scene(reconnect_timeout_seconds=0.0)
    conversation, _ = scene.watching()
    leave(scene, conversation)
    assert len(scene.clients) == 0


def test_when_the_server_leaves_no_app_is_told() -> None:
    """[F8]"""
    scene = Scene(app=AppMode.UNICAST)
    conversation, line = scene.watching("/app")
    away, _ = scene.watching("/app")
    leave(scene, away)
    assert scene.clients.lines() == [line]
    scene.apps.take()
    scene.clients.close()
    scene.loop.advance(GRACE + 1)
    assert scene.apps.take() == []
    assert conversation.member.is_gone


# -- news of apps -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "plain", "resumable"),
    [
        (AppChange.REGISTERED, ['{"r":1}'], ['{"app":"new"}']),
        (AppChange.UNREGISTERED, ['{"r":1}'], ['{"app":"gone"}']),
        (AppChange.DOWN, [], ['{"app":"down"}']),
        (AppChange.UP, [], ['{"app":"up"}']),
        (AppChange.CLEARED, ['{"c":1}'], ['{"c":1}', '{"at":["/x","e",5]}']),
    ],
)
def test_who_watches_the_route_hears_the_news(
    change: AppChange, plain: list[str], resumable: list[str]
) -> None:
    """[N4] [N5] [N7] [N10]"""
    scene = Scene()
    _, plain_line = scene.watching()
    _, resumable_line = resumable_at_5(scene)
    scene.apps.tell(News("/x", change, AppMode.BROADCAST), News("/other", change, AppMode.BROADCAST))
    scene.loop.turn()
    assert (plain_line.take(), resumable_line.take()) == (plain, resumable)


def test_a_new_app_does_not_know_who_was_booted_before() -> None:
    """[W9]"""
    scene = Scene(app=AppMode.BROADCAST)
    conversation, _ = scene.watching("/app")
    assert list(conversation.client.booted) == ["/app"]
    scene.apps.tell(News("/app", AppChange.REGISTERED, AppMode.BROADCAST))
    assert list(conversation.client.booted) == []


def test_a_relay_that_lost_sight_is_told_who_is_here() -> None:
    scene = Scene(app=AppMode.BROADCAST)
    scene.watching("/app")
    scene.watching("/x")
    scene.apps.take()
    scene.clients.reattach()
    assert [(event.kind, event.route) for event in scene.apps.take()] == [(EventKind.RESUME, "/app")]


def test_a_client_whose_page_was_lost_draws_anew() -> None:
    """[R6] [N5] [N7]"""
    scene = Scene(app=AppMode.UNICAST)
    conversation, line = scene.watching("/app")
    scene.hub.connected()
    for asked in scene.pages.take():
        scene.pages.subscribed = [asked]
        if asked.ephemeral:
            scene.pages.answer(0, PAGE, epoch="m2")
        else:
            scene.pages.answer(5, missed=[])
    assert line.take() == ['{"r":1}']
    assert conversation.client.page in conversation.client.routes


def test_clients_are_counted_by_state_and_dialogue() -> None:
    scene = Scene()
    scene.watching()
    behind, _ = scene.watching()
    behind.lag()
    away, _ = resumable_at_5(scene)
    leave(scene, away)
    counts = {labels: count for labels, count in scene.clients.by_state().items() if count}
    assert counts == {("level", "plain"): 1, ("behind", "plain"): 1, ("away", "resumable"): 1}
