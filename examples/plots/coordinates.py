"""Other systems of coordinates: polar, theta (pies) and helix.

Run it: `python examples/plots/coordinates.py`, then look at http://localhost:10101/plots/coordinates
"""

from h2o_wave import data, site, ui

WINDS = [
    (direction, 3 + index * 5 % 7)
    for index, direction in enumerate(["N", "NE", "E", "SE", "S", "SW", "W", "NW"])
]

page = site["/plots/coordinates"]
page.drop()
for number, (coord, kind) in enumerate(
    [("polar", "interval"), ("theta", "interval"), ("helix", "interval"), ("polar", "line")]
):
    # A pie has one axis less: its parts are stacked around the centre.
    mark = (
        ui.mark(coord=coord, type=kind, y="=knots", color="=wind", stack="auto")
        if coord == "theta"
        else ui.mark(coord=coord, type=kind, x="=wind", y="=knots", y_min=0)
    )
    page[f"{coord}_{kind}"] = ui.plot_card(
        box=f"{1 + number % 2 * 4} {1 + number // 2 * 4} 4 4",
        title=f"{coord}, {kind}",
        data=data("wind knots", rows=WINDS),
        plot=ui.plot([mark]),
    )
page.save()
