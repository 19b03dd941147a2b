"""Charts in the Vega-Lite grammar.

Run it: `python examples/cards/vega.py`, then look at http://localhost:10101/cards/vega
"""

import json

from h2o_wave import data, site, ui

SPECIFICATION = {
    "mark": "bar",
    "encoding": {
        "x": {"field": "berth", "type": "nominal"},
        "y": {"field": "tonnes", "type": "quantitative"},
    },
}
ROWS = [["North", 12], ["East", 31], ["South", 8]]

page = site["/cards/vega"]
page.drop()
page["card"] = ui.vega_card(
    box="1 1 4 5",
    title="Cargo by berth",
    specification=json.dumps(SPECIFICATION),
    data=data("berth tonnes", rows=ROWS),
)
page["form"] = ui.form_card(
    box="5 1 4 5",
    items=[
        ui.text_l("The same in a form"),
        ui.vega_visualization(
            json.dumps(SPECIFICATION), data=data("berth tonnes", rows=ROWS), height="250px"
        ),
    ],
)
page.save()
