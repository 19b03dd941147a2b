"""Pages of cards, family by family, and the app that shows them and says what it has heard."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from h2o_wave import Q, data, expando_to_dict, pack, ui
from h2o_wave.graphics import circle, rect, scene, stage

Cards = dict[str, Any]
ADA = ui.persona(title="Ada Lovelace")
PICTURE = "/assets/dot.png"
PORTS = ["Oslo", "Bergen", "Turku"]
BARS = ui.plot([ui.mark(type="interval", x="=port", y="=tonnes", y_min=0)])
VEGA = (
    '{"mark": "bar", "encoding": {"x": {"field": "port"}, "y": {"field": "tonnes", "type": "quantitative"}}}'
)


ROWS = [["Oslo", 12], ["Bergen", 30]]


def _rows() -> Any:
    return data("port tonnes", rows=ROWS)


def _navigation() -> Cards:
    groups = [
        ui.nav_group(
            "Ports", items=[ui.nav_item("nav_oslo", "Oslo"), ui.nav_item("nav_off", "Off", disabled=True)]
        )
    ]
    drawer = [ui.nav_group("Menu", items=[ui.nav_item("drawer_item", "In the drawer")])]
    deeper = [ui.command("deep", label="Deep")]
    return {
        "header": ui.header_card("1 1 12 1", "Title", "Subtitle", icon="Globe", nav=drawer, items=[ui.button("in_header", "Go")]),
        "nav": ui.nav_card("1 2 2 5", items=groups, title="Nav"),
        "tab": ui.tab_card("3 2 4 1", items=[ui.tab("tab_one", "One"), ui.tab("tab_two", "Two")]),
        "named_tab": ui.tab_card("7 2 4 1", items=[ui.tab("x", "X"), ui.tab("y", "Y")], name="which"),
        "toolbar": ui.toolbar_card(
            "3 3 6 1",
            items=[ui.command("new", label="New"), ui.command("more", label="Folder", items=deeper)],
            secondary_items=[ui.command("help", label="Help", value="please")],
            overflow_items=[ui.command("rare", label="Rare")],
        ),
        "crumbs": ui.breadcrumbs_card("3 4 4 1", items=[ui.breadcrumb("home", "Home"), ui.breadcrumb("here", "Here")]),
        "section": ui.section_card("3 5 6 1", "Section", "of **all**", items=[ui.toggle("in_section", label="On")]),
        "footer": ui.footer_card("1 9 12 1", "The [end](?footer_link)"),
    }  # fmt: skip


def _previews() -> Cards:
    command = [ui.command("delete", label="Delete", value="it")]
    return {
        "preview": ui.preview_card("1 1 3 3", "a_preview", PICTURE, title="Preview", caption="Caption"),
        "labelled": ui.preview_card("4 1 3 3", "a_label", PICTURE, title="Labelled", label="Open"),
        "tall_info": ui.tall_info_card("7 1 3 3", "a_tall", "Tall", "Caption"),
        "wide_info": ui.wide_info_card("10 1 3 3", "a_wide", "Wide", "Caption", label="Read"),
        "tall_article": ui.tall_article_preview_card("1 4 3 4", "Tall article", PICTURE, name="tall_article_name"),
        "wide_article": ui.wide_article_preview_card("4 4 5 4", ADA, PICTURE, "Wide article", name="wide_article_name"),
        "list": ui.stat_list_card("9 4 2 3", "List", [ui.stat_list_item("Oslo", name="oslo", value="12")], name="a_list"),
        "rows": ui.stat_table_card("11 4 2 3", "Rows", ["Port", "Tonnes"], [ui.stat_table_item("Bergen", ["7"], name="bergen")]),
        "article": ui.article_card("1 8 3 2", "Article", content="Some **words**", items=[ui.mini_button("like", "Like")]),
        "profile": ui.profile_card("4 8 3 3", ADA, PICTURE, items=[ui.text("Inside")]),
        "post": ui.post_card("7 8 3 3", ADA, PICTURE, aux_value="2 h", caption="Caption", commands=command),
    }  # fmt: skip


def _numbers() -> Cards:
    numbers: dict[str, Any] = {"value": "=${{intl n minimum_fraction_digits=2}}", "data": {"n": 1234.5}}
    line = {"title": "=port", "caption": "c", "value": "=tonnes", "aux_value": "a"}
    stat = {"title": "=port", "value": "=tonnes"}
    words = {"title": "", "content": "<b>{{port}}!</b>"}
    spark: dict[str, Any] = {"plot_data": data("x y", -3), "plot_value": "y"}
    return {
        "small": ui.small_stat_card("1 1 2 1", "Small", **numbers),
        "large": ui.large_stat_card("3 1 2 2", "Large", "1", "2", "3"),
        "large_bar": ui.large_bar_stat_card("5 1 2 2", "Large bar", "c", "1", "2", "3", "4", progress=0.5),
        "wide_bar": ui.wide_bar_stat_card("7 1 2 1", "Wide bar", "1", "2", progress=0.25),
        "tall_gauge": ui.tall_gauge_stat_card("9 1 2 2", "Tall gauge", "1", "2", progress=0.75),
        "wide_gauge": ui.wide_gauge_stat_card("11 1 2 1", "Wide gauge", "1", "2", progress=0.75),
        "small_series": ui.small_series_stat_card("1 3 2 1", "Small series", "1", **spark),
        "tall_series": ui.tall_series_stat_card("3 3 2 2", "Tall series", "1", "2", **spark),
        "wide_series": ui.wide_series_stat_card("5 3 2 1", "Wide series", "1", "2", **spark),
        "pie": ui.wide_pie_stat_card("7 3 3 2", "Pie", [ui.pie("Oil", "30%", 0.3, "$red"), ui.pie("Gas", "70%", 0.7, "$blue")]),
        "tall_stats": ui.tall_stats_card("10 3 2 2", items=[ui.stat("Ships", "12")]),
        "repeat": ui.repeat_card("1 5 2 2", "list_item1", line, _rows()),
        "list": ui.list_card("3 5 2 2", "A list", "small_stat", stat, _rows()),
        "flex": ui.flex_card("5 5 2 2", "template", words, _rows()),
        "grid": ui.grid_card("7 5 3 2", "A grid", pack([{"title": "Harbour", "value": "=port"}]), _rows()),
        "item": ui.list_item1_card("10 5 3 1", "Item", "c", "v", "a", {}),
    }  # fmt: skip


def _pictures() -> Cards:
    return {
        "plot": ui.plot_card("1 1 4 4", "Plot", _rows(), BARS, events=["select_marks"]),
        "wide_plot": ui.wide_plot_card("5 1 4 3", "Wide plot", "of **all**", BARS, _rows()),
        "vega": ui.vega_card("9 1 4 4", "Vega", VEGA, data("port tonnes", rows=ROWS, pack=True)),
        "graphics": ui.graphics_card(
            "1 5 2 2",
            "0 0 100 100",
            stage=stage(ground=rect(x=0, y=0, width=100, height=100, fill="#eee")),
            scene=scene(ball=circle(cx=50, cy=50, r=20, fill="red")),
        ),
        "image": ui.image_card("3 5 2 2", "Image", path=PICTURE, path_popup=PICTURE),
        "frame": ui.frame_card("5 4 3 3", "Frame", content="<p>Framed words</p>"),
        "markup": ui.markup_card("8 5 2 2", "Markup", "<b>Bold</b> words"),
        "template": ui.template_card("10 5 2 2", "Template", "<i>{{n}} ships</i>", data={"n": 7}),
        "markdown": ui.markdown_card("1 7 3 2", "Markdown", "=Of {{n}} [ships](?ships)\n\n```py\nx = 1\n```", data={"n": 12}),
    }  # fmt: skip


def _drawings() -> Cards:
    """Pictures whose rows are changed one by one."""
    marks = [ui.mark(type="interval", x="=port", y="=tonnes", y_min=0, color="#ff0000")]
    vega = VEGA.replace('"bar"', '{"type": "bar", "color": "#ff0000"}')
    return {
        "plot": ui.plot_card("1 1 4 4", "Plot", _rows(), ui.plot(marks)),
        "vega": ui.vega_card("5 1 4 4", "Vega", vega, _rows()),
        "form": ui.form_card("1 5 2 2", [ui.button("raise_oslo", "Raise Oslo")]),
    }


def _chat() -> Cards:
    events = ["stop", "feedback", "suggestion", "scroll_up"]
    said = data("content from_user", t="list", rows=[["Ahoy", True], ["Hello", False]])
    suggestions = [ui.chat_suggestion("poem", "A poem")]
    return {"bot": ui.chatbot_card("1 1 5 7", "bot_says", said, events=events, suggestions=suggestions)}


def _history() -> Cards:
    """A conversation that began long ago."""
    said = data("content from_user", t="list", rows=[[f"Day {day}", day % 2 == 0] for day in range(20, 60)])
    return {"bot": ui.chatbot_card("1 1 5 5", "bot_hears", said, events=["scroll_up", "stop"])}


def _overlays() -> Cards:
    names = ("dialog", "panel", "bar")
    return {"form": ui.form_card("1 1 4 4", [ui.button(f"open_{name}", f"Open {name}") for name in names])}


def _rooms() -> Cards:
    return {
        "room": ui.chat_card("1 1 3 5", "Room", {}),
        "canvas": ui.canvas_card("4 1 4 5", "Canvas", 300, 200, {}),
        "pixels": ui.pixel_art_card("8 1 4 5", "Pixels", data("color", 256)),
        "editor": ui.editor_card("1 6 1 1", "public"),
    }


PAGES: Mapping[str, Callable[[], Cards]] = {
    "navigation": _navigation,
    "previews": _previews,
    "numbers": _numbers,
    "pictures": _pictures,
    "drawings": _drawings,
    "chat": _chat,
    "history": _history,
    "overlays": _overlays,
    "rooms": _rooms,
}

DISMISSED = ["dismissed"]
OWN = ("#", "__wave_submission_name__")


async def show(q: Q) -> None:
    """Shows the family that the hash names; says in its title what it has heard."""
    family = str(q.args["#"] or "navigation")
    args = {name: value for name, value in expando_to_dict(q.args).items() if name not in OWN}
    events = {name: expando_to_dict(value) for name, value in expando_to_dict(q.events).items()}
    q.client.turn = (q.client.turn or 0) + 1
    title = json.dumps({"turn": q.client.turn, "family": family, "args": args, "events": events})
    if q.client.family != family:
        q.client.family = family
        q.page.drop()
        q.page["meta"] = ui.meta_card("", title=title)
        for name, card in PAGES[family]().items():
            q.page[name] = card
    else:
        q.page["meta"].title = title
    open_overlay(q)
    if q.args.raise_oslo:
        for name in ("plot", "vega"):
            q.page[name].data[0] = ["Oslo", 30]
    if q.events.bot_hears or q.args.bot_hears:
        remember(q)
    await q.page.save()
    if q.args.bot_says:
        await answer(q)


def open_overlay(q: Q) -> None:
    """Opens what a button asks for; closes what was dismissed, since every change of the meta card shows it again."""
    meta = q.page["meta"]
    if q.args.open_dialog:
        meta.dialog = ui.dialog(
            "Sure?", [ui.textbox("who", label="Who")], name="dlg", events=DISMISSED, closable=True
        )
    if q.args.open_panel:
        meta.side_panel = ui.side_panel(
            "Details", [ui.text("Words")], name="pnl", events=DISMISSED, closable=True
        )
    if q.args.open_bar:
        meta.notification_bar = ui.notification_bar("Saved", name="bar", events=DISMISSED, timeout=-1)
    for name, part in (("dlg", "dialog"), ("pnl", "side_panel"), ("bar", "notification_bar")):
        if q.events[name]:
            setattr(meta, part, None)


def remember(q: Q) -> None:
    """Tells what was said before as long as there is something; thinks about what is said until it is stopped."""
    bot, events = q.page["bot"], q.events.bot_hears
    if q.args.bot_hears:
        bot.data += [q.args.bot_hears, True]
        bot.generating = True
    if events and events.stop:
        bot.generating = False
    if events and events.scroll_up:
        days = [] if q.client.remembers else range(20)
        q.client.remembers = True
        bot.prev_items = [{"content": f"Day {day}", "from_user": day % 2 == 0} for day in days]


async def answer(q: Q) -> None:
    """Answers a message word by word."""
    bot = q.page["bot"]
    bot.data += [q.args.bot_says, True]
    bot.data += ["", False]
    bot.generating = True
    said = ""
    for word in ("Aye", " aye", " captain"):
        said += word
        bot.data[-1] = [said, False]
        await q.page.save()
    bot.generating = False
    await q.page.save()
