"""Areas: plain, stacked, between two lines, and behind a line.

Run it: `python examples/plots/areas.py`, then look at http://localhost:10101/plots/areas
"""

from math import sin

from h2o_wave import data, site, ui

WIND = [[hour, round(8 + 3 * sin(hour / 4), 1), round(14 + 4 * sin(hour / 4), 1)] for hour in range(24)]
CARGO = [
    [day, kind, 5 + (day * size) % 7] for size, kind in ((3, "grain"), (5, "timber")) for day in range(10)
]

page = site["/plots/areas"]
page.drop()
page["stacked"] = ui.plot_card(
    box="1 1 4 4",
    title="Stacked",
    data=data("day cargo tonnes", rows=CARGO),
    plot=ui.plot(
        [ui.mark(type="area", x="=day", y="=tonnes", color="=cargo", stack="auto", x_scale="linear", y_min=0)]
    ),
)
page["between"] = ui.plot_card(
    box="5 1 4 4",
    title="Between the calm and the gusts",
    data=data("hour calm gusts", rows=WIND),
    plot=ui.plot(
        [ui.mark(type="area", x="=hour", y0="=calm", y="=gusts", x_scale="linear", fill_opacity=0.4)]
    ),
)
page["behind"] = ui.plot_card(
    box="1 5 4 4",
    title="Behind a line",
    data=data("hour calm gusts", rows=WIND),
    plot=ui.plot(
        [
            ui.mark(
                type="area",
                x="=hour",
                y="=gusts",
                x_scale="linear",
                y_min=0,
                curve="smooth",
                fill_color="$blue",
            ),
            ui.mark(type="line", x="=hour", y="=gusts", curve="smooth", stroke_color="$indigo"),
        ]
    ),
)
page.save()
