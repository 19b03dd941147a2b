"""What a tab under test submits when something is clicked, said or emitted."""

from typing import Any

import pytest

from h2o_wave import data, ui
from h2o_wave.testing import NotThere, start
from tests.unit.h2o_wave.testing.form_app import COLUMNS, ROWS, shows

CLICKS = [
    (ui.button("n", value="v"), "n", {"n": "v"}),
    (ui.button("n", value=""), "n", {"n": ""}),
    (ui.mini_buttons([ui.mini_button("n", "N")]), "n", {"n": True}),
    (ui.tabs("n", items=[ui.tab("t", "T")]), "t", {"n": "t"}),
    (ui.persona("P", name="n"), "n", {"n": True}),
    (ui.facepile([], name="n", value="v"), "n", {"n": "v"}),
    (ui.button("b", commands=[ui.command("n", value="v")]), "n", {"b": False, "n": "v"}),
    (ui.text_xl("T", commands=[ui.command("n")]), "n", {"n": True}),
    (ui.table("n", columns=COLUMNS, rows=ROWS), "r2", {"n": ["r2"]}),
    (ui.table("n", columns=COLUMNS, groups=[ui.table_group("G", ROWS)]), "r1", {"n": ["r1"]}),
]


@pytest.mark.parametrize(("component", "name", "sent"), CLICKS, ids=repr)
async def test_a_click_sends_what_the_component_stands_for(
    component: Any, name: str, sent: dict[str, Any]
) -> None:
    async with start(shows(component)) as client:
        await client.click(name)
        [submission] = {"__wave_submission_name__"} & client.submitted[-1].keys()
        assert client.submitted[-1].pop(submission) == list(sent)[-1]
        assert client.submitted[-1] == sent


CARDS = [
    (ui.nav_card("z", items=[ui.nav_group("G", items=[ui.nav_item("n", "N")])]), "n", {"n": True}),
    (ui.breadcrumbs_card("z", items=[ui.breadcrumb("n", "N")]), "n", {"n": True}),
    (ui.tab_card("z", items=[ui.tab("t", "T")]), "t", {"t": True}),
    (ui.tab_card("z", items=[ui.tab("t", "T")], name="n"), "t", {"n": "t"}),
    (ui.toolbar_card("z", items=[ui.command("n"), ui.command("m", value="v")]), "m", {"n": False, "m": "v"}),
    (ui.stat_list_card("z", "T", items=[ui.stat_list_item("L", name="r")], name="n"), "r", {"n": "r"}),
    (ui.stat_list_card("z", "T", items=[ui.stat_list_item("L", name="r")]), "r", {"r": True}),
    (ui.preview_card("z", "n", "image"), "n", {"n": "n"}),
    (ui.markdown_card("z", "T", "see [this](?n)"), "?n", {"n": True}),
    (ui.header_card("z", "T", "S", items=[ui.button("n")]), "n", {"n": True}),
]


@pytest.mark.parametrize(("card", "name", "sent"), CARDS, ids=repr)
async def test_cards_can_be_clicked(card: Any, name: str, sent: dict[str, Any]) -> None:
    async with start(shows(card=card)) as client:
        await client.click(name)
        assert client.submitted[-1] == {**sent, "__wave_submission_name__": list(sent)[-1]}


async def test_a_command_in_a_table_sends_the_row() -> None:
    menu = ui.menu_table_cell_type(name="m", commands=[ui.command("delete")])
    columns = [*COLUMNS, ui.table_column("menu", "Menu", cell_type=menu)]
    async with start(shows(ui.table("t", columns=columns, rows=ROWS))) as client:
        await client.click("delete", row="r2")
        assert client.submitted[-1]["delete"] == "r2"
        with pytest.raises(AssertionError, match="say of which row"):
            await client.click("delete")


async def test_a_trigger_submits_by_itself() -> None:
    choices = [ui.choice("a", "A")]
    async with start(shows(ui.dropdown("n", choices=choices, trigger=True), ui.textbox("t"))) as client:
        await client.submit(n="a")
        assert client.submitted[-1] == {"n": "a", "t": "", "__wave_submission_name__": "n"}
        with pytest.raises(AssertionError, match="name a button"):
            await client.submit(t="x")


async def test_the_chatbot_submits_what_is_said() -> None:
    bot = ui.chatbot_card("z", name="bot", data=data("content from_user", t="list"), events=["stop"])
    async with start(shows(bot=bot)) as client:
        await client.say("bot", "hello")
        assert client.submitted[-1] == {"bot": "hello", "__wave_submission_name__": "bot"}
        await client.emit("bot", "stop")
        assert client.app.state.seen[-1][1]["bot"].stop is True


async def test_the_hash_is_submitted_with_everything() -> None:
    async with start(shows(ui.button("#menu"), ui.button("go")), "start") as client:
        assert client.app.state.seen[0][0] == {"#": "start", "__wave_submission_name__": "#"}
        await client.click("#menu")
        assert client.submitted[-1] == {
            "#menu": False,
            "go": False,
            "#": "menu",
            "__wave_submission_name__": "#",
        }
        assert client.location == "/test#menu"
        await client.click("#menu")
        assert len(client.submitted) == 1
        await client.click("go")
        assert client.submitted[-1] == {"go": True, "#": "menu", "__wave_submission_name__": "go"}
        await client.navigate("#")
        assert client.submitted[-1] == {}


async def test_an_event_needs_a_component_that_lists_it() -> None:
    plot = ui.plot([ui.mark(type="point", x="=x", y="=y")])
    chart = ui.visualization(plot, data("x y", rows=[[1, 2]]), name="chart", events=["select_marks"])
    async with start(shows(chart, ui.textbox("t", value="v"))) as client:
        await client.emit("chart", "select_marks", [{"x": 1}])
        assert client.submitted[-1] == {
            "t": "v",
            "": {"chart": {"select_marks": [{"x": 1}]}},
            "__wave_submission_name__": "chart",
        }
        with pytest.raises(AssertionError, match="emits 'select_marks', not 'zoom'"):
            await client.emit("chart", "zoom")
        with pytest.raises(NotThere, match="did you mean 'chart'"):
            await client.emit("chat", "select_marks")
        await client.emit("script", "ready", by_script=True)
        assert client.submitted[-1] == {"": {"script": {"ready": True}}, "__wave_submission_name__": "script"}
