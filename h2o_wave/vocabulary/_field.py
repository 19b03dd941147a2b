"""One attribute of a card or component: what it takes, and how it becomes JSON."""

from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, NamedTuple, Union, get_args, get_origin

from ..data import Data
from ..errors import BadValue
from ..plain import plain

if TYPE_CHECKING:
    from ._model import Model

Value = str | float | int
"""A cell: a text or a number."""
PackedRecord = dict[Any, Any] | str | Data
"""A record, a packed one, or a buffer."""
PackedRecords = list[dict[Any, Any]] | str
"""A list of records, or a packed one."""
PackedData = Data | str
"""A buffer, or packed rows."""

# Records and buffers are taken as they are: rows may come as plain lists, too.
_DATA = (Data, dict, list, tuple, str)


class Field(NamedTuple):
    """What an attribute takes. Made from its annotation by `read_field`."""

    name: str
    owner: str
    """How the author spells what it is an attribute of: `ui.button`."""
    annotation: Any
    """How it is declared."""
    wanted: tuple[type, ...]
    """The types it takes, for each element if it is a list."""
    is_list: bool
    is_required: bool
    is_identifier: bool
    """Whether an empty text is refused."""
    choices: tuple[str, ...]
    """The texts it takes; none for any."""
    takes_text: bool
    """Whether a list may also come packed into a text."""
    model: "type[Model] | None"
    """The class that turns its values into JSON and back, unless they are JSON."""

    def take(self, value: Any) -> Any:
        """What the attribute holds when it is given a value: that, as plain Python if it is NumPy's or a date.

        Raises `BadValue` for what the attribute does not take.
        """
        value = plain(value)
        if self.is_list and isinstance(value, list):
            value = _plain_list(value)
        self.check(value)
        return value

    def check(self, value: Any) -> None:
        """Raises `BadValue` for what the attribute does not take."""
        if value is None:
            if self.is_required:
                self._refuse(value)
        elif self.is_list:
            self._check_list(value)
        elif not isinstance(value, self.wanted) or (self.is_identifier and not value):
            self._refuse(value)
        elif self.choices and value not in self.choices:
            self._refuse(value)

    def _check_list(self, value: Any) -> None:
        if isinstance(value, list):
            for index, element in enumerate(value):
                if not isinstance(element, self.wanted):
                    self._refuse(element, f"[{index}]")
        elif not (self.takes_text and isinstance(value, str)):
            self._refuse(value)

    def load(self, value: Any) -> Any:
        """The value that JSON stands for. Raises `BadValue`."""
        if self.model is None or value is None or (self.takes_text and isinstance(value, str)):
            return self.take(value)
        if not self.is_list:
            return self._load_one(value, "")
        if not isinstance(value, list):
            self._refuse(value)
        return [self._load_one(element, f"[{index}]") for index, element in enumerate(value)]

    def _load_one(self, value: Any, place: str) -> Any:
        if self.model is None or not isinstance(value, dict):
            raise BadValue(f"{self.owner}({self.name}{place}): want dict, got {_seen(value)}")
        return self.model.load(value)

    def _refuse(self, value: Any, place: str = "") -> None:
        raise BadValue(f"{self.owner}({self.name}{place}): want {self._wish(place)}, got {_seen(value)}")

    def _wish(self, place: str) -> str:
        if self.choices:
            return f"one of {', '.join(map(repr, self.choices))}"
        names = " or ".join(wanted.__name__ for wanted in self.wanted)
        if self.is_identifier:
            return "a text that is not empty"
        return f"list of {names}" if self.is_list and not place else names


def _plain_list(values: list[Any]) -> list[Any]:
    """The list itself, unless something in it has to change: the author may keep adding to it."""
    changed = list(map(plain, values))
    return values if all(a is b for a, b in zip(values, changed, strict=True)) else changed


def _seen(value: Any) -> str:
    return "None" if value is None else f"{type(value).__name__}: {value!r:.80}"


def read_field(
    name: str,
    annotation: Any,
    *,
    owner: str,
    is_identifier: bool,
    choices: tuple[str, ...],
    model: "type[Model]",
) -> Field:
    """Make a field of an annotation such as `str`, `float | None`, `list[Component] | None` or `PackedData`."""
    kinds = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
    elements = [get_args(kind)[0] for kind in kinds if get_origin(kind) is list]
    is_data = Data in kinds or any(get_origin(kind) is dict for kind in (*kinds, *elements))
    wanted = _DATA if is_data else tuple(elements or (kind for kind in kinds if kind is not NoneType))
    return Field(
        name=name,
        owner=owner,
        annotation=annotation,
        wanted=(*wanted, int) if float in wanted else wanted,
        is_list=bool(elements) and not is_data,
        is_required=NoneType not in kinds,
        is_identifier=is_identifier,
        choices=choices,
        takes_text=bool(elements) and str in kinds,
        model=wanted[0] if len(wanted) == 1 and issubclass(wanted[0], model) else None,
    )
