"""Plots."""

from h2o_wave import Data, data, ui

from .place import Cards, place

_CARGO = [
    (berth, kind, tonnes)
    for berth, amounts in (
        ("North", (12, 7, 3)),
        ("East", (31, 9, 5)),
        ("South", (8, 14, 9)),
        ("West", (19, 4, 6)),
    )
    for kind, tonnes in zip(("grain", "timber", "salt"), amounts, strict=True)
]
_SHIPS = [
    (length, round(length * 0.1 + length % 7, 1), length % 40, ("sail", "steam", "motor")[length % 3])
    for length in range(20, 200, 5)
]
_DAYS = [
    (f"2026-03-{day:02}", kind, 20 + (day * (3 + 2 * place) + 7 * place) % 17 + day)
    for day in range(1, 25)
    for place, kind in enumerate(("arrivals", "departures"))
]
_BERTHS = data("berth cargo tonnes", rows=_CARGO)


def _plot(title: str, rows: Data, *marks: ui.Mark, width: int = 440) -> ui.PlotCard:
    return ui.plot_card(place(width, 320), title=title, data=rows, plot=ui.plot(list(marks)))


def plot_card() -> Cards:
    """A chart as a card; a click on a mark can be answered."""
    mark = ui.mark(
        type="interval", x="=berth", y="=tonnes", color="=cargo", stack="auto", y_min=0, y_title="Tonnes"
    )
    return {
        "cargo": ui.plot_card(
            place(460, 340),
            title="Cargo by berth",
            data=_BERTHS,
            plot=ui.plot([mark]),
            events=["select_marks"],
            interactions=["brush"],
            animate=True,
        ),
        "untitled": ui.plot_card(place(460, 340), title="", data=_BERTHS, plot=ui.plot([mark])),
    }


def wide_plot_card() -> Cards:
    """A chart beside what it means."""
    return {
        "wide": ui.wide_plot_card(
            place(700, 320),
            title="Arrivals and departures",
            caption="The first weeks of March. More came than left, as every spring.",
            data=data("day kind ships", rows=_DAYS),
            plot=ui.plot(
                [ui.mark(type="line", x="=day", y="=ships", color="=kind", x_scale="time", y_min=0)]
            ),
        )
    }


def visualization() -> Cards:
    """A chart among components."""
    mark = ui.mark(type="interval", x="=berth", y="=tonnes", color="=cargo", dodge="auto", y_min=0)
    return {
        "form": ui.form_card(
            place(460),
            items=[
                ui.text_l("Cargo by berth"),
                ui.visualization(ui.plot([mark]), _BERTHS, height="260px"),
                ui.button("more", label="More"),
            ],
        )
    }


def interval() -> Cards:
    """Bars: stacked, side by side, lying, floating, as a histogram, as a ring."""
    totals = data("berth tonnes", rows=[("North", 22), ("East", 45), ("South", 31), ("West", 29)])
    stacked = ui.mark(
        type="interval",
        x="=tonnes",
        y="=berth",
        color="=cargo",
        stack="auto",
        x_min=0,
        label="=tonnes",
        label_fill_color="#fff",
        label_position="middle",
    )
    return {
        "plain": _plot("Plain", totals, ui.mark(type="interval", x="=berth", y="=tonnes", y_min=0)),
        "dodged": _plot(
            "Side by side",
            _BERTHS,
            ui.mark(type="interval", x="=berth", y="=tonnes", color="=cargo", dodge="auto", y_min=0),
        ),
        "lying": _plot("Lying, stacked, with labels", _BERTHS, stacked),
        "range": _plot(
            "From low to high",
            data("day low high", rows=[("Mon", 3, 9), ("Tue", 5, 12), ("Wed", 4, 8), ("Thu", 7, 15)]),
            ui.mark(type="interval", x="=day", y0="=low", y="=high", fill_color="$teal"),
        ),
        "histogram": _plot(
            "How often how long",
            data("low high count", rows=[(0, 10, 4), (10, 20, 11), (20, 30, 7), (30, 60, 2)]),
            ui.mark(type="interval", x1="=low", x2="=high", y="=count", y_min=0, x_title="Minutes"),
        ),
        "theta": _plot(
            "As a ring",
            totals,
            ui.mark(coord="theta", type="interval", y="=tonnes", color="=berth", stack="auto", y_min=0),
        ),
    }


def line() -> Cards:
    """Lines: straight, curved, in steps, dashed; with a mark for what matters."""
    days = data("day kind ships", rows=_DAYS)
    both = {"type": "line", "x": "=day", "y": "=ships", "color": "=kind", "x_scale": "time", "y_min": 0}
    return {
        "straight": _plot("Straight", days, ui.mark(**both)),
        "smooth": _plot(
            "Smooth, with points",
            days,
            ui.mark(**both, curve="smooth"),
            ui.mark(**both | {"type": "point"}, size=3),
        ),
        "step": _plot(
            "In steps, dashed", days, ui.mark(**both, curve="step", stroke_dash="6 3", stroke_size=2)
        ),
        "limit": _plot(
            "With limits",
            days,
            ui.mark(**both),
            ui.mark(y=50, label="Full", ref_stroke_color="$red", ref_stroke_dash="4 4"),
            ui.mark(x="2026-03-10", x0="2026-03-14", fill_color="$amber", fill_opacity=0.2, label="Storm"),
        ),
        "format": _plot(
            "Formatted axes",
            days,
            ui.mark(
                type="line",
                x="={{intl day type=date month=short day=numeric}}",
                y="={{intl ships style=unit unit=hour}}",
                color="=kind",
                color_range="$purple $tangerine",
                x_scale="time",
            ),
        ),
    }


def area() -> Cards:
    """Areas: filled below, stacked, between two lines."""
    days = data("day kind ships", rows=_DAYS)
    band = data(
        "day low high", rows=[(f"2026-03-{day:02}", 8 + day % 5, 20 + day % 7) for day in range(1, 20)]
    )
    one = {"x": "=day", "y": "=ships", "color": "=kind", "x_scale": "time", "y_min": 0}
    return {
        "below": _plot(
            "Below a line", days, ui.mark(type="area", **one, fill_opacity=0.3), ui.mark(type="line", **one)
        ),
        "stacked": _plot("Stacked", days, ui.mark(type="area", **one, stack="auto", curve="smooth")),
        "between": _plot(
            "Between two",
            band,
            ui.mark(type="area", x="=day", y0="=low", y="=high", x_scale="time", fill_color="$mint"),
        ),
    }


def point() -> Cards:
    """Points: plain, in shapes, as bubbles."""
    ships = data("length width crew kind", rows=_SHIPS)
    where = {"type": "point", "x": "=length", "y": "=width", "x_title": "Length, m", "y_title": "Width, m"}
    return {
        "plain": _plot("Plain", ships, ui.mark(**where)),
        "shapes": _plot(
            "In shapes",
            ships,
            ui.mark(**where, color="=kind", shape="=kind", shape_range="circle square diamond"),
        ),
        "bubbles": _plot(
            "As bubbles",
            ships,
            ui.mark(
                **where, color="=kind", shape="circle", size="=crew", size_range="4 30", fill_opacity=0.5
            ),
        ),
        "target": _plot(
            "With a target",
            ships,
            ui.mark(**where, shape="circle"),
            ui.mark(x=100, y=14, label="Panamax", shape="cross", stroke_color="$red", size=8),
            ui.mark(x0=120, x=190, y0=14, y=26, fill_color="$red", fill_opacity=0.1),
        ),
    }


def path() -> Cards:
    """Points joined in the order in which they come, and pairs of points joined."""
    course = [(1, 1), (2, 4), (4, 5), (5, 3), (7, 4), (6, 1), (3, 2)]
    ferries = [(1, 1, 4, 5), (4, 5, 7, 2), (7, 2, 1, 1), (4, 5, 8, 7)]
    return {
        "course": _plot(
            "The course of the Ada",
            data("east north", rows=course),
            ui.mark(type="path", x="=east", y="=north", stroke_color="$blue", curve="smooth"),
            ui.mark(type="point", x="=east", y="=north", shape="circle", size=5),
        ),
        "ferries": _plot(
            "Ferry lines",
            data("x1 y1 x2 y2", rows=ferries),
            ui.mark(type="edge", x1="=x1", y1="=y1", x2="=x2", y2="=y2", x_scale="linear", y_scale="linear"),
        ),
    }


def heatmap() -> Cards:
    """Cells by colour, and where points are dense."""
    watches = ["night", "morning", "noon", "evening"]
    cells = [
        (day, watch, (x * 3 + y * 5) % 11)
        for x, day in enumerate(["Mon", "Tue", "Wed", "Thu", "Fri"])
        for y, watch in enumerate(watches)
    ]
    return {
        "cells": _plot(
            "Ships by day and watch",
            data("day watch ships", rows=cells),
            ui.mark(
                type="polygon",
                x="=day",
                y="=watch",
                color="=ships",
                color_range="#e8f1f5 #0a6699",
                stroke_color="#fff",
            ),
        ),
        "dense": _plot(
            "Where ships are many",
            data("length width crew kind", rows=_SHIPS),
            ui.mark(type="heatmap", x="=length", y="=width", color="=crew", color_range="#fff3c4 #c72e20"),
        ),
    }


def schema() -> Cards:
    """Low, quartiles and high."""
    waits = [("North", 5, 12, 20, 31, 55), ("East", 2, 8, 11, 18, 40), ("South", 9, 15, 28, 34, 48)]
    box = {
        "type": "schema",
        "x": "=berth",
        "y1": "=low",
        "y_q1": "=q1",
        "y_q2": "=q2",
        "y_q3": "=q3",
        "y2": "=high",
    }
    return {
        "waits": _plot(
            "Waiting time by berth, minutes",
            data("berth low q1 q2 q3 high", rows=waits),
            ui.mark(**box, fill_color="$azure"),
        )
    }


def coordinates() -> Cards:
    """Round plots: polar, and a helix."""
    winds = data(
        "from hours",
        rows=[("N", 8), ("NE", 5), ("E", 12), ("SE", 20), ("S", 16), ("SW", 31), ("W", 24), ("NW", 11)],
    )
    days = data("day ships", rows=[(f"day {day}", 10 + day * 7 % 23) for day in range(60)])
    return {
        "rose": _plot(
            "Wind, hours",
            winds,
            ui.mark(
                coord="polar", type="interval", x="=from", y="=hours", color="=from", stroke_color="$card"
            ),
        ),
        "web": _plot(
            "As a web",
            winds,
            ui.mark(coord="polar", type="line", x="=from", y="=hours"),
            ui.mark(coord="polar", type="area", x="=from", y="=hours", fill_opacity=0.2),
        ),
        "helix": _plot(
            "Two months",
            days,
            ui.mark(
                coord="helix",
                type="interval",
                x="=day",
                y="=ships",
                color="=ships",
                color_range="#ffffff #1890ff",
            ),
        ),
    }
