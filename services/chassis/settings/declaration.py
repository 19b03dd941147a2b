"""What a setting is: a dataclass field with a flag, an environment name, a parser and a sentence."""

import dataclasses
from collections.abc import Iterable
from typing import Any

from services.chassis import values

_METADATA_KEY = "setting"
_PARSERS: dict[type, values.Parser] = {bool: values.boolean, int: values.integer, float: values.number}


class SettingsError(Exception):
    """A setting is unknown or its value does not fit; the text says which, from where, and what is wanted."""

    exit_code = 2


@dataclasses.dataclass(frozen=True)
class Declaration:
    """What :func:`setting` says about a field."""

    doc: str
    default_text: str
    parse: values.Parser
    flag: str | None
    env: str | None
    secret: bool
    metavar: str | None
    group: str | None
    names_file: bool
    keeps_empty: bool


@dataclasses.dataclass(frozen=True)
class Option:
    """One flag: a declaration with all its names filled in."""

    flag: str
    env: str
    field: str
    group: str
    default: Any
    declaration: Declaration

    @property
    def is_boolean(self) -> bool:
        """True if the flag may stand without a value."""
        return self.declaration.parse is values.boolean

    @property
    def meaning(self) -> tuple[Any, ...]:
        """What must be the same wherever the flag is declared."""
        return self.env, self.default, self.is_boolean

    @property
    def metavar(self) -> str:
        """The word that stands for the value in the reference; empty for a boolean."""
        if self.is_boolean:
            return ""
        return (self.declaration.metavar or self.declaration.parse.__name__.rsplit("_")[-1]).upper()


def setting(
    default: Any,
    *,
    doc: str,
    flag: str | None = None,
    env: str | None = None,
    parse: values.Parser | None = None,
    secret: bool = False,
    metavar: str | None = None,
    group: str | None = None,
    names_file: bool = False,
    keeps_empty: bool = False,
) -> Any:
    """Declare a field of a settings class.

    `default` as text is put through `parse`, so it reads as users would write it. `flag` defaults to the
    field's name with dashes, `env` (a whole name) to the prefix and the flag in capitals. A `secret` is
    never shown, and may be given as the name of a file in ``<ENV>_FILE``. A setting that `names_file` holds
    the path of the settings file. An empty variable counts as not set, unless the setting `keeps_empty`.
    `group` is a heading in ``-help``; without it, the first line of the class's docstring is.
    """
    parse = parse or _PARSERS.get(type(default), values.text)
    declaration = Declaration(
        doc=doc,
        default_text=_as_text(default),
        parse=parse,
        flag=flag,
        env=env,
        secret=secret,
        metavar=metavar,
        group=group,
        names_file=names_file,
        keeps_empty=keeps_empty,
    )
    value = parse(default) if isinstance(default, str) else default
    return dataclasses.field(default=value, repr=not secret, metadata={_METADATA_KEY: declaration})


def options_of(cls: type[Any], env_prefix: str) -> list[Option]:
    """The options of a settings class, inherited ones first.

    Raises ``TypeError`` for a field that was not declared with :func:`setting`.
    """
    return [_option(cls, field, env_prefix) for field in dataclasses.fields(cls)]


def merged_options(classes: Iterable[type[Any]], env_prefix: str) -> dict[str, Option]:
    """The options of several classes by flag.

    Raises ``TypeError`` when two classes declare a flag differently.
    """
    merged: dict[str, Option] = {}
    for cls in classes:
        for option in options_of(cls, env_prefix):
            other = merged.setdefault(option.flag, option)
            if other.meaning != option.meaning:
                raise TypeError(f"-{option.flag} of {cls.__name__} is declared differently by another class")
    return merged


def _option(cls: type[Any], field: "dataclasses.Field[Any]", env_prefix: str) -> Option:
    declaration = field.metadata.get(_METADATA_KEY)
    if declaration is None:
        raise TypeError(f"{cls.__name__}.{field.name} must be declared with setting(…)")
    flag = declaration.flag or field.name.replace("_", "-")
    return Option(
        flag=flag,
        env=declaration.env or env_prefix + flag.replace("-", "_").upper(),
        field=field.name,
        group=declaration.group or _heading(cls, field.name),
        default=field.default,
        declaration=declaration,
    )


def _heading(cls: type[Any], field: str) -> str:
    """The first line of the docstring of the class that declares `field`."""
    owner = next(base for base in cls.__mro__ if field in base.__dict__.get("__annotations__", {}))
    # dataclass() writes the signature into classes that have no docstring.
    doc = owner.__doc__ or ""
    is_written = doc and not doc.startswith(f"{owner.__name__}(")
    return doc.split("\n")[0].rstrip(".") if is_written else owner.__name__


def _as_text(default: Any) -> str:
    if default is None:
        return ""
    if isinstance(default, bool):
        return str(default).lower()
    if isinstance(default, tuple):
        return ",".join(map(str, default))
    return str(default)
