"""Elements of drawings."""

from typing import Any, cast

import pytest

from h2o_wave import graphics as g
from h2o_wave.errors import BadType
from h2o_wave.expando import Expando, expando_to_dict
from h2o_wave.page import PageBase

MAKERS = {
    "circle": g.circle,
    "ellipse": g.ellipse,
    "image": g.image,
    "line": g.line,
    "path": g.path,
    "polygon": g.polygon,
    "polyline": g.polyline,
    "spline": g.spline,
    "rect": g.rect,
}


@pytest.mark.parametrize("name", MAKERS)
def test_an_element_knows_what_it_is(name: str) -> None:
    element = MAKERS[name](stroke_width=2, _t="something else")
    assert g.type_of(element) == name
    assert element.stroke_width == 2


def test_arcs_and_texts_have_arguments_of_their_own() -> None:
    assert expando_to_dict(g.arc(1, 2, 0, 90)) == {"r1": 1, "r2": 2, "a1": 0, "a2": 90, "_t": "a"}
    assert expando_to_dict(g.text("hi", x=1)) == {"text": "hi", "x": 1, "_t": "t"}


def test_anything_else_is_no_element() -> None:
    assert g.type_of(Expando()) is None


def test_a_spline_rounds_its_points() -> None:
    element = g.spline(x=[1.234, None, 3], y=(0,), y0=[], curve="smooth", radial=False, fill="red")
    assert expando_to_dict(element) == {
        "x": "1.23  3",
        "y": "0",
        "y0": "",
        "curve": "smooth",
        "radial": False,
        "fill": "red",
        "_t": "s",
    }


def test_a_stage_is_packed() -> None:
    assert g.stage(a=g.circle(r=1), b=g.rect()) == 'data:[{"r":1,"_t":"c"},{"_t":"r"}]'
    with pytest.raises(AttributeError):
        g.stage(a=5)  # type: ignore[arg-type]


def test_a_scene_is_a_buffer_by_name() -> None:
    assert g.scene(a=g.circle(r=1)).dump() == {
        "m": {"f": ["d", "o"], "d": {"a": ['{"r": 1, "_t": "c"}', ""]}}
    }
    assert g.scene().dump() == {"m": {"f": ["d", "o"]}}


def test_an_element_of_a_scene_is_changed_and_reset() -> None:
    page = PageBase("/x")
    element = page["card"].scene.hand
    assert g.draw(element, x=10, fill="red") is element
    assert g.reset(element) is element
    assert page._ops == [
        r'{"k":"card scene hand o","v":"{\"x\": 10, \"fill\": \"red\"}"}',
        '{"k":"card scene hand o","v":""}',
    ]


def test_only_elements_of_a_scene_can_be_changed() -> None:
    with pytest.raises(BadType, match="want an element"):
        g.draw(cast(Any, 5), x=1)
