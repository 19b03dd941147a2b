"""Elements of drawings, for `ui.graphics_card`.

An element is an `Expando` of attributes, as SVG names them, with `snake_case` for `camelCase`. The *stage* of a card
holds what never changes, its *scene* what can be changed by name:

    page["clock"] = ui.graphics_card(box="1 1 2 2", view_box="0 0 100 100",
                                     stage=stage(face=circle(cx=50, cy=50, r=45)),
                                     scene=scene(hand=line(x1=50, y1=50, x2=50, y2=10, stroke="red")))
    draw(page["clock"].scene.hand, transform="rotate(90)")
"""

import json
from collections.abc import Iterable
from typing import Any

from .data import Data, data
from .drawing import Path, Turtle, element_of
from .errors import BadType
from .expando import Expando, expando_to_dict
from .marshalling import marshal
from .page import Ref

Floats = Iterable[float | None] | None

_TYPES = {
    "a": "arc",
    "c": "circle",
    "e": "ellipse",
    "i": "image",
    "l": "line",
    "p": "path",
    "pg": "polygon",
    "pl": "polyline",
    "s": "spline",
    "r": "rect",
    "t": "text",
}


def type_of(element: Expando) -> str | None:
    """What an element is: `'circle'`, `'path'` …; None when it is no element."""
    return _TYPES.get(element["_t"])


def stage(**kwargs: Expando) -> str:
    """Pack elements that never change, in the order in which they are drawn."""
    return "data:" + marshal([expando_to_dict(element) for element in kwargs.values()])


def scene(**kwargs: Expando) -> Data:
    """Make a buffer of elements that can be changed by name. They are drawn in the order of their names."""
    return data(
        "d o", rows={name: [json.dumps(expando_to_dict(element)), ""] for name, element in kwargs.items()}
    )


def draw(element: Ref, **kwargs: Any) -> Ref:
    """Change attributes of an element of a scene. What was changed before goes back to what it was."""
    return _override(element, json.dumps(kwargs))


def reset(element: Ref) -> Ref:
    """Let an element of a scene go back to what it was."""
    return _override(element, "")


def _override(element: Ref, attributes: str) -> Ref:
    if not isinstance(element, Ref):
        raise BadType(
            f"want an element such as page['card'].scene.name, got {type(element).__name__}: {element!r:.80}"
        )
    element["o"] = attributes
    return element


def arc(r1: float, r2: float, a1: float, a2: float, **kwargs: Any) -> Expando:
    """A part of a ring around the origin: radii inside and outside, angles in degrees, clockwise from the top."""
    return element_of("a", {"r1": r1, "r2": r2, "a1": a1, "a2": a2, **kwargs})


def circle(**kwargs: Any) -> Expando:
    """A circle: `cx`, `cy`, `r`."""
    return element_of("c", kwargs)


def ellipse(**kwargs: Any) -> Expando:
    """An ellipse: `cx`, `cy`, `rx`, `ry`."""
    return element_of("e", kwargs)


def image(**kwargs: Any) -> Expando:
    """A picture: `href`, `x`, `y`, `width`, `height`."""
    return element_of("i", kwargs)


def line(**kwargs: Any) -> Expando:
    """A line: `x1`, `y1`, `x2`, `y2`."""
    return element_of("l", kwargs)


def path(**kwargs: Any) -> Expando:
    """A path: `d`, which `p()` and `turtle()` help to write."""
    return element_of("p", kwargs)


def polygon(**kwargs: Any) -> Expando:
    """A closed shape: `points`."""
    return element_of("pg", kwargs)


def polyline(**kwargs: Any) -> Expando:
    """An open shape: `points`."""
    return element_of("pl", kwargs)


def spline(
    x: Floats = None,
    y: Floats = None,
    x0: Floats = None,
    y0: Floats = None,
    curve: str | None = None,
    radial: bool | None = None,
    **kwargs: Any,
) -> Expando:
    """A curve through points, or the area between it and a base line.

    `x` and `y` are the points, rounded to two digits; `y0` (or `x0`) is the base line of an area, `[]` for zero;
    `curve` says how points are joined; `radial` takes them as angles and radii.
    """
    lists = {"x": x, "y": y, "x0": x0, "y0": y0}
    attributes: dict[str, Any] = {name: _join(values) for name, values in lists.items() if values is not None}
    attributes |= {name: value for name, value in (("curve", curve), ("radial", radial)) if value is not None}
    return element_of("s", {**attributes, **kwargs})


def _join(values: Iterable[float | None]) -> str:
    return " ".join("" if value is None else str(round(value, 2)) for value in values)


def rect(**kwargs: Any) -> Expando:
    """A rectangle: `x`, `y`, `width`, `height`."""
    return element_of("r", kwargs)


def text(text: str, **kwargs: Any) -> Expando:
    """A text: `x`, `y`."""
    return element_of("t", {"text": text, **kwargs})


def p() -> Path:
    """Begin to write a path."""
    return Path()


def turtle(x: float = 0.0, y: float = 0.0, degrees: float = 0.0) -> Turtle:
    """Put a turtle somewhere, with the pen up. 0 degrees is to the right, 90 is down."""
    return Turtle(x, y, degrees)
