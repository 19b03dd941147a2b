"""How declarations behave."""

import copy
import inspect
import pickle
from typing import Any

import pytest

from h2o_wave import types, ui
from h2o_wave.data import data
from h2o_wave.errors import BadValue
from h2o_wave.types import Button, Component, FormCard, MarkdownCard, TableCellType, Text


def test_what_is_none_is_not_sent() -> None:
    assert ui.button("b", primary=False, label=None).dump() == {"button": {"name": "b", "primary": False}}


def test_attributes_are_sent_in_their_declared_order() -> None:
    assert list(Text(name="n", size="l", content="c").dump()) == ["content", "size", "name"]


def test_a_card_says_its_view_first() -> None:
    card = ui.form_card(title="t", box="1 1 1 1", items=[])
    assert list(card.dump()) == ["view", "box", "items", "title"]


def test_what_is_not_given_reads_as_none() -> None:
    component = ui.button("b")
    assert component.button is not None
    assert component.button.label is None
    assert component.text is None


def test_attributes_can_be_changed_and_are_checked_when_dumped() -> None:
    component = ui.text("a")
    assert component.text is not None
    component.text.content = "b"
    component.text.size = "xl"
    assert component.dump() == {"text": {"content": "b", "size": "xl"}}
    component.text.size = "huge"
    with pytest.raises(
        BadValue, match=r"ui.text\(size\): want one of 'xl', 'l', 'm', 's', 'xs', got str: 'huge'"
    ):
        component.dump()
    component.text.content = None  # type: ignore[assignment]
    with pytest.raises(BadValue, match=r"ui.text\(content\): want str, got None"):
        component.dump()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: ui.text(1), r"ui.text\(content\): want str, got int: 1"),
        (lambda: ui.text(None), r"ui.text\(content\): want str, got None"),
        (lambda: ui.textbox(""), r"ui.textbox\(name\): want a text that is not empty, got str: ''"),
        (lambda: ui.persona("t", name=""), r"ui.persona\(name\): want a text that is not empty"),
        (lambda: ui.slider("s", value="1"), r"ui.slider\(value\): want float or int, got str: '1'"),
        (
            lambda: ui.form_card("", items=(ui.text("a"),)),
            r"ui.form_card\(items\): want list of Component, got tuple",
        ),
        (lambda: ui.form_card("", items=["a"]), r"ui.form_card\(items\[0\]\): want Component, got str: 'a'"),
        (lambda: ui.form_card("", items=[None]), r"ui.form_card\(items\[0\]\): want Component, got None"),
        (lambda: ui.picker("p", choices=None), r"ui.picker\(choices\): want list of Choice, got None"),
        (
            lambda: ui.small_stat_card("", "t", "v", data=5),
            r"ui.small_stat_card\(data\): want .*, got int: 5",
        ),
        (
            lambda: ui.plot_card("", "t", data=None, plot=ui.plot([])),
            r"ui.plot_card\(data\): want .*, got None",
        ),
        (lambda: ui.tracker("x", "id"), r"ui.tracker\(type\): want one of 'ga', 'gtag', got str: 'x'"),
    ],
)
def test_a_guard_names_function_attribute_wanted_and_got(call: Any, message: str) -> None:
    with pytest.raises(BadValue, match=message):
        call()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: ui.textbox(), r"textbox\(\) missing 1 required positional argument: 'name'"),
        (lambda: ui.markdown_card(""), r"missing 2 required positional arguments: 'title' and 'content'"),
        (
            lambda: ui.choice("a", "b", True, 1),
            r"choice\(\) takes from 1 to 3 positional arguments but 4 were given",
        ),
        (lambda: ui.choice("a", nmae="b"), r"choice\(\) got an unexpected keyword argument 'nmae'"),
        (lambda: ui.choice("a", name="b"), r"choice\(\) got multiple values for argument 'name'"),
    ],
)
def test_wrong_arguments_are_reported_as_python_does(call: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        call()


def test_values_of_data_are_taken_as_they_are() -> None:
    buffer = data("a", 1)
    for value in (buffer, "packed", {"a": 1}, [{"a": 1}]):
        card = ui.plot_card(box="", title="", data=value, plot=ui.plot([]))  # type: ignore[arg-type]
        assert card.dump()["data"] is value


def test_a_list_may_come_packed_where_it_says_so() -> None:
    assert ui.form_card("", items="data:[]").dump()["items"] == "data:[]"
    with pytest.raises(BadValue):
        ui.inline(items="data:[]")  # type: ignore[arg-type]


def test_a_dump_can_be_loaded() -> None:
    card = ui.form_card(
        box="1 1 1 1",
        items=[
            ui.table(
                "t",
                columns=[ui.table_column("c", "C", cell_type=ui.progress_table_cell_type(color="red"))],
                rows=[ui.table_row("r", ["1"])],
            ),
            ui.buttons([ui.button("b", commands=[ui.command("c", items=[ui.command("d")])])]),
        ],
    )
    assert FormCard.load(card.dump()).dump() == card.dump()
    assert FormCard.load({"box": "", "items": "data:[]"}).items == "data:[]"


def test_keys_that_are_not_declared_are_ignored_when_loading() -> None:
    assert Text.load({"content": "a", "bogus": 1}).dump() == {"content": "a"}
    assert Component.load({"bogus": {}}).dump() == {}


@pytest.mark.parametrize(
    ("load", "message"),
    [
        (lambda: Text.load({}), r"ui.text\(content\): want str, got None"),
        (lambda: Component.load({"text": 1}), r"\(text\): want dict, got int: 1"),
        (
            lambda: FormCard.load({"box": "", "items": [1]}),
            r"ui.form_card\(items\[0\]\): want dict, got int: 1",
        ),
        (
            lambda: FormCard.load({"box": "", "items": 1}),
            r"ui.form_card\(items\): want list of Component, got int",
        ),
        (lambda: FormCard.load({"view": "x", "box": "", "items": []}), "want the view 'form', got 'x'"),
    ],
)
def test_loading_checks_like_making(load: Any, message: str) -> None:
    with pytest.raises(BadValue, match=message):
        load()


def test_a_component_is_one_thing() -> None:
    component = ui.text("a")
    component.button = Button("b")
    with pytest.raises(BadValue, match="Component: want one of its attributes to be set, got text, button"):
        component.dump()


def test_cell_types_and_shapes_are_wrapped_too() -> None:
    assert ui.icon_table_cell_type("red").dump() == {"icon": {"color": "red"}}
    assert isinstance(ui.icon_table_cell_type(), TableCellType)
    shape = ui.image_annotator_polygon([ui.image_annotator_point(1, 2)])
    assert shape.dump() == {"polygon": {"vertices": [{"x": 1, "y": 2}]}}


def test_a_function_looks_as_if_it_were_written_out() -> None:
    signature = inspect.signature(ui.choice)
    assert str(signature) == "(name: str, label: str | None = None, disabled: bool | None = None)"
    assert inspect.signature(types.Choice) == signature
    assert ui.choice.__name__ == "choice"
    assert ui.choice.__doc__ == types.Choice.__doc__


def test_a_component_can_be_copied_pickled_and_shown() -> None:
    component = ui.button("b", label="B")
    assert copy.deepcopy(component).dump() == pickle.loads(pickle.dumps(component)).dump() == component.dump()
    assert repr(component) == "Component(button=Button(name='b', label='B'))"


def test_subclasses_of_what_is_wanted_are_taken() -> None:
    class Own(str):
        pass

    class Items(list[Component]):
        pass

    assert ui.text(Own("a"), size=Own("xl")).dump() == {"text": {"content": "a", "size": "xl"}}
    assert ui.form_card("", items=Items([ui.text("a")])).dump()["items"] == [{"text": {"content": "a"}}]


def test_a_class_of_the_author_is_what_its_base_is() -> None:
    class Note(MarkdownCard):
        """A markdown card with a habit."""

        mood: str | None = None

    note = Note("1 1 1 1", "t", "c", mood="good")
    assert note.dump() == {"view": "markdown", "box": "1 1 1 1", "title": "t", "content": "c", "mood": "good"}

    class Big(Text):
        """A text."""

    assert Big("a", size="xl").dump() == {"content": "a", "size": "xl"}
    with pytest.raises(BadValue, match="want one of"):
        Big("a", size="huge")
