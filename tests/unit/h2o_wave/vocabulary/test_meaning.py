from h2o_wave.types import Button, Table
from h2o_wave.vocabulary._meaning import meanings_of
from h2o_wave.vocabulary._model import fields_of


def test_the_text_below_an_attribute_is_what_it_means() -> None:
    assert meanings_of(Button)["icon"] == "The name of an icon."


def test_a_text_of_several_lines_loses_its_indentation() -> None:
    assert "\n`page_change`" in meanings_of(Table)["events"]


def test_every_attribute_has_one() -> None:
    assert meanings_of(Table).keys() == fields_of(Table).keys()
