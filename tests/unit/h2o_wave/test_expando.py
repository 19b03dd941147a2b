"""The attribute bag."""

import copy
import pickle

import pytest

from h2o_wave.errors import BadType
from h2o_wave.expando import Expando, clone_expando, copy_expando, expando_to_dict


def test_attributes_and_items_are_one() -> None:
    bag = Expando({"a": 1})
    bag.b = 2
    bag["c"] = 3
    del bag.a
    del bag["c"]
    assert (bag["b"], bag.a, bag.c) == (2, None, None)
    assert "b" in bag and "a" not in bag


def test_the_dictionary_is_shared() -> None:
    source = {"a": 1}
    bag = Expando(source)
    bag.a = 2
    assert source == {"a": 2}
    assert expando_to_dict(bag) is source


def test_every_name_belongs_to_the_author() -> None:
    bag = Expando()
    for name in ("items", "keys", "_dict", "__x", "self"):
        setattr(bag, name, name)
        assert getattr(bag, name) == name


def test_it_reads_like_its_dictionary() -> None:
    bag = Expando({"a": 1, "b": "x"})
    assert repr(bag) == "{'a': 1, 'b': 'x'}"
    assert str(bag) == "a:1, b:'x'"


def test_it_can_be_copied_and_pickled() -> None:
    bag = Expando({"a": [1]})
    assert copy.deepcopy(bag).a == [1]
    assert copy.deepcopy(bag).a is not bag.a
    assert pickle.loads(pickle.dumps(bag)).a == [1]


def test_only_an_expando_has_a_dictionary() -> None:
    with pytest.raises(AttributeError, match="want Expando, got dict"):
        expando_to_dict({})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("exclude", "include", "copied"),
    [
        (None, None, {"a": 1, "b": 2}),
        (["a"], None, {"b": 2}),
        (None, ["a", "z"], {"a": 1, "z": None}),
        (["a"], ["a", "b"], {"b": 2}),
        ((), [], {"a": 1, "b": 2}),
        ({"a"}, None, {"b": 2}),
    ],
)
def test_some_keys_are_copied(
    exclude: list[str] | None, include: list[str] | None, copied: dict[str, object]
) -> None:
    source = Expando({"a": 1, "b": 2})
    assert expando_to_dict(clone_expando(source, exclude, include)) == copied
    target = Expando({"kept": 0})
    assert copy_expando(source, target, exclude, include) is target
    assert expando_to_dict(target) == {"kept": 0, **copied}


def test_an_expando_can_be_copied_into_itself() -> None:
    bag = Expando({"a": 1})
    assert expando_to_dict(copy_expando(bag, bag)) == {"a": 1}


@pytest.mark.parametrize("argument", ["exclude_keys", "include_keys"])
def test_keys_are_not_one_text(argument: str) -> None:
    with pytest.raises(BadType, match=rf"{argument}: .* write \['ab'\]"):
        clone_expando(Expando(), **{argument: "ab"})


def test_a_name_with_two_underscores_reads_like_any_other_when_it_is_there() -> None:
    submitted = Expando({"__wave_submission_name__": "more"})
    assert submitted.__wave_submission_name__ == "more"
    assert not hasattr(Expando(), "__wave_submission_name__")
