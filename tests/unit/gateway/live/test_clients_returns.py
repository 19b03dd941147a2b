"""Browsers that come back: in time or too late, in the plain dialogue and in the one that is resumed."""

import json

import pytest

from services.gateway.live.conversation import Conversation
from services.gateway.upstream.apps import AppChange, AppMode, EventKind, News
from services.gateway.wire.close import CloseCode
from tests.unit.gateway.live.scene import PAGE, Scene
from tests.unit.gateway.live.test_clients import GRACE, leave, resumable_at_5


def resume_text(conversation: Conversation, path: str = "/x", **at: list[object]) -> str:
    data = {
        "k": conversation.client.key,
        "at": {f"/{name}": position for name, position in at.items()},
        "path": path,
    }
    return f"^ {conversation.client.id} {json.dumps(data)}"


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
