"""Lines and paths: by group, smooth, in steps, dashed, along a way, and with a line of reference.

Run it: `python examples/plots/lines.py`, then look at http://localhost:10101/plots/lines
"""

from math import cos, sin

from h2o_wave import data, site, ui

TIDES = [
    [hour, place, round(3 + 2 * sin(hour / 2 + shift), 2)]
    for shift, place in enumerate(["Oslo", "Riga"])
    for hour in range(24)
]
WAY = [[round(t / 9 * cos(t / 6), 2), round(t / 9 * sin(t / 6), 2)] for t in range(60)]

page = site["/plots/lines"]
page.drop()
page["groups"] = ui.plot_card(
    box="1 1 4 4",
    title="By group",
    data=data("hour place metres", rows=TIDES),
    plot=ui.plot(
        [ui.mark(type="line", x="=hour", y="=metres", color="=place", x_scale="linear", curve="smooth")]
    ),
)
page["steps"] = ui.plot_card(
    box="5 1 4 4",
    title="In steps, with a line of reference",
    data=data("hour place metres", rows=TIDES[:24]),
    plot=ui.plot(
        [
            ui.mark(type="line", x="=hour", y="=metres", x_scale="linear", curve="step", stroke_dash="4 2"),
            ui.mark(y=3, label="mean", ref_stroke_color="$red"),
            ui.mark(x=12, label="noon"),
            ui.mark(x0=18, x=22, label="evening"),
        ]
    ),
)
page["way"] = ui.plot_card(
    box="1 5 4 4",
    title="A path, in the order of its rows",
    data=data("east north", rows=WAY),
    plot=ui.plot([ui.mark(type="path", x="=east", y="=north", x_scale="linear", stroke_size=2)]),
)
page["time"] = ui.plot_card(
    box="5 5 4 4",
    title="Over time",
    data=data("day ships", rows=[[f"2026-11-{day:02}", day * 7 % 11] for day in range(1, 29)]),
    plot=ui.plot([ui.mark(type="line", x_scale="time", x="=day", y="=ships", y_min=0)]),
)
page.save()
