"""Edges: what is connected with what.

Run it: `python examples/plots/edges.py`, then look at http://localhost:10101/plots/edges
"""

from h2o_wave import data, site, ui

LINES = [(1, 1, 4, 5), (4, 5, 7, 2), (7, 2, 1, 1), (4, 5, 8, 7)]

page = site["/plots/edges"]
page.drop()
page["lines"] = ui.plot_card(
    box="1 1 5 5",
    title="Ferry lines",
    data=data("x1 y1 x2 y2", rows=LINES),
    plot=ui.plot(
        [ui.mark(type="edge", x1="=x1", y1="=y1", x2="=x2", y2="=y2", x_scale="linear", y_scale="linear")]
    ),
)
page.save()
