"""What holds for all tests."""

import logging
import signal
from collections.abc import Iterator

import pytest

# A shell that runs the tests in the background has the keyboard's interrupt ignored, and so would every program that they start:
# those that are to be stopped by one would not end.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """A test that runs a whole program sets up its log: those that come after would find nothing in theirs."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
