"""A drawing that moves: `draw` changes a part of the scene.

Run it: `python examples/graphics/clock.py [seconds]`, and look at http://localhost:10101/graphics/clock meanwhile
"""

import sys
import time

from h2o_wave import graphics as g
from h2o_wave import site, ui

seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0

page = site["/graphics/clock"]
page.drop()
page["clock"] = ui.graphics_card(
    box="1 1 3 4",
    view_box="-55 -55 110 110",
    width="100%",
    height="100%",
    stage=g.stage(face=g.circle(r=50, fill="white", stroke="black")),
    scene=g.scene(
        hour=g.rect(x=-2, y=-28, width=4, height=30, rx=2),
        minute=g.rect(x=-1, y=-42, width=2, height=44, rx=1),
        second=g.line(y1=8, y2=-46, stroke="red"),
    ),
)
page.save()
scene = page["clock"].scene
ends_at = time.monotonic() + seconds
while True:
    now = time.localtime()
    g.draw(scene.second, transform=f"rotate({now.tm_sec * 6})")
    g.draw(scene.minute, transform=f"rotate({now.tm_min * 6})")
    g.draw(scene.hour, transform=f"rotate({now.tm_hour % 12 * 30 + now.tm_min / 2})")
    page.save()
    if time.monotonic() >= ends_at:
        break
    time.sleep(1)
g.reset(scene.second)
page.save()
