"""What a tab holds until it submits: the arguments, and the name of what was used last."""

from typing import Any

from .behaviour import ABSENT, INPUTS, always_pushes, initial_of
from .parts import Part, parts_of
from .replica import Replica

SUBMISSION = "__wave_submission_name__"
HASH = "#"


class Inputs:
    """The arguments of one tab: filled when components appear and when users change them, emptied by a push."""

    def __init__(self) -> None:
        self._pending: dict[str, Any] = {}
        self._submission: str | None = None
        # By the keys of parts: what they held when they appeared, or when the app changed it.
        self._initial: dict[tuple[int, str, str], Any] = {}
        self._entered: dict[tuple[int, str, str], Any] = {}
        # Keeps the cards alive, so that no other card can take their identity.
        self._cards: list[Any] = []

    def draw(self, page: Replica) -> None:
        """What appears, or was changed by the app, writes its value."""
        seen: dict[tuple[int, str, str], Any] = {}
        for part in parts_of(page):
            value = initial_of(part) if part.name else ABSENT
            if value is ABSENT:
                continue
            key = part.key
            seen[key] = value
            if key not in self._initial or self._initial[key] != value:
                self._entered.pop(key, None)
                self.write(part.name, value)
        self._initial = seen
        present = {part.key for part in parts_of(page)}
        self._entered = {key: value for key, value in self._entered.items() if key in present}
        self._cards = list(page.cards.values())

    def write(self, name: str, value: Any) -> None:
        """Set an argument; its name is what is submitted."""
        self._pending[name] = value
        self._submission = name

    def enter(self, part: Part, value: Any) -> bool:
        """Have a user change a component. Returns whether that submits. Raises `ValueError`."""
        held = INPUTS[part.kind].check(part, value)
        self._entered[part.key] = held
        self.write(part.name, held)
        return always_pushes(part)

    def value_of(self, part: Part) -> Any:
        """What a component holds; None for what holds nothing."""
        entered = self._entered.get(part.key, ABSENT)
        value = initial_of(part) if entered is ABSENT else entered
        return None if value is ABSENT else value

    def clear(self) -> None:
        """Forget what would be submitted. What users see stays."""
        self._pending = {}
        self._submission = None

    def take(self, location_hash: str) -> dict[str, Any]:
        """The arguments of a push; the next one begins empty."""
        arguments = dict(self._pending)
        if location_hash:
            arguments[HASH] = location_hash
        if self._submission is not None:
            arguments[SUBMISSION] = self._submission
        self.clear()
        return arguments

    def name_submission(self, name: str) -> None:
        """Say what is submitted without an argument of that name."""
        self._submission = name
