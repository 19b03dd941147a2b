"""Keeps the page of `dashboard.py` moving: a few edits each second, until it is stopped.

Run it: `python examples/feed.py`
"""

import itertools
import math
import random
import time

from h2o_wave import site

page = site["/"]
knots = 12.0
for second in itertools.count():
    knots = max(0.0, knots + random.uniform(-1.5, 1.5))
    page["tide"].data[-1] = [second, round(3 + 2.4 * math.sin(second / 12) + random.uniform(-0.1, 0.1), 2)]
    page["wind"].plot_data[-1] = [str(second), round(knots, 1)]
    page["wind"].data.knots = knots
    if second % 3 == 0:
        page["ships"].value = str(random.randint(18, 31))
        page["wait"].value = f"{random.randint(5, 55)} min"
        page["cargo"].data[random.randrange(4)].tonnes = random.randint(5, 40)
    page.save()
    time.sleep(1)
