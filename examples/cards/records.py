"""Cards that repeat one kind of card for every record of their data.

Run it: `python examples/cards/records.py`, then look at http://localhost:10101/cards/records
"""

from h2o_wave import data, pack, site, ui

FIELDS = "name kind tonnes place"
SHIPS = [["Ada", "grain", 310, "North"], ["Grace", "timber", 95, "East"], ["Edith", "salt", 120, "at sea"]]
item = pack({"title": "=name", "caption": "=kind", "value": "=tonnes", "aux_value": "=place"})
stat = pack({"title": "=name", "value": "={{tonnes}} t"})

page = site["/cards/records"]
page.drop()
page["list"] = ui.list_card(
    box="1 1 3 4", title="A list", item_view="list_item1", item_props=item, data=data(FIELDS, rows=SHIPS)
)
page["one"] = ui.list_item1_card(
    box="1 5 3 1",
    title="=name",
    caption="=kind",
    value="=tonnes",
    aux_value="=place",
    data=dict(zip(FIELDS.split(), SHIPS[0], strict=True)),
)
page["repeat"] = ui.repeat_card(
    box="4 1 2 3", item_view="small_stat", item_props=stat, data=data(FIELDS, rows=SHIPS)
)
page["flex"] = ui.flex_card(
    box="6 1 3 3",
    item_view="template",
    item_props=pack({"title": "=name", "content": "<b>{{tonnes}}</b>"}),
    data=data(FIELDS, rows=SHIPS),
    direction="horizontal",
    justify="between",
    wrap="between",
)
page["grid"] = ui.grid_card(
    box="4 4 5 2",
    title="A grid",
    cells=pack([{"title": "Ship", "value": "=name"}]),
    data=data(FIELDS, rows=SHIPS),
)
page.save()
