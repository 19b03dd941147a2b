from services.relay.attachments import Attachments
from tests.unit.relay.fakes import client


def opened(*streams: int) -> Attachments:
    attachments = Attachments()
    for stream in streams:
        attachments.open_stream(stream)
    return attachments


def test_a_client_that_has_gone_has_gone_from_every_app_it_came_to() -> None:
    attachments = opened(1)
    attachments.attach(1, client("a"), "/one")
    attachments.attach(1, client("a"), "/two")
    attachments.attach(1, client("a"), "/one")
    assert attachments.detach("a") == ["/one", "/two"]
    assert attachments.detach("a") == []
    assert len(attachments) == 0


def test_the_client_is_remembered_as_it_was_last_heard() -> None:
    attachments = opened(1)
    attachments.attach(1, client("a", "anon"), "/app")
    attachments.attach(1, client("a", "ann"), "/app")
    assert [each.client.subject for each in attachments.clients()] == ["ann"]


def test_a_goodbye_through_an_old_stream_is_stale() -> None:
    attachments = opened(1, 2)
    attachments.attach(1, client("a"), "/app")
    assert not attachments.is_stale(1, "a")
    attachments.attach(2, client("a"), "/app")
    assert attachments.is_stale(1, "a")
    assert not attachments.is_stale(2, "a")
    assert not attachments.is_stale(1, "nobody")


def test_when_a_stream_breaks_its_clients_are_lost_until_the_deadline() -> None:
    attachments = opened(1, 2)
    attachments.attach(1, client("a"), "/app")
    attachments.attach(2, client("b"), "/app")
    assert attachments.close_stream(1, gone_at=5) == 1
    assert attachments.next_gone_at() == 5
    assert attachments.gone(4.9) == []
    (gone,) = attachments.gone(5)
    assert (gone.client.id, list(gone.routes)) == ("a", ["/app"])
    assert attachments.gone(5) == []
    assert attachments.next_gone_at() is None
    assert len(attachments) == 1


def test_a_lost_client_that_comes_back_through_another_stream_is_not_gone() -> None:
    """[R6]"""
    attachments = opened(1, 2)
    attachments.attach(1, client("a"), "/app")
    attachments.close_stream(1, gone_at=5)
    assert attachments.resume(2, client("a"))
    assert attachments.gone(5) == []
    assert attachments.close_stream(2, gone_at=9) == 1


def test_an_event_of_a_lost_client_brings_it_back_too() -> None:
    attachments = opened(1, 2)
    attachments.attach(1, client("a"), "/app")
    attachments.close_stream(1, gone_at=5)
    attachments.attach(2, client("a"), "/app")
    assert attachments.next_gone_at() is None


def test_a_stream_that_breaks_does_not_lose_clients_that_have_moved_on() -> None:
    attachments = opened(1, 2)
    attachments.attach(1, client("a"), "/app")
    attachments.attach(2, client("a"), "/app")
    assert attachments.close_stream(1, gone_at=5) == 0


def test_the_resuming_of_an_unknown_client_attaches_nothing() -> None:
    attachments = opened(1)
    assert not attachments.resume(1, client("a"))
    assert len(attachments) == 0


def test_clients_lost_at_different_times_go_at_different_times() -> None:
    attachments = opened(1, 2)
    attachments.attach(1, client("a"), "/app")
    attachments.attach(2, client("b"), "/app")
    attachments.close_stream(1, gone_at=5)
    attachments.close_stream(2, gone_at=7)
    assert [each.client.id for each in attachments.gone(6)] == ["a"]
    assert attachments.next_gone_at() == 7


def test_who_came_only_to_an_app_that_has_left_is_forgotten() -> None:
    attachments = opened(1)
    attachments.attach(1, client("a"), "/one")
    attachments.attach(1, client("b"), "/one")
    attachments.attach(1, client("b"), "/two")
    attachments.forget_route("/one")
    assert [(each.client.id, list(each.routes)) for each in attachments.clients()] == [("b", ["/two"])]
    assert attachments.close_stream(1, gone_at=5) == 1


def test_closing_an_unknown_stream_loses_nobody() -> None:
    assert opened().close_stream(1, gone_at=5) == 0
