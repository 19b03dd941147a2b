"""Drawing by commands and by walking: `p` and `turtle`.

Run it: `python examples/graphics/paths.py`, then look at http://localhost:10101/graphics/paths
"""

from h2o_wave import graphics as g
from h2o_wave import site, ui

flag = g.p().m(10, 90).V(10).h(50).l(-12, 12).l(12, 12).H(10).path(fill="tomato", stroke="black")

walk = g.turtle(110, 50).f(0).pd()
for _ in range(36):
    walk.f(30).r(170)
star = walk.path(fill="none", stroke="navy")

page = site["/graphics/paths"]
page.drop()
page["drawn"] = ui.graphics_card(
    box="1 1 5 4", view_box="0 0 160 100", width="100%", height="100%", stage=g.stage(flag=flag, star=star)
)
page.save()
