"""What can go wrong with sessions; `rpc.py` turns each into a status, from a table.

SiteStoreError
└── SessionError
    ├── SessionInvalid      a session that makes no sense
    ├── SessionChanged      somebody else was faster
    ├── TooManySessions     there is no room for another
    ├── NewsMissed          a watcher reads too slowly
    ├── SessionsUnreadable  the file of kept sessions cannot be used
    └── SessionsUnwritable  the file of kept sessions takes no writes
"""

from services.site_store.errors import SiteStoreError


class SessionError(SiteStoreError):
    """Anything that is refused about sessions."""


class SessionInvalid(SessionError):
    """A session that makes no sense."""


class SessionChanged(SessionError):
    """The session was replaced, or has ended, since the version that the caller knows."""


class TooManySessions(SessionError):
    """There is no room for another session."""


class NewsMissed(SessionError):
    """A watcher reads too slowly."""


class SessionsUnreadable(SessionError):
    """The file of kept sessions cannot be used."""


class SessionsUnwritable(SessionError):
    """The file of kept sessions takes no writes."""
