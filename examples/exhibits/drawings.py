"""Drawings and Vega."""

import json

from h2o_wave import data, ui
from h2o_wave import graphics as g

from .pictures import BAY
from .place import Cards, place

_ROWS = [["North", 12], ["East", 31], ["South", 8]]
_BARS = {
    "mark": "bar",
    "encoding": {
        "x": {"field": "berth", "type": "nominal"},
        "y": {"field": "tonnes", "type": "quantitative"},
    },
}


def vega_card() -> Cards:
    """A chart in the grammar of Vega-Lite."""
    return {
        "bars": ui.vega_card(
            place(420, 340),
            title="Cargo by berth",
            specification=json.dumps(_BARS),
            data=data("berth tonnes", rows=_ROWS),
        )
    }


def vega_visualization() -> Cards:
    """The same among components."""
    return {
        "form": ui.form_card(
            place(420),
            items=[
                ui.text_l("Cargo by berth"),
                ui.vega_visualization(
                    json.dumps(_BARS), data=data("berth tonnes", rows=_ROWS), height="260px"
                ),
            ],
        )
    }


def graphics_card() -> Cards:
    """A drawing: what stands still, and what an app moves."""
    waves = g.spline(
        x=[0, 30, 60, 90, 120], y=[66, 62, 66, 62, 66], curve="natural", fill="none", stroke="white"
    )
    ship = {
        "sea": g.rect(x=0, y=50, width=120, height=30, fill="steelblue"),
        "sun": g.circle(cx=100, cy=14, r=8, fill="gold"),
        "cloud": g.ellipse(cx=60, cy=12, rx=16, ry=5, fill="white", stroke="gray"),
        "mast": g.line(x1=30, y1=20, x2=30, y2=48, stroke="black"),
        "sail": g.polygon(points="31,22 31,44 48,44", fill="tomato"),
        "hull": g.path(d="M15 48h34l-6 8H20z", fill="saddlebrown"),
        "wake": g.polyline(points="50,55 60,52 70,55 80,52", fill="none", stroke="white"),
        "photo": g.image(href=BAY, x=94, y=56, width=20, height=12.5),
        "name": g.text("Ada", x=24, y=54, fill="white", font_size=5),
        "waves": waves,
        "compass": g.arc(r1=4, r2=7, a1=0, a2=270, fill="navy", transform="translate(12,14)"),
    }
    star = g.turtle(50, 50).f(0).pd().f(40).r(144).f(40).r(144).f(40).r(144).f(40).r(144).f(40).pu(False).d()
    walked = g.p().M(10, 10).h(60).v(40).h(-60).z().d()
    return {
        "ship": ui.graphics_card(
            place(480, 340), view_box="0 0 120 80", width="100%", height="100%", stage=g.stage(**ship)
        ),
        "paths": ui.graphics_card(
            place(340, 340),
            view_box="0 0 100 100",
            width="100%",
            height="100%",
            stage=g.stage(frame=g.path(d=walked, fill="none", stroke="teal")),
            scene=g.scene(star=g.path(d=star, fill="none", stroke="purple")),
        ),
        "photo": ui.graphics_card(
            place(340, 240),
            view_box="0 0 64 40",
            image_path=BAY,
            width="100%",
            height="100%",
            stage=g.stage(mark=g.circle(cx=32, cy=26, r=6, fill="none", stroke="gold")),
        ),
    }
