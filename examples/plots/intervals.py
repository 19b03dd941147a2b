"""Bars: plain, stacked, side by side, lying, and with labels.

Run it: `python examples/plots/intervals.py`, then look at http://localhost:10101/plots/intervals
"""

from h2o_wave import data, site, ui

FIELDS = "berth cargo tonnes"
ROWS = [
    ("North", "grain", 12),
    ("North", "timber", 7),
    ("East", "grain", 31),
    ("East", "timber", 9),
    ("South", "grain", 8),
    ("South", "timber", 14),
]

page = site["/plots/intervals"]
page.drop()
page["plain"] = ui.plot_card(
    box="1 1 4 4",
    title="Plain",
    data=data("berth tonnes", rows=[("North", 12), ("East", 31), ("South", 8)]),
    plot=ui.plot([ui.mark(type="interval", x="=berth", y="=tonnes", y_min=0, y_title="Tonnes")]),
)
page["stacked"] = ui.plot_card(
    box="5 1 4 4",
    title="Stacked",
    data=data(FIELDS, rows=ROWS),
    plot=ui.plot([ui.mark(type="interval", x="=berth", y="=tonnes", color="=cargo", stack="auto", y_min=0)]),
)
page["dodged"] = ui.plot_card(
    box="1 5 4 4",
    title="Side by side",
    data=data(FIELDS, rows=ROWS),
    plot=ui.plot([ui.mark(type="interval", x="=berth", y="=tonnes", color="=cargo", dodge="auto", y_min=0)]),
)
page["lying"] = ui.plot_card(
    box="5 5 4 4",
    title="Lying, with labels",
    data=data(FIELDS, rows=ROWS),
    plot=ui.plot(
        [
            ui.mark(
                type="interval",
                x="=tonnes",
                y="=berth",
                color="=cargo",
                color_range="$amber $brown",
                stack="auto",
                x_min=0,
                label="={{tonnes}} t",
                label_position="middle",
                label_fill_color="#fff",
            )
        ]
    ),
)
page.save()
