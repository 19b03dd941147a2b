import itertools
import logging

import pytest

from services.site_store.progress import PROGRESS_SECONDS, told


def test_long_work_says_how_far_it_is(caplog: pytest.LogCaptureFixture) -> None:
    """It looks at the clock once in a while; here a second has gone by each time."""
    seconds = itertools.count(step=1.0).__next__
    with caplog.at_level(logging.INFO):
        assert list(told(range(12_000), "records_restored", clock=seconds)) == list(range(12_000))
    messages = [record.getMessage() for record in caplog.records]
    assert len(messages) == 12 // PROGRESS_SECONDS
    assert all("records_restored" in message for message in messages)


def test_short_work_says_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        assert list(told(range(3), "records_restored")) == [0, 1, 2]
    assert caplog.records == []
