"""A tab under test submits what a browser submits, and shows what a browser shows."""

from pathlib import Path
from typing import Any

import pytest

from h2o_wave import Q, app, data, ui
from h2o_wave.testing import NotThere, start
from tests.unit.h2o_wave.testing.form_app import CHOICES, COLUMNS, ROWS, shows

IMAGE_ITEM = ui.image_annotator_item(shape=ui.image_annotator_rect(1, 2, 3, 4), tag="t")

FIRST_VALUES = [
    (ui.textbox("n"), ""),
    (ui.textbox("n", value="v"), "v"),
    (ui.checkbox("n"), False),
    (ui.checkbox("n", value=True), True),
    (ui.checkbox("n", indeterminate=True), False),
    (ui.toggle("n", value=True), True),
    (ui.choice_group("n", choices=CHOICES), None),
    (ui.choice_group("n", choices=CHOICES, value="b"), "b"),
    (ui.checklist("n", choices=CHOICES), []),
    (ui.checklist("n", choices=CHOICES, values=["b", "a"]), ["a", "b"]),
    (ui.dropdown("n", choices=CHOICES), None),
    (ui.dropdown("n", choices=CHOICES, value="a"), "a"),
    (ui.dropdown("n", choices=CHOICES, values=["b", "a"]), ["b", "a"]),
    (ui.combobox("n", choices=["a"], value="z"), "z"),
    (ui.combobox("n", choices=["a"], values=[]), None),
    (ui.slider("n"), 0),
    (ui.slider("n", min=5, max=9), 5),
    (ui.slider("n", min=5, max=9, value=20), 9),
    (ui.spinbox("n", value=7), 7),
    (ui.range_slider("n", max=10), [0, 10]),
    (ui.range_slider("n", max=10, min_value=2, max_value=3), [2, 3]),
    (ui.date_picker("n"), None),
    (ui.date_picker("n", value="2026-11-20"), "2026-11-20"),
    (ui.time_picker("n", value="23:00", max="18:30"), "18:30"),
    (ui.color_picker("n"), None),
    (ui.color_picker("n", inline=True), "#000"),
    (ui.picker("n", choices=CHOICES), None),
    (ui.picker("n", choices=CHOICES, values=["a"]), ["a"]),
    (ui.table("n", columns=COLUMNS, rows=ROWS), []),
    (ui.table("n", columns=COLUMNS, rows=ROWS, value="r1"), ["r1"]),
    (ui.table("n", columns=COLUMNS, rows=ROWS, values=["r2"]), ["r2"]),
    (ui.expander("n", expanded=True), True),
    (ui.text_annotator("n", title="T", tags=[], items=[ui.text_annotator_item("x")]), [{"text": "x"}]),
    (ui.image_annotator("n", image="i", title="T", tags=[], items=[IMAGE_ITEM]), [IMAGE_ITEM.dump()]),
    (ui.textbox("n", value="v", visible=False), "v"),
    (ui.textbox("n", value="v", disabled=True), "v"),
    (ui.inline([ui.textbox("n", value="v")]), "v"),
    (ui.menu([ui.command("n")]), False),
]


@pytest.mark.parametrize(("component", "value"), FIRST_VALUES, ids=repr)
async def test_the_first_submission_has_the_value_that_a_component_begins_with(
    component: Any, value: Any
) -> None:
    async with start(shows(component, ui.button("go"))) as client:
        await client.click("go")
        assert client.submitted[-1] == {"n": value, "go": True, "__wave_submission_name__": "go"}


@pytest.mark.parametrize(
    "component",
    [
        ui.file_upload("n"),
        ui.tabs("n", items=[ui.tab("t", "T")]),
        ui.expander("n"),
        ui.mini_button("n", "N"),
        ui.stepper("n", items=[ui.step("s")]),
        ui.label("n"),
    ],
    ids=repr,
)
async def test_some_components_say_nothing_until_they_are_used(component: Any) -> None:
    async with start(shows(component, ui.button("go"))) as client:
        await client.click("go")
        assert "n" not in client.submitted[-1]


async def test_a_whole_form_submits_what_was_recorded_of_wave_1_8() -> None:
    form = shows(
        ui.textbox("tb"),
        ui.textbox("tb2", value="v", trigger=True),
        ui.checkbox("cb", value=True),
        ui.dropdown("dd", choices=[ui.choice("A"), ui.choice("B")], value="A"),
        ui.slider("sl", value=3),
        ui.button("b1"),
        ui.button("b2", value="val"),
        ui.button("#hash/x"),
        ui.table("tbl", columns=COLUMNS, rows=ROWS),
    )
    name = "__wave_submission_name__"
    async with start(form, "start/hash") as client:
        await client.click("b1")
        first = {"tb": "", "tb2": "v", "cb": True, "dd": "A", "sl": 3, "b1": True, "b2": False}
        assert client.submitted[-1] == {**first, "#hash/x": False, "tbl": [], "#": "start/hash", name: "b1"}
        await client.click("b1")
        assert client.submitted[-1] == {"b1": True, "#": "start/hash", name: "b1"}
        await client.submit("b1", tb="hello")
        assert client.submitted[-1] == {"tb": "hello", "b1": True, "#": "start/hash", name: "b1"}
        await client.submit(tb2="trig")
        assert client.submitted[-1] == {"tb2": "trig", "#": "start/hash", name: "tb2"}
        await client.click("#hash/x")
        assert client.submitted[-1] == {"#": "hash/x", name: "#"}
        await client.navigate("#")
        assert client.submitted[-1] == {}
        await client.click("b2")
        assert client.submitted[-1] == {"b2": "val", name: "b2"}
        await client.click("r1")
        assert client.submitted[-1] == {"tbl": ["r1"], name: "tbl"}


async def test_only_what_has_changed_is_submitted_again() -> None:
    form = shows(ui.textbox("a"), ui.textbox("b", value="v"), ui.button("go"), ui.button("stop"))
    async with start(form) as client:
        await client.click("go")
        assert client.submitted[-1] == {
            "a": "",
            "b": "v",
            "go": True,
            "stop": False,
            "__wave_submission_name__": "go",
        }
        await client.click("go")
        assert client.submitted[-1] == {"go": True, "__wave_submission_name__": "go"}
        client.set("a", "x")
        await client.click("stop")
        assert client.submitted[-1] == {"a": "x", "stop": True, "__wave_submission_name__": "stop"}
        assert client.app.state.seen[-1][0] == client.submitted[-1]


async def test_a_file_upload_submits_the_paths_of_files_that_the_app_can_download(tmp_path: Path) -> None:
    @app("/files")
    async def serve(q: Q) -> None:
        if q.args.up:
            path = await q.site.download(q.args.up[0], tmp_path)
            q.app.content = await q.run(Path(path).read_bytes)
        q.page["form"] = ui.form_card(box="", items=[ui.file_upload("up")])
        await q.page.save()

    async with start(serve) as client:
        await client.upload("up", ("a b.txt", b"hello"))
        assert client.submitted[-1]["up"][0].endswith("/a b.txt")
        assert client.app.state.content == b"hello"


async def test_an_app_can_change_the_hash() -> None:
    @app("/redirecting")
    async def serve(q: Q) -> None:
        q.app.hashes = [*(q.app.hashes or []), q.args["#"]]
        if not q.args["#"]:
            q.page["meta"] = ui.meta_card(box="", redirect="#there")
            await q.page.save()

    async with start(serve) as client:
        assert client.location == "/redirecting#there"
        assert client.app.state.hashes == [None, "there"]


class TestWhatAUserCouldNotDo:
    @pytest.mark.parametrize(
        ("component", "value", "says"),
        [
            (ui.textbox("n"), 5, "takes a text, got 5"),
            (ui.checkbox("n"), "yes", "takes True or False"),
            (ui.dropdown("n", choices=CHOICES), "z", "no choice 'z'; it has 'a', 'b', 'c'"),
            (ui.dropdown("n", choices=CHOICES), "c", "disabled"),
            (ui.dropdown("n", choices=CHOICES, values=[]), "a", "takes a list"),
            (ui.slider("n", min=1, max=3), 7, "numbers from 1 to 3"),
            (ui.slider("n"), True, "takes a number"),
            (ui.range_slider("n"), [3, 1], "the smaller first"),
            (ui.date_picker("n"), "20.11.2026", "Invalid isoformat"),
            (ui.time_picker("n"), "9:30", "takes a time"),
            (ui.table("n", columns=COLUMNS, rows=ROWS), ["r9"], "no row 'r9'"),
        ],
        ids=repr,
    )
    async def test_a_value_that_a_component_does_not_take_is_refused(
        self, component: Any, value: Any, says: str
    ) -> None:
        async with start(shows(component)) as client:
            with pytest.raises(AssertionError, match=says):
                client.set("n", value)

    async def test_a_name_that_is_not_there_suggests_near_ones(self) -> None:
        async with start(shows(ui.textbox("ship"), ui.button("book"))) as client:
            with pytest.raises(NotThere, match="'shipp' is not there; did you mean 'ship'"):
                client.set("shipp", "x")
            with pytest.raises(NotThere, match="did you mean 'book'"):
                await client.click("bok")
            with pytest.raises(NotThere, match="'ship' is a textbox, not a thing to click"):
                await client.click("ship")
            with pytest.raises(NotThere, match="there are 'form'"):
                client.page["zzz"]
            with pytest.raises(NotThere, match="did you mean 'title'"):
                client.page["form"].titel  # noqa: B018 - reading is what raises
            assert not hasattr(client.page["form"], "nothing_like_it")

    async def test_what_is_hidden_or_disabled_cannot_be_used(self) -> None:
        hidden = ui.textbox("t", visible=False)
        async with start(shows(hidden, ui.button("go", disabled=True))) as client:
            with pytest.raises(AssertionError, match="textbox 't' is hidden"):
                client.set("t", "x")
            with pytest.raises(AssertionError, match="button 'go' is disabled"):
                await client.click("go")
            assert not client.has("t") and client.has("go")
            assert not client.component("go").is_enabled

    async def test_a_link_out_submits_nothing(self) -> None:
        async with start(shows(ui.button("out", path="https://example.com"))) as client:
            with pytest.raises(AssertionError, match="opens 'https://example.com'"):
                await client.click("out")


class TestReading:
    async def test_the_page_reads_like_in_an_app(self) -> None:
        plot = ui.plot_card(
            "z", "P", data=data("x y", -2), plot=ui.plot([ui.mark(type="line", x="=x", y="=y")])
        )
        async with start(shows(ui.textbox("ship", label="Ship"), plot=plot)) as client:
            assert list(client.page) == ["form", "plot"] and len(client.page) == 2
            form = client.page["form"]
            assert form.items[0].textbox.label == "Ship"
            assert form.ship.label == "Ship"
            assert form.ship.error is None
            assert form.items == [{"textbox": {"name": "ship", "label": "Ship"}}]
            assert len(form.items) == 1 and [list(item) for item in form.items] == [["textbox"]]
            assert client.page["plot"].data == []
            assert "plot" in client.page and "other" not in client.page

    async def test_a_component_shows_what_was_typed_until_the_app_changes_it(self) -> None:
        @app("/echo")
        async def serve(q: Q) -> None:
            if q.args.clear:
                q.page["form"].t.value = "cleared"
            elif not q.client.drawn:
                q.client.drawn = True
                q.page["form"] = ui.form_card(
                    box="", items=[ui.textbox("t", value="first"), ui.button("keep"), ui.button("clear")]
                )
            await q.page.save()

        async with start(serve) as client:
            assert client.component("t").value == "first"
            client.set("t", "typed")
            assert client.component("t").value == "typed"
            await client.click("keep")
            assert client.component("t").value == "typed"
            await client.click("clear")
            assert client.component("t").value == "cleared"
            await client.click("keep")
            assert client.submitted[-1]["t"] == "cleared"
            assert client.component("t").kind == "textbox" and client.component("t").card == "form"
