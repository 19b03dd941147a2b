"""Who sits at a browser. PURE."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class User:
    """A user, and the session through which the gateway knows the user.

    `session_id` is empty without sign-in. `groups` are those of the provider; `claims` is what it says of the user, as one JSON
    object, and empty without sign-in.
    """

    subject: str
    username: str
    session_id: str = ""
    access_token: str = ""
    refresh_token: str = ""
    groups: tuple[str, ...] = ()
    claims: bytes = b""

    def __repr__(self) -> str:
        # A repr ends up in logs and tracebacks; tokens must not.
        return f"User(subject={self.subject!r})"

    @property
    def is_signed_in(self) -> bool:
        """Whether the provider vouches for the user."""
        return bool(self.session_id)


ANONYMOUS = User(subject="anon", username="anon")
# What the subjects of visitors begin with: what comes after it is known to one browser only.
VISITOR = "anon-"
_DIGEST_CHARACTERS = 20


def visitor(secret: str) -> User:
    """A visitor who did not sign in, as a user apart from all others: known by a secret of the browser, which stays one."""
    digest = hashlib.sha256(b"visitor " + secret.encode()).hexdigest()
    return User(f"{VISITOR}{digest[:_DIGEST_CHARACTERS]}", ANONYMOUS.username)
