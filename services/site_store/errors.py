"""What can go wrong in the site-store.

    Exception
    ├── SiteStoreError          base of what this service itself has to say
    │   ├── BadRoute            edits.py: a page cannot have this route
    │   ├── Conflict            edits.py: the page has changed since
    │   └── SessionError        sessions/errors.py: a session cannot be kept, found or renewed
    ├── LogError                log/errors.py: the log cannot be read or written
    └── ValueError
        ├── BadSnapshot         page/errors.py: what should be a page is not
        └── BadDelta            page/errors.py: what should be a delta is not
            └── LimitExceeded   page/errors.py: it is one, but holds too much; a class for each limit

Page model and log know nothing of this file, hence their errors have roots of their own. `rpc.py` has the one table
that translates errors into statuses.
"""


class SiteStoreError(Exception):
    """An edit or a question that the site-store refuses, in words for the caller."""
