"""How cards and components behave: made, checked, dumped and loaded, from nothing but their declarations.

    class Button(Model, tag="button"):
        \"\"\"A button.\"\"\"

        name: str = identifier()
        \"\"\"Names the button in `q.args`.\"\"\"
        label: str | None = None
        \"\"\"The text on it.\"\"\"
        size: str | None = one_of(ButtonSize, default=None)
        \"\"\"How big it is.\"\"\"

    button = component(Button)

The order of the attributes is the order of the arguments: only ever append. An attribute that is None is not sent.
"""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, ParamSpec, Self, TypeVar, dataclass_transform

from ..errors import BadValue
from ._compile import compile_dump, compile_maker
from ._field import Field, PackedData, PackedRecord, PackedRecords, Value
from ._shape import REQUIRED, Shape, Special, function_name, read_shape

__all__ = [
    "Card",
    "Model",
    "PackedData",
    "PackedRecord",
    "PackedRecords",
    "Value",
    "Variant",
    "fields_of",
    "identifier",
    "make",
    "one_of",
    "wrap",
]

P = ParamSpec("P")
M = TypeVar("M", bound="Model")
V = TypeVar("V", bound="Variant")


def identifier(*, default: Any = REQUIRED) -> Any:
    """Declare an attribute that names something: a text that is not empty."""
    return Special(default, is_identifier=True)


def one_of(choices: type, *, default: Any = REQUIRED) -> Any:
    """Declare an attribute that takes the constants of a class, and nothing else."""
    return Special(default, choices=choices)


class _Signature:
    """What `inspect.signature` finds: made when somebody asks, for that is seldom."""

    def __get__(self, instance: object, owner: "type[Model]") -> Any:
        return _shape_of(owner).signature()


@dataclass_transform(field_specifiers=(identifier, one_of))
class Model:
    """Something that is declared once, made by authors, and sent as JSON."""

    # Classes of which there are many add `__slots__ = ()`: no room for weak references, either.
    __slots__ = ("__dict__",)

    _shape: ClassVar[Shape | None] = None
    _special: ClassVar[Mapping[str, Special]] = {}
    _head: ClassVar[Mapping[str, str]] = {}
    _tag: ClassVar[str] = ""  # the key under which a variant holds it
    # Written out when first needed.
    _maker: ClassVar[Callable[..., Any] | None] = None
    _dumper: ClassVar[Callable[..., dict[str, Any]] | None] = None
    _outliner: ClassVar[Callable[..., dict[str, Any]] | None] = None

    __signature__ = _Signature()

    def __init_subclass__(cls, *, tag: str | None = None) -> None:
        cls._shape = cls._maker = cls._dumper = cls._outliner = None
        if tag is not None:
            cls._tag = tag
        own = {name: value for name, value in vars(cls).items() if type(value) is Special}
        cls._special = {**cls._special, **own}
        for name, special in own.items():
            if special.default is REQUIRED:
                delattr(cls, name)
            else:
                setattr(cls, name, special.default)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Raises `BadValue` for what an attribute does not take, and `TypeError` for arguments that do not fit."""
        self.__dict__.update(_maker_of(type(self))(*args, **kwargs).__dict__)

    def dump(self) -> dict[str, Any]:
        """This as JSON, without what is None. Checks everything again: attributes may have changed.

        Raises `BadValue`.
        """
        cls = type(self)
        return (cls._dumper or _dumper_of(cls))(self)

    def _outline(self) -> dict[str, Any]:
        """As `dump`, with cards and components in it left as they are: whoever encodes them asks each in its turn.

        So no more of a large table is in memory twice than the row that is being written.
        """
        cls = type(self)
        return (cls._outliner or _outliner_of(cls))(self) if cls.dump is Model.dump else self.dump()

    @classmethod
    def load(cls, json: Mapping[str, Any]) -> Self:
        """The opposite of `dump`. Keys that are not declared are ignored. Raises `BadValue`."""
        loaded = cls.__new__(cls)
        for name, field in _shape_of(cls).fields.items():
            value = json.get(name)
            if value is not None or field.is_required:
                loaded.__dict__[name] = field.load(value)
        return loaded

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in vars(self).items() if value is not None)
        return f"{type(self).__name__}({given})"


class Card(Model):
    """Something that stands on a page by itself."""

    _view: ClassVar[str] = ""  # what browsers call this kind of card

    def __init_subclass__(cls, *, view: str | None = None) -> None:
        super().__init_subclass__()
        if view is not None:
            cls._view = view
            cls._head = {"view": view}

    @classmethod
    def load(cls, json: Mapping[str, Any]) -> Self:
        """The opposite of `dump`. Raises `BadValue`, also for a card of another kind."""
        view = json.get("view", cls._view)
        if view != cls._view:
            raise BadValue(f"{cls.__name__}.load: want the view {cls._view!r}, got {view!r}")
        return super().load(json)


class Variant(Model):
    """Something that is one of several things: exactly one of its attributes is set."""

    _is_variant: ClassVar[bool] = True

    def dump(self) -> dict[str, Any]:
        """The thing under its tag. Raises `BadValue`, also when several attributes are set."""
        return {tag: thing.dump() for tag, thing in self._held().items()}

    def _outline(self) -> dict[str, Any]:
        return dict(self._held()) if type(self).dump is Variant.dump else self.dump()

    def _held(self) -> Mapping[str, Model]:
        fields = _shape_of(type(self)).fields
        held = {
            tag: fields[tag].take(thing)
            for tag, thing in self.__dict__.items()
            if thing is not None and tag in fields
        }
        if len(held) > 1:
            raise BadValue(
                f"{type(self).__name__}: want one of its attributes to be set, got {', '.join(held)}"
            )
        return held


def fields_of(cls: type[Model]) -> Mapping[str, Field]:
    """The attributes of a class by name, in the order of its arguments."""
    return _shape_of(cls).fields


def _shape_of(cls: type[Model]) -> Shape:
    # Read when first needed: a program uses a few of the many classes, and they refer to each other.
    shape = cls._shape
    if shape is None:
        shape = cls._shape = read_shape(cls, cls._special, Model)
    return shape


def _maker_of(cls: type[Model]) -> Callable[..., Any]:
    maker = cls._maker
    if maker is None:
        maker = cls._maker = compile_maker(cls, _shape_of(cls))
    return maker


def _dumper_of(cls: type[Model]) -> Callable[..., dict[str, Any]]:
    cls._dumper = compile_dump(_shape_of(cls), cls._head, deep=True)
    return cls._dumper


def _outliner_of(cls: type[Model]) -> Callable[..., dict[str, Any]]:
    cls._outliner = compile_dump(_shape_of(cls), cls._head, deep=False)
    return cls._outliner


def make(cls: Callable[P, M]) -> Callable[P, M]:
    """The function that authors call to make one."""

    model: Any = cls

    def function(*args: P.args, **kwargs: P.kwargs) -> M:
        made: M = (model._maker or _maker_of(model))(*args, **kwargs)
        return made

    return _dress(function, cls)


def wrap(cls: Callable[P, Model], variant: type[V]) -> Callable[P, V]:
    """The function that authors call to make one, wrapped into the variant it belongs to."""
    model: Any = cls
    tag: str = model._tag

    def function(*args: P.args, **kwargs: P.kwargs) -> V:
        wrapped = variant.__new__(variant)
        wrapped.__dict__[tag] = (model._maker or _maker_of(model))(*args, **kwargs)
        return wrapped

    return _dress(function, cls)


def _dress(function: Callable[P, Any], cls: Any) -> Callable[P, Any]:
    """Let a function look as if it had been written out."""
    function.__name__ = function.__qualname__ = function_name(cls)
    function.__module__ = cls.__module__
    function.__doc__ = cls.__doc__
    function.__wrapped__ = cls  # type: ignore[attr-defined]
    return function
