"""The reference of the settings: as rows for a document, and as the text of ``-help``."""

import itertools
import textwrap
from collections.abc import Iterable
from typing import Any, NamedTuple

from services.chassis.settings.declaration import Option, options_of

_WIDTH = 100
_INDENT = " " * 6
_FORMS = (
    "A setting is taken from the command line, else from the environment, else from the settings file, else "
    "its default. On the command line write -name value, -name=value or --name value; a boolean is -name or "
    "-name=false."
)


class Row(NamedTuple):
    """One line of the reference."""

    group: str
    flag: str
    metavar: str
    env: str
    default: str
    doc: str
    secret: bool


def reference(cls: type[Any], env_prefix: str) -> list[Row]:
    """A row for each setting of `cls`, in the order of declaration."""
    return [_row(option) for option in options_of(cls, env_prefix)]


def help_text(options: Iterable[Option], usage: str = "") -> str:
    """The whole reference as text, grouped, with examples."""
    rows = [_row(option) for option in options]
    paragraphs = [*([usage] if usage else []), textwrap.fill(_FORMS, _WIDTH)]
    groups = {row.group: None for row in rows}
    for group in groups:
        entries = itertools.chain.from_iterable(_entry(row) for row in rows if row.group == group)
        paragraphs.append("\n".join((group, *entries)))
    return "\n\n".join((*paragraphs, *_examples(rows)))


def _row(option: Option) -> Row:
    declaration = option.declaration
    default = "(hidden)" if declaration.secret and declaration.default_text else declaration.default_text
    return Row(
        option.group, option.flag, option.metavar, option.env, default, declaration.doc, declaration.secret
    )


def _entry(row: Row) -> Iterable[str]:
    yield f"  -{row.flag} {row.metavar}".rstrip()
    yield textwrap.fill(row.doc, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)
    default = f"default {row.default}, " if row.default else ""
    also = f" (or {row.env}_FILE, naming a file)" if row.secret else ""
    yield f"{_INDENT}{default}environment {row.env}{also}"


def _examples(rows: list[Row]) -> Iterable[str]:
    valued = next((row for row in rows if row.metavar and row.default and not row.secret), None)
    if valued is None:
        return
    yield "\n".join(
        (
            "Examples",
            f"  -{valued.flag} {valued.default}",
            f"  -{valued.flag}={valued.default}",
            f"  {valued.env}={valued.default}   (in the environment, or as a line of the settings file)",
        )
    )
