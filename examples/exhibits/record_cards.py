"""Cards from records."""

from h2o_wave import data, pack, ui

from .place import Cards, place

_FIELDS = "name kind tonnes place"
_SHIPS = [["Ada", "grain", 310, "North"], ["Grace", "timber", 95, "East"], ["Edith", "salt", 120, "at sea"]]
_ITEM = {
    "title": "=name",
    "caption": "=Loaded with {{kind}}",
    "value": "={{tonnes}} t",
    "aux_value": "=place",
}


def list_card() -> Cards:
    """A title, and a card for each record below it."""
    return {
        "ships": ui.list_card(
            place(340, 300),
            title="Ships",
            item_view="list_item1",
            item_props=pack(_ITEM),
            data=data(_FIELDS, rows=_SHIPS),
        )
    }


def list_item1_card() -> Cards:
    """A record: two lines at the left, two at the right."""
    record = dict(zip(_FIELDS.split(), _SHIPS[0], strict=True))
    return {"ada": ui.list_item1_card(place(340, 90), data=record, **_ITEM)}


def repeat_card() -> Cards:
    """A card for each record."""
    return {
        "stats": ui.repeat_card(
            place(220, 320),
            item_view="small_stat",
            item_props=pack({"title": "=name", "value": "={{tonnes}} t"}),
            data=data(_FIELDS, rows=_SHIPS),
        )
    }


def flex_card() -> Cards:
    """A card for each record, in a row or a column."""
    content = pack({"title": "=name", "content": "<b>{{tonnes}}</b> tonnes of {{kind}}"})
    return {
        "row": ui.flex_card(
            place(560, 120),
            item_view="template",
            item_props=content,
            data=data(_FIELDS, rows=_SHIPS),
            direction="horizontal",
            justify="between",
            wrap="between",
        ),
        "column": ui.flex_card(
            place(240, 260),
            item_view="template",
            item_props=content,
            data=data(_FIELDS, rows=_SHIPS),
            direction="vertical",
            align="center",
        ),
    }


def grid_card() -> Cards:
    """A line for each record, and a cell for each of its fields."""
    cells = [
        {"title": "Ship", "value": "=name"},
        {"title": "Cargo", "value": "=kind"},
        {"title": "Tonnes", "value": "=tonnes"},
    ]
    return {
        "ships": ui.grid_card(
            place(420, 220), title="Ships", cells=pack(cells), data=data(_FIELDS, rows=_SHIPS)
        )
    }
