"""What holds for all tests."""

import logging
import signal
from collections.abc import Iterator

import pytest

# A shell that runs the tests in the background has the keyboard's interrupt ignored, and so would every program that they start:
# those that are to be stopped by one would not end.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Tests that are allowed more than this begin first: what is short is done beside them.
LONG_SECONDS = 200


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts what takes longest first; the rest stays in order."""
    items.sort(key=_long_seconds, reverse=True)


def _long_seconds(item: pytest.Item) -> int:
    mark = item.get_closest_marker("timeout")
    seconds: int = mark.args[0] if mark else 0
    return seconds if seconds > LONG_SECONDS else 0


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """A test that runs a whole program sets up its log: those that come after would find nothing in theirs."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
