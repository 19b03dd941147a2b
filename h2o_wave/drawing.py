"""Ways to write the `d` of a path: command by command, or walking."""

from math import cos, radians, sin
from typing import Any

from .expando import Expando


def element_of(kind: str, attributes: dict[str, Any]) -> Expando:
    """An element of a drawing: its attributes, and a letter that says what it is."""
    attributes.pop("_t", None)
    return Expando({**attributes, "_t": kind})


class Path:
    """Writes the `d` of a path, command by command. Capitals take positions, small letters take distances."""

    def __init__(self) -> None:
        self._commands: list[str] = []

    def _add(self, command: str, *numbers: float) -> "Path":
        self._commands.append(" ".join((command, *map(_number, numbers))))
        return self

    def d(self) -> str:
        """What has been written."""
        return " ".join(self._commands)

    def path(self, **kwargs: Any) -> Expando:
        """A path element of what has been written."""
        return element_of("p", {"d": self.d(), **kwargs})

    def M(self, x: float, y: float) -> "Path":
        """Go to a position without drawing."""
        return self._add("M", x, y)

    def m(self, x: float, y: float) -> "Path":
        """Go a distance without drawing."""
        return self._add("m", x, y)

    def Z(self) -> "Path":
        """Draw a line to where this part began."""
        return self._add("Z")

    def z(self) -> "Path":
        """Draw a line to where this part began."""
        return self._add("z")

    def L(self, x: float, y: float) -> "Path":
        """Draw a line."""
        return self._add("L", x, y)

    def l(self, x: float, y: float) -> "Path":  # noqa: E743 - the name SVG gives it
        """Draw a line."""
        return self._add("l", x, y)

    def H(self, x: float) -> "Path":
        """Draw a horizontal line."""
        return self._add("H", x)

    def h(self, x: float) -> "Path":
        """Draw a horizontal line."""
        return self._add("h", x)

    def V(self, y: float) -> "Path":
        """Draw a vertical line."""
        return self._add("V", y)

    def v(self, y: float) -> "Path":
        """Draw a vertical line."""
        return self._add("v", y)

    def C(self, x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> "Path":
        """Draw a cubic curve with two control points."""
        return self._add("C", x1, y1, x2, y2, x, y)

    def c(self, x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> "Path":
        """Draw a cubic curve with two control points."""
        return self._add("c", x1, y1, x2, y2, x, y)

    def S(self, x2: float, y2: float, x: float, y: float) -> "Path":
        """Draw a cubic curve that goes on smoothly."""
        return self._add("S", x2, y2, x, y)

    def s(self, x2: float, y2: float, x: float, y: float) -> "Path":
        """Draw a cubic curve that goes on smoothly."""
        return self._add("s", x2, y2, x, y)

    def Q(self, x1: float, y1: float, x: float, y: float) -> "Path":
        """Draw a quadratic curve with a control point."""
        return self._add("Q", x1, y1, x, y)

    def q(self, x1: float, y1: float, x: float, y: float) -> "Path":
        """Draw a quadratic curve with a control point."""
        return self._add("q", x1, y1, x, y)

    def T(self, x: float, y: float) -> "Path":
        """Draw a quadratic curve that goes on smoothly."""
        return self._add("T", x, y)

    def t(self, x: float, y: float) -> "Path":
        """Draw a quadratic curve that goes on smoothly."""
        return self._add("t", x, y)

    def A(
        self, rx: float, ry: float, x_axis_rotation: float, large_arc: bool, sweep: bool, x: float, y: float
    ) -> "Path":
        """Draw a part of an ellipse."""
        return self._add("A", rx, ry, x_axis_rotation, int(large_arc), int(sweep), x, y)

    def a(
        self, rx: float, ry: float, x_axis_rotation: float, large_arc: bool, sweep: bool, x: float, y: float
    ) -> "Path":
        """Draw a part of an ellipse."""
        return self._add("a", rx, ry, x_axis_rotation, int(large_arc), int(sweep), x, y)


class Turtle:
    """Writes the `d` of a path by walking: forward, back, left, right, pen down, pen up. Begins with the pen up."""

    def __init__(self, x: float = 0.0, y: float = 0.0, degrees: float = 0.0) -> None:
        self._path = Path()
        self._x = float(x)
        self._y = float(y)
        self._degrees = float(degrees)
        self._is_down = False

    def f(self, distance: float) -> "Turtle":
        """Walk forward."""
        heading = radians(self._degrees)
        return self.p(self._x + distance * cos(heading), self._y + distance * sin(heading))

    def b(self, distance: float) -> "Turtle":
        """Walk backward."""
        return self.f(-distance)

    def l(self, degrees: float) -> "Turtle":  # noqa: E743 - known by this name
        """Turn left."""
        self._degrees -= degrees
        return self

    def r(self, degrees: float) -> "Turtle":
        """Turn right."""
        self._degrees += degrees
        return self

    def pu(self, close: bool) -> "Turtle":
        """Lift the pen, and before that draw a line to where this part began, if wanted."""
        if close:
            self._path.Z()
        self._is_down = False
        return self

    def pd(self) -> "Turtle":
        """Lower the pen."""
        self._is_down = True
        return self

    def p(self, x: float = 0.0, y: float = 0.0) -> "Turtle":
        """Go to a position."""
        self._x, self._y = float(x), float(y)
        if self._is_down:
            self._path.L(self._x, self._y)
        else:
            self._path.M(self._x, self._y)
        return self

    def a(self, degrees: float = 0) -> "Turtle":
        """Turn to a direction: 0 is to the right, 90 is down."""
        self._degrees = float(degrees)
        return self

    def d(self) -> str:
        """What has been written."""
        return self._path.d()

    def path(self, **kwargs: Any) -> Expando:
        """A path element of what has been written."""
        return self._path.path(**kwargs)


def _number(value: Any) -> str:
    return str(round(value, 2)) if isinstance(value, float) else str(value)
