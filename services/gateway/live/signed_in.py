"""The clients of users who have signed in: by session, and by user."""

from collections.abc import Callable, Iterable, Sequence

from services.gateway.live.conversation import Conversation

# In the order in which they have come.
Group = dict[Conversation, None]


class SignedIn:
    """Knows whom it concerns when a session changes. `labels_of` tells by which labels the sessions of a subject are known."""

    def __init__(self, labels_of: Callable[[str], Sequence[bytes]]) -> None:
        self._labels_of = labels_of
        self._by_session: dict[str, Group] = {}
        self._by_subject: dict[str, Group] = {}
        # A session that has ended elsewhere says by its labels whose it was: they are made once for each subject.
        self._subject_by_label: dict[bytes, str] = {}

    def sessions(self) -> list[str]:
        """The ids of the sessions that have a client here."""
        return list(self._by_session)

    def add(self, conversation: Conversation) -> None:
        """A client has come."""
        user = conversation.client.user
        self._by_session.setdefault(user.session_id, {})[conversation] = None
        if user.subject not in self._by_subject:
            self._subject_by_label |= dict.fromkeys(self._labels_of(user.subject), user.subject)
        self._by_subject.setdefault(user.subject, {})[conversation] = None

    def remove(self, conversation: Conversation) -> None:
        """A client is given up; one that was never here changes nothing."""
        user = conversation.client.user
        _leave(self._by_session, user.session_id, conversation)
        if _leave(self._by_subject, user.subject, conversation):
            for label in self._labels_of(user.subject):
                self._subject_by_label.pop(label, None)

    def of_session(self, session: str) -> list[Conversation]:
        """The clients of a session."""
        return list(self._by_session.get(session, ()))

    def of_labels(self, labels: Iterable[bytes]) -> list[Conversation]:
        """The clients of the users whose sessions have one of some labels."""
        subjects = {self._subject_by_label[label] for label in labels if label in self._subject_by_label}
        return [one for subject in subjects for one in self._by_subject[subject]]

    def clear(self) -> None:
        """Forgets everybody."""
        self._by_session.clear()
        self._by_subject.clear()
        self._subject_by_label.clear()


def _leave(groups: dict[str, Group], key: str, conversation: Conversation) -> bool:
    """Takes a client out of its group; whether it was the last one."""
    group = groups.get(key, {})
    if conversation not in group:
        return False
    del group[conversation]
    if not group:
        del groups[key]
    return not group
