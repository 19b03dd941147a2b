"""What a user has given on the command line, in the environment and in a file: texts by flag."""

import difflib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from services.chassis import values
from services.chassis.settings.declaration import Option, SettingsError

HELP_FLAGS = frozenset(("help", "h"))


class Source(NamedTuple):
    """Where a value came from."""

    kind: str
    """``flag``, ``env``, ``file`` or ``default``."""
    name: str = ""
    """The flag, the variable, or the file and line."""

    def __str__(self) -> str:
        return f"{self.kind} {self.name}".strip()


class Given(NamedTuple):
    """A text that is to become a value."""

    text: str
    source: Source


Options = Mapping[str, Option]


class CommandLine(NamedTuple):
    """The flags and the words of a command line."""

    flags: dict[str, Given]
    words: tuple[str, ...]


def read_command_line(argv: Sequence[str], options: Options, max_words: int) -> CommandLine:
    """Split `argv` into flags and words.

    Flags may follow words, the last of a flag wins, and ``--`` ends the flags. Raises
    :class:`SettingsError` for an unknown flag, a flag without its value, and more than `max_words` words.
    """
    flags: dict[str, Given] = {}
    words: list[str] = []
    rest = iter(argv)
    for argument in rest:
        if argument == "--":
            words.extend(rest)
        elif not argument.startswith("-") or argument == "-":
            words.append(argument)
        else:
            flag, given = _read_flag(argument, rest, options)
            flags[flag] = given
    if len(words) > max_words:
        raise SettingsError(_too_many_words(words, max_words))
    return CommandLine(flags, tuple(words))


def read_variables(
    variables: Mapping[str, str], options: Options, source_of: Callable[[str], Source]
) -> dict[str, Given]:
    """The variables that belong to `options`, by flag. Secrets may be given as files, in ``<NAME>_FILE``."""
    found: dict[str, Given] = {}
    for flag, option in options.items():
        text = variables.get(option.env)
        if text is not None and (text or option.declaration.keeps_empty):
            found[flag] = Given(text, source_of(option.env))
        if option.declaration.secret and (path := variables.get(f"{option.env}_FILE")):
            if flag in found:
                raise SettingsError(f"{option.env} and {option.env}_FILE are both set: give one of them")
            found[flag] = Given(_read_secret(path, option), source_of(f"{option.env}_FILE"))
    return found


def read_file(path: Path, *, required: bool) -> dict[str, values.Assignment]:
    """The assignments in a settings file; none if it is missing and not `required`."""
    try:
        return values.env_file(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if required:
            raise SettingsError(f"the settings file {path} does not exist") from None
        return {}
    except OSError as error:
        raise SettingsError(f"cannot read the settings file {path}: {error.strerror}") from error
    except ValueError as error:  # also a file that is not UTF-8
        raise SettingsError(f"settings file {path}: {error}") from error


def strangers(
    names: Iterable[str], options: Options, env_prefix: str, known: Collection[str]
) -> Iterator[str]:
    """A sentence for each of `names` that has the prefix and means nothing."""
    expected = {option.env for option in options.values()}
    expected |= {f"{option.env}_FILE" for option in options.values() if option.declaration.secret}
    for name in dict.fromkeys(names):
        if name.startswith(env_prefix) and name not in expected and name not in known:
            yield f"{name} is not a setting and is ignored{_suggestion(name, expected)}"


def _read_flag(argument: str, rest: Iterator[str], options: Options) -> tuple[str, Given]:
    stripped = argument.removeprefix("-").removeprefix("-")
    flag, equals, text = stripped.partition("=")
    source = Source("flag", f"-{flag}")
    option = options.get(flag)
    if option is None:
        if flag in HELP_FLAGS:
            return flag, Given("", source)
        raise SettingsError(f"unknown flag {argument.partition('=')[0]}{_suggestion(flag, options, '-')}")
    if equals:
        return flag, Given(text, source)
    if option.is_boolean:
        return flag, Given("true", source)
    value = next(rest, None)
    if value is None:
        raise SettingsError(f"flag -{flag} needs a value: -{flag} {option.metavar}")
    return flag, Given(value, source)


def _read_secret(path: str, option: Option) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{option.env}_FILE={path}: cannot read the secret from it: {error}") from error


def _too_many_words(words: Sequence[str], max_words: int) -> str:
    word = words[max_words]
    hint = ""
    if word.lower() in ("true", "false", "0", "1", "t", "f"):
        hint = f": a boolean flag takes its value with an equals sign, -name={word}"
    return f"unexpected word {word!r} on the command line{hint}"


def _suggestion(name: str, candidates: Iterable[str], dash: str = "") -> str:
    close = difflib.get_close_matches(name, list(candidates), n=1, cutoff=0.6)
    return f" (did you mean {dash}{close[0]}?)" if close else ""
