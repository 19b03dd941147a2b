"""What a declaration says, read once: its attributes, which of them are required, and its signature."""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ._field import Field, read_field

if TYPE_CHECKING:
    from inspect import Signature

    from ._model import Model

REQUIRED: Any = object()


class Special:
    """What an annotation cannot say about an attribute."""

    __slots__ = ("choices", "default", "is_identifier")

    def __init__(self, default: Any, is_identifier: bool = False, choices: type | None = None) -> None:
        self.default = default
        self.is_identifier = is_identifier
        self.choices = choices

    def texts(self) -> tuple[str, ...]:
        """The texts that may be chosen; none for any."""
        return (
            tuple(text for name, text in vars(self.choices).items() if name.isupper()) if self.choices else ()
        )


_PLAIN = Special(None)


class Shape:
    """The attributes of a class, in the order of its arguments."""

    __slots__ = ("defaults", "fields", "function")

    def __init__(self, function: str, fields: dict[str, Field], defaults: Mapping[str, Any]) -> None:
        self.function = function
        self.fields = fields
        self.defaults = defaults

    def signature(self) -> "Signature":
        """The signature of the function that makes one."""
        from inspect import Parameter, Signature  # heavy, and seldom needed

        return Signature(
            [
                Parameter(
                    name,
                    Parameter.POSITIONAL_OR_KEYWORD,
                    default=self.defaults.get(name, Parameter.empty),
                    annotation=field.annotation,
                )
                for name, field in self.fields.items()
            ]
        )


def function_name(cls: type) -> str:
    """The name of the function that makes one: `TextXl` is made by `text_xl`."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in cls.__name__).removeprefix("_")


def read_shape(cls: "type[Model]", specials: Mapping[str, Special], model: "type[Model]") -> Shape:
    """Read a declaration."""
    function = function_name(cls)
    fields = {}
    for name, annotation in _annotations(cls).items():
        special = specials.get(name, _PLAIN)
        fields[name] = read_field(
            name,
            annotation,
            owner=f"ui.{function}",
            is_identifier=special.is_identifier,
            choices=special.texts(),
            model=model,
        )
    return Shape(function, fields, {name: getattr(cls, name) for name in fields if hasattr(cls, name)})


def _annotations(cls: type) -> dict[str, Any]:
    annotations: dict[str, Any] = {
        name: annotation
        for base in reversed(cls.__mro__[:-1])
        for name, annotation in base.__annotations__.items()
        if not name.startswith("_")
    }
    if any(isinstance(annotation, str) for annotation in annotations.values()):
        # Only what refers forward is quoted; the index of all classes knows every name there is.
        names = {**vars(import_module("h2o_wave.types")), **vars(import_module(cls.__module__))}
        for name, annotation in annotations.items():
            if isinstance(annotation, str):
                annotations[name] = eval(annotation, names)
    return annotations
