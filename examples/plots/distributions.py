"""Schemas: box plots and candles, and how often something happens.

Run it: `python examples/plots/distributions.py`, then look at http://localhost:10101/plots/distributions
"""

from h2o_wave import data, site, ui

page = site["/plots/distributions"]
page.drop()
page["boxes"] = ui.plot_card(
    box="1 1 4 5",
    title="Waiting time by berth, minutes",
    data=data("berth low q1 q2 q3 high", rows=[("North", 5, 12, 20, 31, 55), ("East", 2, 8, 11, 18, 40)]),
    plot=ui.plot(
        [
            ui.mark(
                type="schema",
                x="=berth",
                y1="=low",
                y_q1="=q1",
                y_q2="=q2",
                y_q3="=q3",
                y2="=high",
                fill_color="#ccf5ff",
            )
        ]
    ),
)
page["counts"] = ui.plot_card(
    box="5 1 4 5",
    title="How often how long",
    data=data("low high count", rows=[(0, 10, 4), (10, 20, 11), (20, 30, 7), (30, 60, 2)]),
    plot=ui.plot([ui.mark(type="interval", x1="=low", x2="=high", y="=count", y_min=0)]),
)
page.save()
