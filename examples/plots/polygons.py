"""Polygons: a grid of coloured cells, and shapes of many corners.

Run it: `python examples/plots/polygons.py`, then look at http://localhost:10101/plots/polygons
"""

from h2o_wave import data, site, ui

DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri"]
WATCHES = ["night", "morning", "noon", "evening"]
CELLS = [(day, watch, (x * 3 + y * 5) % 11) for x, day in enumerate(DAYS) for y, watch in enumerate(WATCHES)]

page = site["/plots/polygons"]
page.drop()
page["grid"] = ui.plot_card(
    box="1 1 5 5",
    title="Ships by day and watch",
    data=data("day watch ships", rows=CELLS),
    plot=ui.plot(
        [
            ui.mark(
                type="polygon",
                x="=day",
                y="=watch",
                color="=ships",
                color_range="#eef #006",
                stroke_color="#fff",
            )
        ]
    ),
)
page.save()
