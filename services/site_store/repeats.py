"""Recognises edits that were sent again because their answer was lost."""

from collections import OrderedDict
from collections.abc import Callable

# A waiting repeat: called with the revision of the edit, or with None when it failed and may be tried afresh.
OnSettled = Callable[[int | None], None]


class Repeats:
    """Remembers which edits of which writers were taken, and what their revisions are.

    Bounded: at least the newest `max_numbers` edits, at most twice as many, of each of the newest `max_writers` writers. A
    writer must not have more edits unanswered than `max_numbers`.
    """

    def __init__(self, *, max_writers: int = 10_000, max_numbers: int = 8192) -> None:
        self._max_writers = max_writers
        self._max_numbers = max_numbers
        self._writers: OrderedDict[int, dict[int, int | None]] = OrderedDict()
        self._waiting: dict[tuple[int, int], list[OnSettled]] = {}

    def begin(self, writer: int, number: int) -> bool:
        """Notes an edit as taken; False when it had been taken before."""
        numbers = self._writers.get(writer)
        if numbers is None:
            numbers = self._writers[writer] = {}
            if len(self._writers) > self._max_writers:
                self._writers.popitem(last=False)
        if number in numbers:
            return False
        numbers[number] = None
        if len(numbers) > 2 * self._max_numbers:
            # Half of them at once: taking the oldest out of a dict one by one costs ever more.
            self._writers[writer] = dict(list(numbers.items())[self._max_numbers :])
        return True

    def await_first(self, writer: int, number: int, on_settled: OnSettled) -> None:
        """Calls back with the outcome of the edit that was taken first, now or when it is known."""
        revision = self._writers[writer][number]
        if revision is None:
            self._waiting.setdefault((writer, number), []).append(on_settled)
        else:
            on_settled(revision)

    def settle(self, writer: int, number: int, revision: int | None) -> None:
        """Notes the revision of an edit; None when it failed, so that it can be tried again."""
        numbers = self._writers.get(writer)
        if numbers is not None and number in numbers:
            if revision is None:
                del numbers[number]
            else:
                numbers[number] = revision
        if self._waiting:
            for on_settled in self._waiting.pop((writer, number), ()):
                on_settled(revision)

    def restore(self, writer: int, number: int, revision: int) -> None:
        """Notes an edit found in the log."""
        if self.begin(writer, number):
            self.settle(writer, number, revision)
