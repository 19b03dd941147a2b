"""`wave schema`: the vocabulary of cards and components as JSON Schema."""

import argparse
import inspect
import json
import sys
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_origin

if TYPE_CHECKING:
    from ..vocabulary._field import Field
    from ..vocabulary._model import Model

_EPILOG = """examples:
  wave schema                                 everything, as JSON Schema 2020-12
  wave schema Button                          what ui.button takes
  wave schema --list                          the names of all cards and components

The schema is that of a page as GET answers it under p.c: cards by name, each with what it holds under d.
"""
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def add_to(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "schema",
        help="print the vocabulary of cards and components as JSON Schema",
        description=__doc__,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("name", metavar="NAME", nargs="?", help="one class only, such as Button")
    parser.add_argument("--list", action="store_true", help="print names only")
    parser.add_argument("--json", action="store_true", help="print the names as JSON")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the schema; returns the exit code."""
    definitions = describe()["$defs"]
    if arguments.list:
        print(json.dumps(list(definitions)) if arguments.json else "\n".join(definitions))
        return 0
    if arguments.name is None:
        print(json.dumps(describe(), indent=2))
        return 0
    if arguments.name not in definitions:
        print(
            f"wave schema: there is no {arguments.name}; wave schema --list shows what there is",
            file=sys.stderr,
        )
        return 1
    print(json.dumps({"$schema": _DIALECT, **definitions[arguments.name]}, indent=2))
    return 0


@cache
def describe() -> Schema:
    """The whole schema: that of an object with cards by name."""
    from ..vocabulary._model import Card

    models = {cls.__name__: cls for cls in _models()}
    cards = [_reference(cls) for cls in models.values() if issubclass(cls, Card)]
    return {
        "$schema": _DIALECT,
        "title": "Cards of a Wave page",
        "type": "object",
        "additionalProperties": {"anyOf": cards},
        "$defs": {name: _define(cls) for name, cls in models.items()},
    }


def _models() -> "Iterator[type[Model]]":
    """All classes of the vocabulary, in the order of their names."""
    from .. import types
    from ..vocabulary._model import Model

    for _, cls in sorted(vars(types).items()):
        if isinstance(cls, type) and issubclass(cls, Model):
            yield cls


def _define(cls: "type[Model]") -> Schema:
    from ..vocabulary._meaning import meanings_of
    from ..vocabulary._model import Card, Variant, fields_of

    fields, meanings = fields_of(cls), meanings_of(cls)
    properties = {name: _property(field, meanings.get(name, "")) for name, field in fields.items()}
    required = [name for name, field in fields.items() if field.is_required]
    schema: Schema = {"title": cls.__name__, "description": inspect.getdoc(cls) or "", "type": "object"}
    if issubclass(cls, Card):
        properties = {"view": {"const": cls._view}, **properties}
        required = ["view", *required]
    if issubclass(cls, Variant):
        schema |= {"minProperties": 1, "maxProperties": 1}
    return schema | {"properties": properties, "required": required}


def _property(field: "Field", meaning: str) -> Schema:
    from types import NoneType

    wanted = field.annotation
    kinds = get_args(wanted) if get_origin(wanted) not in (list, dict, None) else (wanted,)
    schemas = [_kind(kind, field) for kind in kinds if kind is not NoneType]
    unique = list({json.dumps(schema): schema for schema in schemas}.values())
    schema = unique[0] if len(unique) == 1 else {"anyOf": unique}
    return {**schema, "description": meaning} if meaning else schema


def _kind(kind: Any, field: "Field") -> Schema:
    """The schema of one of the types that an attribute takes."""
    from ..data import Data
    from ..vocabulary._model import Model

    origin = get_origin(kind)
    if origin is list:
        return {"type": "array", "items": _kind(get_args(kind)[0], field)}
    if origin is dict or kind is dict or kind is Data:
        return {"type": "object"}
    if isinstance(kind, type) and issubclass(kind, Model):
        return _reference(kind)
    if kind is str and field.choices:
        return {"enum": list(field.choices)}
    if kind is str and field.is_identifier:
        return {"type": "string", "minLength": 1}
    return {"type": _TYPES[kind]} if kind in _TYPES else _union(kind, field)


_TYPES = {str: "string", bool: "boolean", int: "integer", float: "number", list: "array"}


def _union(kind: Any, field: "Field") -> Schema:
    return {"anyOf": [_kind(each, field) for each in get_args(kind)]} if get_args(kind) else {}


def _reference(cls: type) -> Schema:
    return {"$ref": f"#/$defs/{cls.__name__}"}
