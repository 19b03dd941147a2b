"""Whom it concerns when a session changes."""

from services.gateway.live.client import Client
from services.gateway.live.client_counts import ClientCounts
from services.gateway.live.conversation import Conversation
from services.gateway.live.signed_in import SignedIn
from services.gateway.user import User
from tests.unit.gateway.live.scene import Scene
from tests.unit.gateway.live.test_client import FakeSite


class Labels:
    """Makes labels, and notes for whom."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def __call__(self, subject: str) -> tuple[bytes, ...]:
        self.made.append(subject)
        return (f"new {subject}".encode(), f"old {subject}".encode())


def tab(session: str, subject: str) -> Conversation:
    user = User(subject, subject, session)
    return Conversation(Client(f"{session} tab", user, FakeSite(), ClientCounts()), Scene().upstream)


def test_clients_are_found_by_their_session_and_by_the_labels_of_their_user() -> None:
    """[A5, N5]"""
    signed_in = SignedIn(Labels())
    one, two, three = tab("s1", "ann"), tab("s2", "ann"), tab("s3", "eve")
    for conversation in (one, two, three):
        signed_in.add(conversation)
    assert signed_in.sessions() == ["s1", "s2", "s3"]
    assert signed_in.of_session("s1") == [one] and signed_in.of_session("s9") == []
    for label in (b"new ann", b"old ann"):
        assert signed_in.of_labels([b"provider session", label]) == [one, two]
    # Whatever has several of the labels is meant once.
    assert signed_in.of_labels([b"new eve", b"old eve"]) == [three]
    assert signed_in.of_labels([b"provider session"]) == signed_in.of_labels([]) == []


def test_who_has_left_is_found_no_more() -> None:
    signed_in = SignedIn(Labels())
    one, two = tab("s1", "ann"), tab("s2", "ann")
    signed_in.add(one)
    signed_in.add(two)
    signed_in.remove(one)
    signed_in.remove(one)
    signed_in.remove(tab("s2", "ann"))
    assert signed_in.of_session("s1") == [] and signed_in.of_labels([b"old ann"]) == [two]
    signed_in.remove(two)
    assert signed_in.sessions() == [] and signed_in.of_labels([b"old ann", b"new ann"]) == []


def test_labels_are_made_when_users_come_and_go_not_when_sessions_end() -> None:
    labels = Labels()
    signed_in = SignedIn(labels)
    one, two = tab("s1", "ann"), tab("s2", "ann")
    signed_in.add(one)
    signed_in.add(two)
    for _ in range(3):
        signed_in.of_labels([b"new eve"])
    signed_in.remove(one)
    assert labels.made == ["ann"]


def test_nobody_is_left_when_all_are_forgotten() -> None:
    signed_in = SignedIn(Labels())
    signed_in.add(tab("s1", "ann"))
    signed_in.clear()
    assert signed_in.sessions() == [] == signed_in.of_labels([b"new ann"])
