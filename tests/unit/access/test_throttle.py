from services.access import throttle as throttle_module
from services.access.throttle import Throttle


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_an_address_is_full_at_the_limit_until_its_window_ends() -> None:
    clock = Clock()
    throttle = Throttle(limit=2, window_seconds=60.0, clock=clock)
    throttle.count("a")
    assert not throttle.is_full("a")
    throttle.count("a")
    assert throttle.is_full("a")
    assert not throttle.is_full("b")
    clock.now = 60.0
    assert not throttle.is_full("a")
    throttle.count("a")
    assert not throttle.is_full("a")


def test_the_number_of_addresses_is_bounded() -> None:
    throttle = Throttle(limit=1, window_seconds=60.0, clock=Clock())
    for number in range(throttle_module.MAX_ADDRESSES + 10):
        throttle.count(str(number))
    assert not throttle.is_full("0")
    assert throttle.is_full("10")
