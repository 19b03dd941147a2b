"""The pages of the reference about the driver itself: its classes, their calls, and its functions."""

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from textwrap import dedent
from typing import Any, NamedTuple


class Page(NamedTuple):
    """What a page is about: what it is called, a sentence, and where the things on it are found."""

    title: str
    intro: str
    names: tuple[str, ...]


PAGES = {
    "scripts": Page(
        "Pages and the site",
        "What scripts do: `from h2o_wave import site`. The calls of `AsyncSite` and `AsyncPage` are the same ones, awaited.",
        (
            "site.Site",
            "site.Cache",
            "page.Page",
            "page.PageBase",
            "page.Ref",
            "async_site.AsyncSite",
            "batch.Batch",
        ),
    ),
    "apps": Page(
        "Apps",
        "What apps do: `from h2o_wave import Q, app, main, on, run_on`.",
        ("app.app", "query.Q", "query.Auth", "routing.on", "routing.run_on", "routing.handle_on"),
    ),
    "values": Page(
        "Values",
        "Buffers, packed values and bags of attributes.",
        (
            *("data.data", "data.pack", "expando.Expando", "expando.expando_to_dict"),
            *("expando.copy_expando", "expando.clone_expando"),
        ),
    ),
    "graphics": Page(
        "Graphics",
        "What goes into `ui.graphics_card`: `from h2o_wave import graphics as g`.",
        ("graphics.*", "drawing.Path", "drawing.Turtle"),
    ),
    "database": Page(
        "WaveDB",
        "The client of WaveDB: `from h2o_wave import connect`.",
        ("db.connect", "db.WaveDBConnection", "db.WaveDB"),
    ),
    "testing": Page(
        "Testing",
        "Apps in tests, without a browser or a server. See [Testing apps](../testing.md).",
        ("testing.*",),
    ),
    "errors": Page("Errors", "Everything that the driver raises on its own behalf.", ("errors.*",)),
}


def driver_pages(mark: str) -> dict[str, str]:
    """The pages by name."""
    return {name: _page(page, mark) for name, page in PAGES.items()}


def _page(page: Page, mark: str) -> str:
    found = [each for name in page.names for each in _found(name)]
    return f"# {page.title}\n\n{mark}\n{page.intro}\n{''.join(map(_describe, found))}"


def _found(name: str) -> Iterator[Any]:
    module_name, _, attribute = name.partition(".")
    module = import_module(f"h2o_wave.{module_name}")
    if attribute != "*":
        yield getattr(module, attribute)
        return
    for public in getattr(module, "__all__", [each for each in vars(module) if not each.startswith("_")]):
        value = getattr(module, public)
        if (inspect.isclass(value) or inspect.isfunction(value)) and value.__module__.startswith(
            module.__name__
        ):
            yield value


def _describe(value: Any) -> str:
    if inspect.isfunction(value):
        return f"\n## {value.__name__}\n{_call(value.__name__, value)}"
    calls = "".join(
        _call(name, call, heading="###")
        for name, call in vars(value).items()
        if not name.startswith("_") and inspect.isfunction(call)
    )
    bases = ", ".join(f"`{base.__name__}`" for base in value.__bases__ if base is not object)
    of = f"A {bases}. " if issubclass(value, BaseException) else ""
    return f"\n## {value.__name__}\n\n{of}{_text(value)}\n{_attributes(value)}{calls}"


def _attributes(cls: type) -> str:
    """What an object has besides its calls: properties, and what is explained where it is set."""
    found = {
        name: _text(member)
        for name, member in vars(cls).items()
        if not name.startswith("_") and isinstance(member, property)
    }
    init = vars(cls).get("__init__")
    found = {**(_explained(init) if inspect.isfunction(init) else {}), **found}
    rows = [f"| `{name}` | {' '.join(text.split())} |\n" for name, text in found.items()]
    return "\n| Attribute | |\n| --- | --- |\n" + "".join(rows) if rows else ""


def _explained(init: Any) -> dict[str, str]:
    function = _parse(init)
    return {
        target.attr: after.value.value
        for line, after in zip(function.body, function.body[1:], strict=False)
        if isinstance(line, ast.Assign | ast.AnnAssign)
        and isinstance(
            target := line.targets[0] if isinstance(line, ast.Assign) else line.target, ast.Attribute
        )
        and not target.attr.startswith("_")
        and isinstance(after, ast.Expr)
        and isinstance(after.value, ast.Constant)
        and isinstance(after.value.value, str)
    }


def _call(name: str, call: Any, heading: str = "") -> str:
    prefix = "async " if inspect.iscoroutinefunction(call) else ""
    title = f"\n{heading} {name}\n" if heading else ""
    return f"{title}\n```py\n{prefix}def {name}{_signature(call)}\n```\n\n{_text(call)}\n"


def _signature(call: Any) -> str:
    """The signature as it is written, without `self`."""
    function = _parse(call)
    given = function.args
    given.args = [each for each in given.args if each.arg != "self"]
    returns = f" -> {ast.unparse(function.returns)}" if function.returns else ""
    return f"({ast.unparse(given)}){returns}".replace("'", "")


def _parse(function: Any) -> ast.FunctionDef | ast.AsyncFunctionDef:
    (parsed,) = ast.parse(dedent(inspect.getsource(function))).body
    assert isinstance(parsed, ast.FunctionDef | ast.AsyncFunctionDef)
    return parsed


def _text(value: Any) -> str:
    return inspect.getdoc(value) or ""
