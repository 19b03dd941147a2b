"""What the texts below the attributes of a declaration say.

They are read from the source when somebody asks: for a schema, for documentation, never in an app.
"""

import ast
import inspect
from functools import cache
from types import ModuleType


def meanings_of(cls: type) -> dict[str, str]:
    """The text of each attribute of a class by name, those of the classes it is made of included."""
    found: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        module = inspect.getmodule(base)
        if module is not None and base.__module__.startswith(__name__.partition(".")[0]):
            found |= _texts_in(module).get(base.__name__, {})
    return found


@cache
def _texts_in(module: ModuleType) -> dict[str, dict[str, str]]:
    declared = (node for node in ast.parse(inspect.getsource(module)).body if isinstance(node, ast.ClassDef))
    return {node.name: _texts_of(node) for node in declared}


def _texts_of(declared: ast.ClassDef) -> dict[str, str]:
    return {
        attribute.target.id: inspect.cleandoc(after.value.value)
        for attribute, after in zip(declared.body, declared.body[1:], strict=False)
        if isinstance(attribute, ast.AnnAssign)
        and isinstance(attribute.target, ast.Name)
        and isinstance(after, ast.Expr)
        and isinstance(after.value, ast.Constant)
        and isinstance(after.value.value, str)
    }
