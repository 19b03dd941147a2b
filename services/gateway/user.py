"""Who sits at a browser. PURE."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class User:
    """A user, and the session through which the gateway knows the user.

    `session_id` is empty without sign-in: then every anonymous browser is the same user.
    """

    subject: str
    username: str
    session_id: str = ""
    access_token: str = ""
    refresh_token: str = ""

    def __repr__(self) -> str:
        # A repr ends up in logs and tracebacks; tokens must not.
        return f"User(subject={self.subject!r})"


ANONYMOUS = User(subject="anon", username="anon")
