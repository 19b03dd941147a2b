from typing import NamedTuple

from services.chassis import quick_tuple


class Point(NamedTuple):
    x: int
    y: int = 0


def test_what_is_made_quickly_is_no_different() -> None:
    made = quick_tuple.new(Point, (1, 2))
    assert made == Point(1, 2)
    assert (type(made), made.y) == (Point, 2)
