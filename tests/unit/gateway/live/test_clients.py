import json
import uuid

import pytest

from services.gateway.live.conversation import Conversation
from services.gateway.upstream.apps import AppChange, AppMode, EventKind, News
from tests.unit.gateway.fakes import FakeLine
from tests.unit.gateway.live.scene import KEYS, PAGE, Scene

GRACE = 5.0


def leave(scene: Scene, conversation: Conversation) -> None:
    assert conversation.line is not None
    scene.clients.left(conversation, conversation.line)


def resumable_at_5(scene: Scene) -> tuple[Conversation, FakeLine]:
    conversation, line = scene.resumable("+ /x ")
    scene.pages.answer(5, PAGE)
    line.take()
    return conversation, line


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
