"""Writes a dashboard page and exits: the server keeps it. `feed.py` then keeps it moving.

Run it: `python examples/dashboard.py`
"""

from h2o_wave import data, site, ui

page = site["/"]
page.drop()
page["meta"] = ui.meta_card(
    box="",
    title="Wave",
    layouts=[
        ui.layout(
            breakpoint="xs",
            zones=[ui.zone("header"), ui.zone("stats"), ui.zone("charts"), ui.zone("notes")],
        ),
        ui.layout(
            breakpoint="m",
            max_width="1200px",
            zones=[
                ui.zone("header"),
                ui.zone("stats", direction="row", size="132px"),
                ui.zone("charts", direction="row", size="380px"),
                ui.zone("notes", direction="row"),
            ],
        ),
    ],
)
page["header"] = ui.header_card(
    box="header", title="Harbour", subtitle="A page that outlives the program that wrote it"
)
page["ships"] = ui.small_stat_card(box=ui.box("stats", order=1), title="Ships in port", value="0")
page["wait"] = ui.small_stat_card(box=ui.box("stats", order=2), title="Longest wait", value="0 min")
page["wind"] = ui.small_series_stat_card(
    box=ui.box("stats", order=3),
    title="Wind, knots",
    value="={{intl knots minimum_fraction_digits=1 maximum_fraction_digits=1}}",
    data={"knots": 0.0},
    plot_category="minute",
    plot_value="knots",
    plot_color="$blue",
    plot_data=data("minute knots", -40),
    plot_zero_value=0,
)
page["tide"] = ui.plot_card(
    box=ui.box("charts", order=1, size="2"),
    title="Tide, the last two minutes",
    data=data("second metres", -120),
    plot=ui.plot(
        [
            ui.mark(
                type="area",
                x="=second",
                y="=metres",
                x_scale="linear",
                y_min=0,
                y_max=6,
                y_title="metres",
                color="$blue",
                curve="smooth",
            ),
        ]
    ),
)
page["cargo"] = ui.plot_card(
    box=ui.box("charts", order=2),
    title="Cargo by berth, kilotonnes",
    data=data("berth tonnes", rows=[("North", 12), ("East", 31), ("South", 8), ("West", 22)]),
    plot=ui.plot([ui.mark(type="interval", x="=berth", y="=tonnes", y_min=0, color="$cyan")]),
)
page["about"] = ui.markdown_card(
    box=ui.box("notes", order=1),
    title="What you are looking at",
    content="""
This page was written by `examples/dashboard.py`, which has **already exited**. The server keeps the page;
`examples/feed.py` changes a few values each second, and every open browser shows each change at once. Open it in
several tabs, or restart the server: nothing is lost.
""",
)
page["try"] = ui.markdown_card(
    box=ui.box("notes", order=2),
    title="Something to click",
    content="""
[Book a berth](/berths) is an *app*: some fifty lines of Python that answer what you do. Every tab has a conversation
of its own.
""",
)
page.save()
