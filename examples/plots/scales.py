"""Scales of the axes: linear, logarithmic, powers, categories, time, and rounder limits.

Run it: `python examples/plots/scales.py`, then look at http://localhost:10101/plots/scales
"""

from h2o_wave import data, site, ui

page = site["/plots/scales"]
page.drop()
for number, scale in enumerate(["linear", "log", "pow", "cat"]):
    page[scale] = ui.plot_card(
        box=f"{1 + number % 2 * 4} {1 + number // 2 * 4} 4 4",
        title=f"y on a scale of the kind {scale}",
        data=data("depth pressure", rows=[[depth, depth**2 + 1] for depth in range(1, 30, 3)]),
        plot=ui.plot(
            [
                ui.mark(
                    type="point",
                    x="=depth",
                    y="=pressure",
                    y_scale=scale,
                    x_nice=True,
                    x_scale="linear",
                    x_title="Depth",
                )
            ]
        ),
    )
page.save()
