"""The vocabulary is that of Wave 1.8: same functions, arguments, order, types and constants. It may only grow.

`vocabulary.json` holds what the published package offers; a row is appended to it for what we add.
"""

import ast
import inspect
import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import h2o_wave
from h2o_wave import types, ui
from h2o_wave.types import Component
from h2o_wave.vocabulary._model import fields_of

ROOT = Path(__file__).parents[2]
vocabulary = json.loads((ROOT / "tests/vectors/reference/vocabulary.json").read_text())
functions: dict[str, dict[str, Any]] = vocabulary["functions"]
declarations = sorted((ROOT / "h2o_wave/vocabulary").glob("[a-z]*.py"))


def _spelt(annotation: object) -> str:
    """An annotation without the modules its names come from."""
    text = (
        annotation.__name__
        if isinstance(annotation, type) and not hasattr(annotation, "__args__")
        else str(annotation)
    )
    return re.sub(r"\b(\w+\.)+(?=\w)", "", text)


@pytest.mark.parametrize("name", functions)
def test_a_function_takes_what_it_always_took(name: str) -> None:
    parameters = inspect.signature(getattr(ui, name)).parameters.values()
    arguments = [[parameter.name, _spelt(parameter.annotation)] for parameter in parameters]
    known = functions[name]["arguments"]
    assert arguments[: len(known)] == known
    for parameter in parameters:
        assert parameter.kind is parameter.POSITIONAL_OR_KEYWORD
        is_required = not str(parameter.annotation).endswith("None")
        assert (parameter.default is parameter.empty) if is_required else (parameter.default is None)


@pytest.mark.parametrize("name", functions)
def test_a_function_is_documented_and_knows_its_name(name: str) -> None:
    function = getattr(ui, name)
    assert inspect.isfunction(function)
    assert function.__name__ == name
    assert function.__doc__


@pytest.mark.parametrize("name", vocabulary["constants"])
def test_a_class_of_constants_has_those_it_always_had(name: str) -> None:
    constants = {key: value for key, value in vars(getattr(types, name)).items() if key.isupper()}
    assert vocabulary["constants"][name].items() <= constants.items()


def test_a_component_can_be_every_kind_of_component() -> None:
    kinds = {name for name, function in functions.items() if function["returns"] == "Component"}
    assert set(fields_of(Component)) == kinds


@pytest.mark.parametrize("path", declarations, ids=lambda path: path.stem)
def test_everything_declared_says_what_it_means(path: Path) -> None:
    for declared in (node for node in ast.parse(path.read_text()).body if isinstance(node, ast.ClassDef)):
        assert ast.get_docstring(declared), declared.name
        if declared.name == "Component":  # its attributes are documented by their classes
            continue
        for attribute, after in zip(declared.body, [*declared.body[1:], None], strict=True):
            if isinstance(attribute, ast.AnnAssign):
                assert isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant), ast.unparse(
                    attribute
                )


def test_the_public_face_is_sorted_and_complete() -> None:
    assert h2o_wave.__all__ == sorted(h2o_wave.__all__)
    assert set(types.__all__) <= set(h2o_wave.__all__)
    for name in h2o_wave.__all__:
        assert getattr(h2o_wave, name) is not None


def test_type_checkers_see_the_public_face() -> None:
    """Names are loaded when they are used; type checkers read a list of imports, which must not differ."""
    tree = ast.parse((ROOT / "h2o_wave/__init__.py").read_text())
    guarded = next(node for node in tree.body if isinstance(node, ast.If))
    seen = {
        alias.name: node.module or alias.name
        for node in guarded.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name != "*"
    }
    assert seen == {**h2o_wave._HOMES, **{name: name for name in h2o_wave._MODULES}}


def test_an_export_wins_over_a_module_of_the_same_name() -> None:
    import_module("h2o_wave.data")
    import_module("h2o_wave.site")
    assert callable(h2o_wave.data)
    assert type(h2o_wave.site).__name__ == "Site"


def test_the_package_loads_nothing_that_is_not_used() -> None:
    code = "import sys, h2o_wave; print(*(name for name in sys.modules if name.startswith('h2o_wave.')))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True, cwd=ROOT).split() == []


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        h2o_wave.nothing  # noqa: B018
