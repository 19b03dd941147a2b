"""The examples that `wave tour` shows: what they are is read from their source, without running them."""

import ast
from pathlib import Path
from typing import NamedTuple

_PACKAGE = "h2o_wave"


class Example(NamedTuple):
    """A program that uses Wave."""

    name: str
    file: Path
    title: str
    text: str
    source: str
    route: str
    """Where it shows itself; empty when its source does not say."""
    is_app: bool
    """Whether it serves an app; else it writes pages."""


def find_examples(folder: Path) -> list[Example]:
    """The examples in a folder and in those below it; first its own, by name.

    Files that are not Python, do not use Wave, or are part of a package are left out.
    """
    paths = (path for path in folder.rglob("*.py") if not (path.parent / "__init__.py").exists())
    inward = sorted(paths, key=lambda path: (len(path.parts), path))
    found = ((path, read_example(path)) for path in inward)
    return [
        example._replace(name=path.relative_to(folder).with_suffix("").as_posix())
        for path, example in found
        if example is not None
    ]


def read_example(path: Path) -> Example | None:
    """Read one file; None when it is no example."""
    try:
        source = path.read_text(encoding="utf-8")
        tree = ast.parse(source)
    except (OSError, SyntaxError, ValueError):
        return None  # whatever it is, it cannot be shown
    if not _uses_wave(tree):
        return None
    doc = ast.get_docstring(tree) or path.stem.replace("_", " ").capitalize()
    title, _, text = doc.partition("\n")
    app_route = _app_route(tree)
    return Example(
        path.stem,
        path,
        title.rstrip("."),
        text.strip(),
        source,
        app_route or _page_route(tree),
        bool(app_route),
    )


def default_folder() -> Path | None:
    """The folder `examples` here, or in the source tree that this package belongs to."""
    for base in (Path.cwd(), Path(__file__).parents[2]):
        if (base / "examples").is_dir():
            return base / "examples"
    return None


def _uses_wave(tree: ast.Module) -> bool:
    return any(
        (isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == _PACKAGE)
        or (
            isinstance(node, ast.Import)
            and any(name.name.partition(".")[0] == _PACKAGE for name in node.names)
        )
        for node in ast.walk(tree)
    )


def _app_route(tree: ast.Module) -> str:
    """The route of `@app('/route')`."""
    for node in tree.body:
        for decorator in getattr(node, "decorator_list", ()):
            if isinstance(decorator, ast.Call) and ast.unparse(decorator.func).split(".")[-1] == "app":
                return _text(decorator.args[0]) if decorator.args else ""
    return ""


def _page_route(tree: ast.Module) -> str:
    """The route of the first `site['/route']`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and ast.unparse(node.value).split(".")[-1] == "site":
            return _text(node.slice)
    return ""


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
