"""Points: shapes, sizes and colours by field, and a map of where they are dense.

Run it: `python examples/plots/points.py`, then look at http://localhost:10101/plots/points
"""

from h2o_wave import data, site, ui

SHIPS = [
    [length, length * 0.1 + length % 7, length % 40, ["sail", "steam", "motor"][length % 3]]
    for length in range(20, 200, 5)
]

page = site["/plots/points"]
page.drop()
page["plain"] = ui.plot_card(
    box="1 1 4 4",
    title="Ships by length and width",
    data=data("length width crew kind", rows=SHIPS),
    plot=ui.plot([ui.mark(type="point", x="=length", y="=width", x_title="Metres", shape="circle")]),
)
page["rich"] = ui.plot_card(
    box="5 1 4 4",
    title="… by kind and crew",
    data=data("length width crew kind", rows=SHIPS),
    plot=ui.plot(
        [
            ui.mark(
                type="point",
                x="=length",
                y="=width",
                color="=kind",
                shape="=kind",
                shape_range="circle square triangle",
                size="=crew",
                size_range="4 24",
                fill_opacity=0.6,
            )
        ]
    ),
)
page["dense"] = ui.plot_card(
    box="1 5 4 4",
    title="Where they are dense",
    data=data("length width crew kind", rows=SHIPS),
    plot=ui.plot([ui.mark(type="heatmap", x="=length", y="=width", color="=crew", color_range="#fee #f00")]),
)
page.save()
