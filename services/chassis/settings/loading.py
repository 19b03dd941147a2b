"""Fill settings classes from what was given."""

import dataclasses
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from services.chassis.settings.declaration import Option, SettingsError, merged_options, options_of
from services.chassis.settings.given import (
    HELP_FLAGS,
    Given,
    Source,
    read_command_line,
    read_file,
    read_variables,
    strangers,
)
from services.chassis.settings.reference import help_text

T = TypeVar("T")
Layer = dict[str, Given]


class HelpRequested(Exception):
    """``-help`` was among the flags; the text is the reference."""

    exit_code = 0


class Shown(NamedTuple):
    """One line of ``config show``. The value of a secret is hidden."""

    flag: str
    value: str
    source: Source


@dataclasses.dataclass(frozen=True)
class Loaded(Generic[T]):
    """A settings object, and where each of its values came from."""

    settings: T
    shown: tuple[Shown, ...]
    """For ``config show``, in the order of declaration."""
    words: tuple[str, ...]
    """What stood on the command line beside the flags."""
    warnings: tuple[str, ...]
    """A sentence for each variable that has the prefix and means nothing."""

    def source(self, flag: str) -> Source:
        """Where the value of `flag` came from. Raises ``KeyError`` for an unknown flag."""
        return {line.flag: line.source for line in self.shown}[flag]


def load(
    cls: type[T],
    argv: Sequence[str],
    environ: Mapping[str, str],
    env_prefix: str,
    file: Path | str | None = None,
    *,
    known: Collection[str] = (),
    max_words: int = 0,
    usage: str = "",
) -> Loaded[T]:
    """Fill `cls`. As :func:`load_many` with one class."""
    loaded = load_many([cls], argv, environ, env_prefix, file, known=known, max_words=max_words, usage=usage)
    return loaded[0]


def load_many(
    classes: Sequence[type[Any]],
    argv: Sequence[str],
    environ: Mapping[str, str],
    env_prefix: str,
    file: Path | str | None = None,
    *,
    known: Collection[str] = (),
    max_words: int = 0,
    usage: str = "",
) -> tuple[Loaded[Any], ...]:
    """Fill several classes from one command line; a flag that two of them declare is one flag.

    `argv` is without the program's name. `file` is read if it is there; a setting that ``names_file``
    replaces it, and the file it names must be there unless it is the default. `known` are variables with
    the prefix that belong to somebody else. Up to `max_words` words may stand beside the flags. `usage`
    opens the reference. Raises :class:`SettingsError`, :class:`HelpRequested`, and ``TypeError`` for
    declarations that contradict.
    """
    options = merged_options(classes, env_prefix)
    command_line = read_command_line(argv, options, max_words)
    if HELP_FLAGS & command_line.flags.keys():
        raise HelpRequested(help_text(options.values(), usage))
    layers = [command_line.flags, read_variables(environ, options, lambda name: Source("env", name))]
    from_file, names_in_file = _read_settings_file(options, layers, file)
    layers.append(from_file)
    given = {flag: _choose(flag, layers) for flag in options}
    parsed = {flag: _parse(options[flag], given[flag]) for flag in options}
    warnings = tuple(strangers([*environ, *names_in_file], options, env_prefix, known))
    return tuple(
        Loaded(
            settings=_fill(cls, {option.field: parsed[option.flag] for option in own}),
            shown=tuple(_show(option, given[option.flag]) for option in own),
            words=command_line.words,
            warnings=warnings,
        )
        for cls, own in ((cls, options_of(cls, env_prefix)) for cls in classes)
    )


@contextmanager
def exits_on_refusal() -> Iterator[None]:
    """For ``main``: print the help and exit 0, or print what is wrong with a setting and exit 2."""
    try:
        yield
    except HelpRequested as request:
        sys.stdout.write(f"{request}\n")
        sys.exit(request.exit_code)
    except SettingsError as error:
        sys.stderr.write(f"{Path(sys.argv[0]).name}: {error}\nRun it with -help to see every setting.\n")
        sys.exit(error.exit_code)


def _read_settings_file(
    options: Mapping[str, Option], layers: Sequence[Layer], file: Path | str | None
) -> tuple[Layer, Collection[str]]:
    """What the settings file says of `options`, and every name in it."""
    path, required = _settings_file(options, layers, file)
    if path is None:
        return {}, ()
    assignments = read_file(path, required=required)
    texts = {name: assignment.value for name, assignment in assignments.items()}

    def source_of(name: str) -> Source:
        return Source("file", f"{path}:{assignments[name].line}")

    return read_variables(texts, options, source_of), assignments


def _settings_file(
    options: Mapping[str, Option], layers: Sequence[Layer], file: Path | str | None
) -> tuple[Path | None, bool]:
    """The path of the settings file, and whether it must exist."""
    for flag, option in options.items():
        if option.declaration.names_file:
            given = _choose(flag, layers)
            text = option.declaration.default_text if given is None else given.text
            return (Path(text) if text else None), given is not None
    return (None if file is None else Path(file)), False


def _choose(flag: str, layers: Sequence[Layer]) -> Given | None:
    return next((layer[flag] for layer in layers if flag in layer), None)


def _parse(option: Option, given: Given | None) -> Any:
    if given is None:
        return option.default
    try:
        return option.declaration.parse(given.text)
    except ValueError as error:
        value = "its value" if option.declaration.secret else repr(given.text)
        place = "" if given.source.kind == "flag" else f" (from {given.source})"
        raise SettingsError(f"-{option.flag}{place}: {value} does not fit: {error}") from error


def _fill(cls: type[T], parsed: dict[str, Any]) -> T:
    try:
        return cls(**parsed)
    except ValueError as error:  # of __post_init__, which looks at settings that depend on one another
        raise SettingsError(str(error)) from error


def _show(option: Option, given: Given | None) -> Shown:
    text = option.declaration.default_text if given is None else given.text
    if option.declaration.secret and text:
        text = "(hidden)"
    return Shown(option.flag, text, Source("default") if given is None else given.source)
