"""Pages of components, family by family, and the app that shows them and says what it has heard."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from h2o_wave import Q, data, expando_to_dict, ui
from h2o_wave.types import Component, Plot

Items = list[Component]
CHOICES = [ui.choice("a", "Apple"), ui.choice("b", "Banana"), ui.choice("c", "Cherry", disabled=True)]
MANY = [ui.choice(f"n{number}", f"Number {number}") for number in range(150)]
TAGS = [("p", "Person", "#ff0000"), ("o", "Org", "#0000ff")]
# A picture of 400 by 200 pixels, all red.
PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='400' height='200'%3E"
    "%3Crect width='400' height='200' fill='red'/%3E%3C/svg%3E"
)
COLUMNS = [
    ui.table_column("city", "City", sortable=True, searchable=True, filterable=True),
    ui.table_column("ships", "Ships", data_type="number", sortable=True),
]
ROWS = [
    ui.table_row("oslo", ["Oslo", "12"]),
    ui.table_row("bergen", ["Bergen", "7"]),
    ui.table_row("turku", ["Turku", "100"]),
]
RED, BLUE, GREEN = "#ff0000", "#0000ff", "#008000"
TONNES = [["North", 12], ["South", 30]]
MORE_TONNES = [["North", 30], ["South", 30]]


def _texts() -> Items:
    return [
        ui.textbox("line", label="Line"),
        ui.textbox("lines", label="Lines", multiline=True, value="one\ntwo"),
        ui.textbox("masked", label="Masked", mask="(999) 999"),
        ui.textbox("secret", label="Secret", password=True),
        ui.textbox("fixed", label="Fixed", readonly=True, value="as it is"),
        ui.textbox("off", label="Off", disabled=True, value="still here"),
        ui.textbox("hidden", visible=False, value="unseen"),
        ui.textbox("unchecked", label="Unchecked", spellcheck=False),
    ]


def _ticks() -> Items:
    return [
        ui.checkbox("tick", label="Tick"),
        ui.checkbox("undecided", label="Undecided", indeterminate=True),
        ui.toggle("switch", label="Switch"),
        ui.choice_group("group", label="Group", choices=CHOICES),
        ui.checklist("list", label="List", choices=CHOICES, values=["c"]),
        ui.expander("more", label="More", expanded=False, items=[ui.textbox("inner", label="Inner")]),
    ]


def _numbers() -> Items:
    return [
        ui.slider("slider", label="Slider", min=-10, max=10),
        ui.range_slider("range", label="Range", max=10),
        ui.spinbox("spin", label="Spin", max=5),
    ]


def _pickers() -> Items:
    return [
        ui.dropdown("one", label="One", choices=CHOICES),
        ui.dropdown("several", label="Several", choices=CHOICES, values=["b"]),
        ui.dropdown("long", label="Long", choices=MANY),
        ui.dropdown("both", label="Both", choices=CHOICES, values=[], popup="always"),
        ui.combobox("free", label="Free", choices=["Red", "Green"]),
        ui.combobox("free_several", label="Free several", choices=["Red", "Green"], values=[]),
        ui.picker("tags", label="Tags", choices=CHOICES),
        ui.date_picker("day", label="Day", value="2024-02-28"),
        ui.time_picker("time", label="Time", value="09:30"),
        ui.color_picker("color", label="Color"),
        ui.color_picker("swatch", label="Swatch", choices=["red", "#00ff00"]),
        ui.color_picker("inline_color", label="Inline", inline=True),
    ]


def _clicks() -> Items:
    deeper = [ui.command("deep", label="Deep")]
    commands = [ui.command("split", label="Split"), ui.command("valued", label="Valued", value="v")]
    return [
        ui.buttons([ui.button("plain", "Plain"), ui.button("with_value", "Value", value="yes")]),
        ui.button("splitting", "Splitting", commands=commands),
        ui.mini_buttons([ui.mini_button("mini", "Mini")]),
        ui.menu([ui.command("copy", label="Copy"), ui.command("paste", label="Paste", items=deeper)], label="Menu"),
        ui.persona(title="Ada", name="ada"),
        ui.facepile([ui.persona(title="Ada", name="face")], name="pile", value="add"),
        ui.tabs("tabs", items=[ui.tab("first", "First"), ui.tab("second", "Second")]),
        ui.text("Say [yes](?word) or [no](#clicks)"),
        ui.button("#ticks", "Elsewhere"),
    ]  # fmt: skip


def _annotators() -> Items:
    text_tags = [ui.text_annotator_tag(*tag) for tag in TAGS]
    image_tags = [ui.image_annotator_tag(*tag) for tag in TAGS]
    audio_tags = [ui.audio_annotator_tag(*tag) for tag in TAGS]
    return [
        ui.text_annotator("text", "Text", text_tags, items=[ui.text_annotator_item("Ada met Bob.")]),
        ui.image_annotator("image", PICTURE, "Image", image_tags, events=["click", "tool_change"]),
        ui.audio_annotator("audio", "Audio", "/assets/beep.wav", audio_tags),
    ]


def _uploads() -> Items:
    return [
        ui.file_upload("small", label="Small", compact=True, file_extensions=["txt"]),
        ui.file_upload("large", label="Send", multiple=True, max_file_size=1, height="120px"),
    ]


def _table(**rest: Any) -> Items:
    return [ui.table("table", columns=COLUMNS, rows=ROWS, height="300px", **rest)]


def _paged() -> Items:
    events = ["sort", "search", "filter", "page_change", "download", "reset"]
    page = ui.table_pagination(total_rows=30, rows_per_page=3)
    return _table(pagination=page, events=events, downloadable=True, resettable=True, groupable=True)


def _grouped() -> Items:
    return _table(groupable=True, events=["group_change"])


def _triggers() -> Items:
    return [
        ui.textbox("line", label="Line", trigger=True),
        ui.checkbox("tick", label="Tick", trigger=True),
        ui.toggle("switch", label="Switch", trigger=True),
        ui.choice_group("group", label="Group", choices=CHOICES, trigger=True),
        ui.checklist("list", label="List", choices=CHOICES, trigger=True),
        ui.slider("slider", label="Slider", trigger=True),
        ui.spinbox("spin", label="Spin", trigger=True),
        ui.dropdown("one", label="One", choices=CHOICES, trigger=True),
        ui.combobox("free", label="Free", choices=["Red"], trigger=True),
    ]


def _bars(color: str) -> Plot:
    return ui.plot([ui.mark(type="interval", x="=port", y="=tonnes", y_min=0, color=color)])


def _vega_lite(color: str) -> str:
    encoding = {"x": {"field": "port"}, "y": {"field": "tonnes", "type": "quantitative"}}
    return json.dumps({"mark": {"type": "bar", "color": color}, "encoding": encoding})


def _vega(color: str) -> str:
    """The same for the other grammar: one rectangle for all rows."""
    whole = {"x": {"value": 0}, "y": {"value": 0}, "width": {"value": 100}, "height": {"value": 50}}
    encode = {"enter": whole | {"fill": {"value": color}}}
    return json.dumps({"data": [{"name": "ships"}], "marks": [{"type": "rect", "encode": encode}]})


def _packed(rows: list[list[Any]]) -> str:
    return data("port tonnes", rows=rows, pack=True)


def _plots() -> Items:
    rows, height = data("port tonnes", rows=TONNES), "300px"
    return [
        ui.visualization(_bars(RED), rows, name="bars", events=["select_marks"], height=height),
        ui.vega_visualization(_vega_lite(RED), data=_packed(TONNES), name="vega", height=height),
    ]


PAGES: Mapping[str, Callable[[], Items]] = {
    "texts": _texts,
    "ticks": _ticks,
    "numbers": _numbers,
    "pickers": _pickers,
    "clicks": _clicks,
    "annotators": _annotators,
    "uploads": _uploads,
    "table": _table,
    "chosen": lambda: _table(multiple=True, events=["select"]),
    "single": lambda: _table(single=True),
    "paged": _paged,
    "grouped": _grouped,
    "triggers": _triggers,
    "plots": _plots,
}

# What the app sets by name when it is asked to, and what is pending for it then.
UPDATES: Mapping[str, Mapping[str, tuple[str, Any]]] = {
    "texts": {"line": ("value", "from Python"), "lines": ("value", "a"), "secret": ("value", "s")},
    "ticks": {
        "tick": ("value", True),
        "switch": ("value", True),
        "group": ("value", "b"),
        "list": ("values", ["a", "b"]),
        "more": ("expanded", True),
    },
    "numbers": {"slider": ("value", 4), "spin": ("value", 3)},
    "pickers": {
        "one": ("value", "b"),
        "several": ("values", ["b", "a"]),
        "long": ("value", "n7"),
        "free": ("value", "Blue"),
        "tags": ("values", ["a"]),
        "day": ("value", "2030-12-31"),
        "time": ("value", "23:59"),
        "color": ("value", "#123456"),
        "swatch": ("value", "red"),
    },
    "chosen": {"table": ("values", ["turku", "oslo"])},
    "single": {"table": ("value", "bergen")},
}

# What the app changes of what is drawn, one change after the other, whenever it is asked to.
REDRAWINGS: Sequence[Mapping[str, Mapping[str, Any]]] = (
    {"bars": {"data": _packed(MORE_TONNES)}, "vega": {"data": _packed(MORE_TONNES)}},
    {"bars": {"plot": _bars(BLUE)}, "vega": {"specification": _vega_lite(BLUE)}},
    {"vega": {"grammar": "vega", "specification": _vega(GREEN)}},
)

# What is not an argument of a component.
OWN = ("#", "__wave_submission_name__")


async def show(q: Q) -> None:
    """Shows the family that the hash names; says in its title what it has heard."""
    family = str(q.args["#"] or "texts")
    args = {name: value for name, value in expando_to_dict(q.args).items() if name not in OWN}
    events = {name: expando_to_dict(value) for name, value in expando_to_dict(q.events).items()}
    if q.client.family != family:
        q.client.family = family
        q.page["form"] = ui.form_card("1 1 9 -1", [*PAGES[family](), *_own_buttons()])
    if q.args.update:
        update(q, family)
    q.client.turn = (q.client.turn or 0) + 1
    tell(q, {"turn": q.client.turn, "family": family, "args": args, "events": events})
    await q.page.save()


def update(q: Q, family: str) -> None:
    """Sets what there is to be set."""
    form = q.page["form"]
    for name, (attribute, value) in UPDATES.get(family, {}).items():
        setattr(getattr(form, name), attribute, value)
    if family != "plots":
        return
    q.client.redrawn = (q.client.redrawn or 0) + 1
    for name, changes in REDRAWINGS[q.client.redrawn - 1].items():
        for attribute, value in changes.items():
            setattr(getattr(form, name), attribute, value)


def _own_buttons() -> Items:
    return [ui.buttons([ui.button("submit", "Submit"), ui.button("update", "Update")])]


def tell(q: Q, heard: dict[str, Any]) -> None:
    """Puts what was heard where a test can read it."""
    title = json.dumps(heard)
    if q.client.meta:
        q.page["meta"].title = title
    else:
        q.client.meta = True
        q.page["meta"] = ui.meta_card("", title=title)
