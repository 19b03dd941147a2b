"""Functions that are written out do what the fields say."""

from typing import Any

import numpy
import pytest

from h2o_wave import ui
from h2o_wave.data import data
from h2o_wave.errors import BadValue
from h2o_wave.types import Component, MarkdownCard, Table, TableRow, Text
from h2o_wave.vocabulary._model import Model


def test_what_does_not_fit_at_once_is_converted() -> None:
    slider = ui.slider("s", value=numpy.int64(3)).slider  # type: ignore[arg-type]
    assert slider is not None
    assert type(slider.value) is int
    slider.value = numpy.float32(0.5)
    assert slider.dump()["value"] == 0.5


def test_a_class_of_the_author_may_have_defaults_of_its_own() -> None:
    class Note(MarkdownCard):
        """A card in a mood."""

        mood: str = "good"

    assert Note("1 1 1 1", "t", "c").dump()["mood"] == "good"
    assert Note("1 1 1 1", "t", "c", mood="bad").dump()["mood"] == "bad"


def test_what_is_required_is_required_after_what_is_not() -> None:
    class Note(MarkdownCard):
        """A card with an author."""

        author: str

    assert Note("1 1 1 1", "t", "c", author="me").author == "me"
    with pytest.raises(BadValue, match=r"\(author\): want str, got None"):
        Note("1 1 1 1", "t", "c")


def test_attributes_may_have_names_of_functions() -> None:
    class Odd(Model):
        """Whatever."""

        type: str
        list: str
        map: str
        made: str
        value: str
        json: str
        item: str

    names = ["type", "list", "map", "made", "value", "json", "item"]
    assert Odd(*names).dump() == dict(zip(names, names, strict=True))


def test_an_outline_leaves_the_rows_of_a_table_as_they_are() -> None:
    row = ui.table_row("r", ["a"])
    table = ui.table("t", columns=[], rows=[row])
    assert table.table is not None
    assert table._outline() == {"table": table.table}
    assert table.table._outline() == {"name": "t", "columns": [], "rows": [row]}


def test_an_outline_respects_the_dump_of_an_author() -> None:
    class Loud(Text):
        """A text in capitals."""

        def dump(self) -> dict[str, Any]:
            return {"content": self.content.upper()}

    assert Loud("a")._outline() == {"content": "A"}
    assert Component(text=Loud("a")).dump() == {"text": {"content": "A"}}


def test_rows_have_no_room_for_what_they_do_not_need() -> None:
    assert not hasattr(TableRow("r", []), "__weakref__")
    assert hasattr(Table("t", []), "__weakref__")


def test_a_buffer_stays_what_it_is() -> None:
    rows = data("a", 1)
    assert ui.plot_card("", "", data=rows, plot=ui.plot([])).dump()["data"] is rows
