"""The four kinds of buffer: fixed, cyclic, map and list, and what can be done to their rows.

Run it: `python examples/scripts/buffers.py`, then look at http://localhost:10101/scripts/buffers
"""

from h2o_wave import data, site, ui

PLOT = ui.plot([ui.mark(type="interval", x="=x", y="=y", y_min=0)])
BUFFERS = {
    "fixed": data("x y", 3),
    "cyclic": data("x y", -3),
    "map": data("x y", rows={"a": ["a", 1]}),
    "list": data("x y", t="list"),
}

page = site["/scripts/buffers"]
page.drop()
for number, (kind, buffer) in enumerate(BUFFERS.items()):
    page[kind] = ui.plot_card(box=f"{1 + number * 3} 1 3 4", title=kind, data=buffer, plot=PLOT)
page["fixed"].data[0] = ["first", 1]
page["fixed"].data[1] = ["second", 2]
page["fixed"].data[1].y = 5  # one cell
for step in range(5):
    page["cyclic"].data[-1] = [str(step), step + 1]  # the last three stay
page["map"].data.b = ["b", 2]
page["map"].data.a = None  # gone
page["list"].data += ["one", 1]
page["list"].data += ["two", 2]
page["list"].data[-1] = ["two", 4]
page.save()
