import pytest

from services.gateway.live.pace import MAX_WINDOW_SECONDS, Pace

COST = 0.005


class Channel:
    """Drives a pace through flushes, as the fan-out does."""

    def __init__(self) -> None:
        self.pace = Pace()
        self.now = 0.0

    def change(self, *, after: float, joined: int = 0) -> float:
        """A change comes `after` the last flush, `joined` more while it waits; returns how long it waited."""
        self.now += after
        delay = self.pace.delay(self.now)
        begun = self.now + delay
        self.now = begun + COST
        self.pace.flushed(begun, self.now, lines=1 + (joined if delay else 0))
        return delay


def test_a_change_after_a_rest_is_sent_at_once() -> None:
    channel = Channel()
    assert [channel.change(after=1.0) for _ in range(100)] == [0.0] * 100


def test_under_load_the_window_grows_to_what_a_screen_shows() -> None:
    channel = Channel()
    delays = [channel.change(after=0.0002, joined=10) for _ in range(20)]
    assert delays[0] == 0.0
    assert delays == sorted(delays)
    assert delays[-1] == pytest.approx(min(COST * 3, MAX_WINDOW_SECONDS))


def test_a_writer_that_waits_for_its_own_change_is_hardly_held_up() -> None:
    channel = Channel()
    delays = [channel.change(after=0.0002) for _ in range(1000)]
    assert sum(delays) < 0.05 * 1000 * COST


def test_when_the_load_ends_the_window_closes() -> None:
    channel = Channel()
    for _ in range(20):
        channel.change(after=0.0002, joined=10)
    assert channel.change(after=0.1) == 0.0


def test_a_window_that_did_not_pay_once_is_halved_not_closed() -> None:
    channel = Channel()
    for _ in range(20):
        channel.change(after=0.0002, joined=10)
    wide = channel.change(after=0.0002, joined=0)
    assert 0 < channel.change(after=0.0002, joined=10) < wide


def test_no_change_ever_waits_longer_than_the_bound() -> None:
    channel = Channel()
    channel.pace.flushed(0.0, 1.0, lines=50)
    channel.now = 1.0
    assert max(channel.change(after=0.0001, joined=50) for _ in range(50)) <= MAX_WINDOW_SECONDS
