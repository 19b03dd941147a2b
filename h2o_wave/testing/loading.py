"""From what a test names to the app it means."""

import importlib
import importlib.util
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from types import ModuleType
from typing import Any

from .. import routing
from ..app import App, Main, main
from ..errors import BadValue

Target = App | Main | ModuleType | Callable[..., Any] | str | os.PathLike[str]
"""What a test can start: an app module, its `main`, its handler, the name of a module, or a file."""


@contextmanager
def loaded(target: Target) -> Iterator[App]:
    """The app that is meant, without any memory of earlier runs.

    A file is run anew each time, and its `@on` handlers are its own. Modules are imported once, and share theirs as
    they would in one process. Raises `BadValue` when there is no app.
    """
    if isinstance(target, (str, os.PathLike)) and os.fspath(target).endswith(".py"):
        with _run_file(Path(target)) as app:
            yield app.fresh()
    else:
        yield _find(target).fresh()


def _find(target: Any) -> App:
    if isinstance(target, App):
        return target
    if isinstance(target, Main):
        return target.chosen()
    if isinstance(target, str):
        target = importlib.import_module(target)
    if isinstance(target, ModuleType):
        return _last(lambda app: app.module == target.__name__, f"the module {target.__name__}")
    if callable(target):
        return _last(lambda app: app.is_handled_by(target), f"{target!r}")
    raise BadValue(
        f"want an app module, its main, its handler or a file, got {type(target).__name__}: {target!r}"
    )


def _last(is_it: Callable[[App], bool], what: str) -> App:
    for app in reversed(main.declared):
        if is_it(app):
            return app
    raise BadValue(f"{what} declares no app: decorate its handler with @app('/route')")


@contextmanager
def _run_file(path: Path) -> Iterator[App]:
    """Run a file as a module of its own, with room for its neighbours and its routes."""
    if not path.is_file():
        raise BadValue(f"there is no file {path}")
    name = f"wave_app_{token_hex(4)}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise BadValue(f"{path} is no Python module")
    module = importlib.util.module_from_spec(spec)
    folder = str(path.resolve().parent)
    before, routes = main.app, routing.replace_routes(routing.Routes())
    main.app = None
    sys.modules[name] = module
    sys.path.insert(0, folder)
    try:
        spec.loader.exec_module(module)
        if main.app is None:
            raise BadValue(f"{path} declares no app: decorate its handler with @app('/route')")
        yield main.app
    finally:
        sys.path.remove(folder)
        del sys.modules[name]
        main.app = before
        routing.replace_routes(routes)
