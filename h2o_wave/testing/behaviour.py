"""What browsers do with each kind of component: what it holds at first, what it takes, what a click sends.

`ABSENT` stands for components that say nothing until they are used.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from .parts import Part

ABSENT: Any = object()

Check = Callable[[Part, Any], Any]
"""Returns what the browser holds after a user has entered a value. Raises `ValueError`."""


@dataclass(frozen=True, slots=True)
class Input:
    """A component that holds a value."""

    initial: Callable[[Part], Any]
    """What it holds when it appears."""
    check: Check
    """What becomes of what is entered."""


def _given(default: Any) -> Callable[[Part], Any]:
    return lambda part: _or(part.values.get("value"), default)


def _or(value: Any, default: Any) -> Any:
    return default if value is None else value


def _flag(part: Part) -> Any:
    return bool(part.values.get("value"))


def _is_multiple(part: Part) -> bool:
    return part.values.get("values") is not None


def _one_or_many(part: Part) -> Any:
    return list(part.values["values"]) if _is_multiple(part) else part.values.get("value")


def _combobox_value(part: Part) -> Any:
    return (_one_or_many(part) or None) if _is_multiple(part) else part.values.get("value")


def _bounds(part: Part) -> tuple[float, float]:
    return _or(part.values.get("min"), 0), _or(part.values.get("max"), 100)


def _clamped(part: Part) -> Any:
    low, high = _bounds(part)
    return min(max(_or(part.values.get("value"), 0), low), high)


def _range(part: Part) -> Any:
    low, high = _bounds(part)
    return [_or(part.values.get("min_value"), low), _or(part.values.get("max_value"), high)]


def _time(part: Part) -> Any:
    value = part.values.get("value")
    if value is None:
        return None
    return min(max(value, part.values.get("min") or "00:00"), part.values.get("max") or "24:00")


def _color(part: Part) -> Any:
    return _or(part.values.get("value"), "#000" if part.values.get("inline") else None)


def _selected_rows(part: Part) -> Any:
    value, values = part.values.get("value"), part.values.get("values")
    return list(values) if values is not None else [] if value is None else [value]


def _listed(attribute: str) -> Callable[[Part], Any]:
    return lambda part: list(part.values.get(attribute) or [])


def _choices(part: Part) -> dict[str, Any]:
    choices = part.values.get("choices")
    return (
        {choice["name"]: choice for choice in choices if "name" in choice}
        if isinstance(choices, list)
        else {}
    )


def _is(kind: type | tuple[type, ...], wanted: str) -> Check:
    def check(part: Part, value: Any) -> Any:
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise ValueError(f"takes {wanted}, got {value!r}")
        return value

    return check


_text = _is(str, "a text")
_flagged = _is(bool, "True or False")
_list = _is(list, "a list")


def _choice(part: Part, value: Any) -> Any:
    choices = _choices(part)
    if value is not None and value not in choices:
        raise ValueError(f"has no choice {value!r}; it has {', '.join(map(repr, choices)) or 'none'}")
    if value is not None and choices[value].get("disabled"):
        raise ValueError(f"has the choice {value!r}, but it is disabled")
    return value


def _many_choices(part: Part, value: Any) -> Any:
    for name in _list(part, value):
        _choice(part, name)
    return list(value)


def _ordered_choices(part: Part, value: Any) -> Any:
    chosen = set(_many_choices(part, value))
    return [name for name in _choices(part) if name in chosen]


def _dropdown(part: Part, value: Any) -> Any:
    return _many_choices(part, value) if _is_multiple(part) else _choice(part, value)


def _combobox(part: Part, value: Any) -> Any:
    return _list(part, value) if _is_multiple(part) else _text(part, value)


def _number(part: Part, value: Any) -> Any:
    low, high = _bounds(part)
    if not low <= _is((int, float), "a number")(part, value) <= high:
        raise ValueError(f"takes numbers from {low} to {high}, got {value!r}")
    return value


def _two_numbers(part: Part, value: Any) -> Any:
    pair = [_number(part, number) for number in value] if isinstance(value, (list, tuple)) else []
    if len(pair) != 2 or pair[0] > pair[1]:
        raise ValueError(f"takes two numbers, the smaller first, got {value!r}")
    return pair


def _date(part: Part, value: Any) -> Any:
    if value is not None:
        date.fromisoformat(_text(part, value))
    return value


def _time_of_day(part: Part, value: Any) -> Any:
    hours, colon, minutes = _text(part, value).partition(":")
    if not (
        colon
        and len(value) == 5
        and hours.isdigit()
        and minutes.isdigit()
        and hours < "24"
        and minutes < "60"
    ):
        raise ValueError(f"takes a time such as '09:30', got {value!r}")
    return value


def _rows(part: Part, value: Any) -> Any:
    rows = list(part.values.get("rows") or [])
    rows += [row for group in part.values.get("groups") or [] for row in group.get("rows") or []]
    names = [row["name"] for row in rows]
    for name in _list(part, value):
        if name not in names:
            raise ValueError(f"has no row {name!r}; it has {', '.join(map(repr, names)) or 'none'}")
    return list(value)


#: What holds a value, by what `ui` calls it.
INPUTS: dict[str, Input] = {
    "textbox": Input(_given(""), _text),
    "checkbox": Input(_flag, _flagged),
    "toggle": Input(_flag, _flagged),
    "choice_group": Input(_given(None), _choice),
    "checklist": Input(
        lambda part: [name for name in _choices(part) if name in (part.values.get("values") or ())],
        _ordered_choices,
    ),
    "dropdown": Input(_one_or_many, _dropdown),
    "combobox": Input(_combobox_value, _combobox),
    "slider": Input(_clamped, _number),
    "spinbox": Input(_clamped, _number),
    "range_slider": Input(_range, _two_numbers),
    "date_picker": Input(_given(None), _date),
    "time_picker": Input(_time, _time_of_day),
    "color_picker": Input(_color, _text),
    "picker": Input(lambda part: part.values.get("values"), _many_choices),
    "file_upload": Input(lambda part: ABSENT, _list),
    "table": Input(_selected_rows, _rows),
    "expander": Input(
        lambda part: ABSENT if part.values.get("expanded") is None else part.values["expanded"], _flagged
    ),
    "text_annotator": Input(_listed("items"), _list),
    "image_annotator": Input(_listed("items"), _list),
    "audio_annotator": Input(_listed("items"), _list),
    "chatbot_card": Input(lambda part: None, _text),
}

Sent = tuple[str, Any]
"""The name and value that a click puts into `q.args`."""


def _true(part: Part) -> Sent:
    return part.name, True


def _own_value(part: Part) -> Sent:
    return part.name, _or(part.values.get("value"), True)


def _own_name(part: Part) -> Sent:
    return part.name, part.name


def _tab(part: Part) -> Sent:
    """A tab speaks in the name of its tabs, if they have one."""
    return (part.owner.name, part.name) if part.owner is not None and part.owner.name else (part.name, True)


#: What a click sends, by what `ui` calls it.
CLICKS: dict[str, Callable[[Part], Sent]] = {
    "button": _own_value,
    "mini_button": _true,
    "nav_item": _true,
    "breadcrumb": _true,
    "persona": _true,
    "facepile": _own_value,
    "command": _own_value,
    "tab": _tab,
    "stat_list_item": _tab,
    "stat_table_item": _tab,
    "preview_card": _own_name,
    "tall_info_card": _own_name,
    "wide_info_card": _own_name,
    "tall_article_preview_card": _own_name,
    "wide_article_preview_card": _own_name,
}

_FALSE_AT_FIRST = frozenset({"button"})
# Commands say False as soon as they are drawn; those of a menu that is closed are not.
_DRAWN_COMMANDS = frozenset({"toolbar_card", "menu", "button", "menu_table_cell_type", "command"})


def initial_of(part: Part) -> Any:
    """What a part writes into the arguments when it appears; `ABSENT` for nothing."""
    entry = INPUTS.get(part.kind)
    if entry is not None:
        return entry.initial(part)
    if part.kind in _FALSE_AT_FIRST:
        return False
    if part.kind == "command" and part.owner is not None and part.owner.kind in _DRAWN_COMMANDS:
        return False
    return ABSENT


def always_pushes(part: Part) -> bool:
    """Whether a change is submitted at once."""
    return part.values.get("trigger") is True or (
        part.kind == "file_upload" and not part.values.get("compact")
    )
