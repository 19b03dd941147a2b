"""Ways to write a path."""

import pytest

from h2o_wave.drawing import Path, Turtle
from h2o_wave.expando import expando_to_dict
from h2o_wave.graphics import p, turtle


def test_commands_are_written_with_two_digits() -> None:
    path = p().M(0, 0).L(3.456, 4).H(5).V(6.0).C(1, 2, 3, 4, 5, 6).S(1, 2, 3, 4).Q(1, 2, 3, 4).T(1, 2)
    assert path.A(1, 2, 30, True, False, 5, 6).Z().d() == (
        "M 0 0 L 3.46 4 H 5 V 6.0 C 1 2 3 4 5 6 S 1 2 3 4 Q 1 2 3 4 T 1 2 A 1 2 30 1 0 5 6 Z"
    )


def test_small_letters_take_distances() -> None:
    path = Path().m(0, 1).l(1, 2).h(1).v(2).c(1, 2, 3, 4, 5, 6).s(1, 2, 3, 4).q(1, 2, 3, 4).t(1, 2)
    assert path.a(1, 2, 0, False, True, 3, 4).z().d() == (
        "m 0 1 l 1 2 h 1 v 2 c 1 2 3 4 5 6 s 1 2 3 4 q 1 2 3 4 t 1 2 a 1 2 0 0 1 3 4 z"
    )


def test_a_path_becomes_an_element() -> None:
    assert expando_to_dict(p().M(0, 0).path(stroke="red")) == {"d": "M 0 0", "stroke": "red", "_t": "p"}
    assert p().d() == ""


@pytest.mark.parametrize(
    ("walk", "d"),
    [
        (turtle(), ""),
        (turtle().f(5), "M 5.0 0.0"),
        (turtle().f(10).pd().f(10).r(90).f(10).pu(True), "M 10.0 0.0 L 20.0 0.0 L 20.0 10.0 Z"),
        (turtle(x=5, y=5, degrees=-90).pd().f(10).l(45).b(3), "L 5.0 -5.0 L 7.12 -2.88"),
        (turtle().pd().p(1, 2).a(30).f(10).pu(False).p(), "L 1.0 2.0 L 9.66 7.0 M 0.0 0.0"),
        (turtle(degrees=30).a().pd().f(1), "L 1.0 0.0"),
    ],
)
def test_a_turtle_writes_where_it_walks(walk: Turtle, d: str) -> None:
    assert walk.d() == d


def test_a_walk_becomes_an_element() -> None:
    assert expando_to_dict(turtle().pd().f(1).path(fill="none")) == {
        "d": "L 1.0 0.0",
        "fill": "none",
        "_t": "p",
    }
