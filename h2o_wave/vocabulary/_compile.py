"""Writes out, for one class, the function that makes it and the one that dumps it.

Asking every field at every call what it takes is slow, and a table has as many calls as rows. Written out, a value that
fits costs one comparison; whatever does not is left to its `Field`, which converts it or says what is wrong.

    def choice(name, label=None):
        _made = _new(_cls)
        if not (name.__class__ is _only_name and name): name = _take_name(name)
        _made.name = name
        if label is not None:
            if not (label.__class__ is _only_label): label = _take_label(label)
            _made.label = label
        return _made

No attribute begins with an underscore, so whatever else is needed there does.
"""

from collections.abc import Callable, Mapping
from typing import Any

from ._field import Field
from ._shape import Shape

Code = list[str]


def compile_maker(cls: type, shape: Shape) -> Callable[..., Any]:
    """The function with the signature that the declaration gives. Raises `BadValue` when it is called."""
    body: Code = ["_made = _new(_cls)"]
    for name, field in shape.fields.items():
        given = [*_checked(field, name), f"_made.{name} = {name}"]
        body += given if field.is_required else [f"if {name} is not None:", *_indented(given)]
    known = {"_cls": cls, "_new": cls.__new__} | {
        f"_default_{name}": default for name, default in shape.defaults.items()
    }
    return _compile(shape, _parameters(shape), [*body, "return _made"], known)


def compile_dump(shape: Shape, head: Mapping[str, str], *, deep: bool) -> Callable[[Any], dict[str, Any]]:
    """The function that turns an object into JSON: with `head`, without what is None. It checks everything again.

    Unless it is `deep`, what the object holds of its kind stays as it is.
    """
    body: Code = [f"_json = {dict(head)!r}"]
    for name, field in shape.fields.items():
        # Objects may have been changed since they were made.
        held = [*_checked(field, "_value"), f"_json[{name!r}] = {_dumped(field) if deep else '_value'}"]
        body.append(f"_value = _made.{name}")
        body += held if field.is_required else ["if _value is not None:", *_indented(held)]
    return _compile(shape, "_made", [*body, "return _json"], {})


def _parameters(shape: Shape) -> str:
    """Where a class of the author has an attribute without a default after one with, None stands for it, and is refused."""
    parameters = []
    for name in shape.fields:
        if name in shape.defaults:
            parameters.append(f"{name}=_default_{name}")
        else:
            parameters.append(f"{name}=None" if any("=" in before for before in parameters) else name)
    return ", ".join(parameters)


def _checked(field: Field, value: str) -> Code:
    """A quick test that passes only what needs no further look."""
    take = f"{value} = _take_{field.name}({value})"
    if not field.is_list:
        return [f"if not ({_fits(field, value)}): {take}"]
    return [
        f"if {value}.__class__ is _list:",
        f"    for _item in {value}:",
        f"        if not ({_is_wanted(field, '_item')}):",
        f"            {take}",
        "            break",
        f"else: {take}",
    ]


def _fits(field: Field, value: str) -> str:
    if field.choices:
        return f"{value}.__class__ is _str and {value} in _choices_{field.name}"
    test = _is_wanted(field, value)
    return f"{test} and {value}" if field.is_identifier else test


def _is_wanted(field: Field, value: str) -> str:
    if len(field.wanted) == 1:
        return f"{value}.__class__ is _only_{field.name}"
    return f"{value}.__class__ in _wanted_{field.name}"


def _dumped(field: Field) -> str:
    if field.model is None:
        return "_value"
    if not field.is_list:
        return "_value.dump()"
    dumped = "[item.dump() for item in _value]"
    return f"_value if _value.__class__ is _str else {dumped}" if field.takes_text else dumped


def _indented(lines: Code) -> Code:
    return [f"    {line}" for line in lines]


def _compile(shape: Shape, parameters: str, body: Code, known: Mapping[str, Any]) -> Callable[..., Any]:
    names: dict[str, Any] = {"_list": list, "_str": str, **known}
    for name, field in shape.fields.items():
        names |= {
            f"_take_{name}": field.take,
            f"_wanted_{name}": frozenset(field.wanted),
            f"_only_{name}": field.wanted[0],
            f"_choices_{name}": frozenset(field.choices),
        }
    source = "\n".join([f"def {shape.function}({parameters}):", *_indented(body)])
    exec(compile(source, f"<{shape.function}>", "exec"), names)
    function: Callable[..., Any] = names[shape.function]
    return function
