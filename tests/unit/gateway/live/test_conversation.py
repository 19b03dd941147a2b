from services.gateway.live.conversation import MAX_WAITING_CHARACTERS, MAX_WAITING_MESSAGES
from services.gateway.upstream.apps import AppMode, EventKind, EventOutcome, EventStatus
from services.gateway.upstream.pages import EditOutcome, EditStatus
from tests.unit.gateway.live.scene import PAGE, Scene


def test_messages_of_one_client_are_handled_one_after_another() -> None:
    """[W5]"""
    scene = Scene(app=AppMode.BROADCAST)
    scene.apps.outcome = None
    conversation, _ = scene.plain()
    conversation.receive('@ /app {"n":1}')
    conversation.receive('@ /app {"n":2}')
    assert [one.event.arguments for one in scene.apps.events] == [b'{"n":1}']
    scene.apps.events[0].settled(EventOutcome(EventStatus.ACCEPTED))
    assert [one.event.arguments for one in scene.apps.events] == [b'{"n":1}', b'{"n":2}']


def test_other_clients_do_not_wait() -> None:
    """[W5]"""
    scene = Scene(app=AppMode.BROADCAST)
    scene.apps.outcome = None
    for number in range(3):
        scene.plain()[0].receive(f'@ /app {{"n":{number}}}')
    assert len(scene.apps.events) == 3


def test_the_page_is_confirmed_before_the_app_is_booted() -> None:
    """[W7]"""
    scene = Scene(app=AppMode.UNICAST)
    conversation, _ = scene.plain()
    conversation.receive("+ /app ")
    assert scene.apps.events == []
    scene.pages.answer(0)
    assert [asked.ephemeral for asked in scene.pages.subscribed] == [True]
    assert scene.apps.events == []
    scene.pages.answer(0)
    (event,) = scene.apps.take()
    assert (event.kind, event.client_id) == (EventKind.BOOT, conversation.client.id)


def test_an_edit_is_done_before_the_next_message() -> None:
    """[W3] [W5]"""
    scene = Scene()
    conversation, _ = scene.plain()
    conversation.receive('* /x {"d":[]}')
    conversation.receive('@ /app {"n":1}')
    assert scene.apps.events == []
    scene.pages.edits[0].done(EditOutcome(EditStatus.REFUSED))
    assert len(scene.apps.events) == 1


def test_an_event_that_waits_for_its_app_does_not_hold_the_client() -> None:
    """[N7] [N8]"""
    scene = Scene(app=AppMode.BROADCAST)
    scene.apps.outcome = None
    conversation, line = scene.resumable()
    line.take()
    conversation.receive('@ /app {"n":1}')
    settled = scene.apps.events[0].settled
    settled(EventOutcome(EventStatus.WAITING))
    conversation.receive('@ /app {"n":2}')
    assert len(scene.apps.events) == 2
    settled(EventOutcome(EventStatus.EXPIRED))
    assert line.take() == ['{"app":"down"}', '{"e":"app_unavailable"}']


def test_reading_stops_when_too_many_messages_wait() -> None:
    """Back-pressure instead of memory."""
    scene = Scene(app=AppMode.BROADCAST)
    scene.apps.outcome = None
    conversation, line = scene.plain()
    for _ in range(MAX_WAITING_MESSAGES + 1):
        conversation.receive("@ /app {}")
    assert not line.is_paused
    conversation.receive("@ /app {}")
    assert line.is_paused
    for _ in range(MAX_WAITING_MESSAGES // 2):
        scene.apps.events[-1].settled(EventOutcome(EventStatus.ACCEPTED))
    assert line.is_paused
    for _ in range(2):
        scene.apps.events[-1].settled(EventOutcome(EventStatus.ACCEPTED))
    assert not line.is_paused


def test_reading_stops_when_too_much_text_waits() -> None:
    scene = Scene(app=AppMode.BROADCAST)
    scene.apps.outcome = None
    conversation, line = scene.plain()
    conversation.receive("@ /app {}")
    conversation.receive("# x " + "y" * MAX_WAITING_CHARACTERS)
    assert line.is_paused


def test_a_client_that_does_not_read_is_not_listened_to() -> None:
    """[F6] Each message may ask for a page."""
    scene = Scene()
    conversation, line = scene.watching()
    conversation.lag()
    conversation.receive("+ /x ")
    assert line.take() == []
    conversation.catch_up()
    assert line.take() == ['{"m":{"u":"anon","e":true}}', PAGE.decode()]


def test_messages_before_the_end_of_a_socket_are_still_done() -> None:
    scene = Scene(app=AppMode.BROADCAST)
    scene.apps.outcome = None
    conversation, _ = scene.plain()
    conversation.receive('@ /app {"n":1}')
    conversation.receive('@ /app {"n":2}')
    conversation.detach()
    scene.apps.events[0].settled(EventOutcome(EventStatus.ACCEPTED))
    assert len(scene.apps.events) == 2


def test_after_the_end_nothing_is_done() -> None:
    scene = Scene(app=AppMode.BROADCAST)
    scene.apps.outcome = None
    conversation, line = scene.resumable()
    line.take()
    conversation.receive('@ /app {"n":1}')
    conversation.receive('@ /app {"n":2}')
    conversation.end()
    scene.apps.events[0].settled(EventOutcome(EventStatus.FAILED))
    scene.apps.events[0].settled(EventOutcome(EventStatus.EXPIRED))
    assert (len(scene.apps.events), line.take()) == (1, [])


def test_messages_are_counted() -> None:
    """[F1]"""
    scene = Scene()
    conversation, _ = scene.plain()
    for text in ("# x ", "nonsense", "+"):
        conversation.receive(text)
    assert (scene.counts.messages, scene.counts.ignored) == (3, 2)
