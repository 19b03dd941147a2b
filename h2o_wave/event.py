"""An event as it reaches an app, whichever way it came."""

from typing import Any, NamedTuple

from .expando import Expando

CLIENT_DISCONNECT: dict[str, Any] = {"": {"@system": {"client_disconnect": True}}}
LOGOUT: dict[str, Any] = {"": {"@system": {"logout": True}}}


class Event(NamedTuple):
    """What a browser did. Identity that is not known is None."""

    client_id: str | None
    subject: str | None
    username: str | None
    session_id: str | None
    access_token: str | None
    refresh_token: str | None
    data: dict[str, Any]
    """What was submitted, and under the empty key what happened."""
    headers: dict[str, list[str]] | None = None
    """Headers of the request with which the browser came; only when it comes."""
    claims: dict[str, Any] | None = None
    """What the sign-in provider says of the user."""

    def split(self) -> tuple[Expando, Expando]:
        """What was submitted, and what happened by source."""
        happened = self.data.get("")
        if not isinstance(happened, dict):
            return Expando(dict(self.data)), Expando()
        submitted = {name: value for name, value in self.data.items() if name != ""}
        events = {source: Expando(dict(e) if isinstance(e, dict) else None) for source, e in happened.items()}
        return Expando(submitted), Expando(events)
