"""What an app remembers."""

from typing import Any

from .expando import Expando, expando_to_dict


class AppState:
    """The state of everybody, of users, and of tabs; and the headers that a tab has come with."""

    def __init__(self) -> None:
        self.app = Expando()
        self.headers: dict[str, dict[str, list[str]]] = {}
        self._users: dict[str, Expando] = {}
        self._clients: dict[str, Expando] = {}

    def user(self, subject: str | None) -> Expando:
        """The state of a user; of nobody in particular, a new one."""
        return Expando() if subject is None else self._users.setdefault(subject, Expando())

    def client(self, client_id: str | None) -> Expando:
        """The state of a tab; of no tab, a new one."""
        return Expando() if client_id is None else self._clients.setdefault(client_id, Expando())

    def forget(self, client_id: str) -> None:
        """Forget a tab."""
        self._clients.pop(client_id, None)
        self.headers.pop(client_id, None)

    def restore(self, app: dict[Any, Any], users: dict[str, dict[Any, Any]]) -> None:
        """Take over what was kept."""
        self.app = Expando(app)
        self._users = {subject: Expando(user) for subject, user in users.items()}

    def to_keep(self) -> tuple[dict[Any, Any], dict[str, dict[Any, Any]]]:
        """What outlives a restart. Tabs do not: they boot again."""
        users = {subject: expando_to_dict(user) for subject, user in self._users.items()}
        return expando_to_dict(self.app), users
