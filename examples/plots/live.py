"""A plot that moves: new rows push out the oldest ones.

Run it: `python examples/plots/live.py [seconds]`, and look at http://localhost:10101/plots/live meanwhile
"""

import math
import sys
import time

from h2o_wave import data, site, ui

seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0

page = site["/plots/live"]
page.drop()
page["tide"] = ui.plot_card(
    box="1 1 6 5",
    title="Tide",
    data=data("tick metres", -100),  # a cyclic buffer: the last 100 rows
    plot=ui.plot([ui.mark(type="area", x="=tick", y="=metres", x_scale="linear", y_min=0, curve="smooth")]),
)
page.save()
for tick in range(round(seconds * 10)):
    page["tide"].data[-1] = [tick, round(3 + 2 * math.sin(tick / 15), 3)]
    page.save()
    time.sleep(0.1)
