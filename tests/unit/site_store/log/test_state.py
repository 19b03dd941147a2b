"""Any sequence of appends, compactions, stops, kills, power cuts and restarts, compared with a list."""

import asyncio
import random
from collections.abc import Coroutine, Iterator, Sequence
from typing import TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from services.site_store.log import FsyncPolicy, Log, Record, RecordKind
from services.site_store.log.disk.survey import Ending
from tests.unit.site_store.log.model import DIRECTORY, Author, Pages, apply, crash, edit, rebuild, snapshots
from tests.unit.site_store.log.simulation import SimulatedDisk

T = TypeVar("T")
ROUTES = st.sampled_from(["/a", "/b", "/c", "/ü \n"])


class LogMachine(RuleBasedStateMachine):
    """[L8] [L13] [L16] [L22] [L25]"""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.disk = SimulatedDisk()
        self.policy = FsyncPolicy.ALWAYS
        self.log: Log | None = None
        self.author: Author | None = None
        # The pages after each revision: the model. What a power cut took away is cut off here as well.
        self.history: list[Pages] = [{}]

    def run(self, work: Coroutine[object, object, T]) -> T:
        """Runs something on the event loop."""
        return self.loop.run_until_complete(work)

    @initialize(policy=st.sampled_from(FsyncPolicy))
    def choose(self, policy: FsyncPolicy) -> None:
        """Begins with a policy."""
        self.policy = policy
        self._open(least=0)

    def _open(self, *, least: int, expect: Ending | None = None) -> None:
        async def opened() -> Log:
            return Log.open(DIRECTORY, policy=self.policy, segment_bytes=1024, files=self.disk, seconds=100)

        self.log = self.run(opened())
        pages = rebuild(self.log.replay())
        assert self.log.revision in range(least, len(self.history))
        if expect is not None:
            assert self.log.opening.ending is expect
        del self.history[self.log.revision + 1 :]
        assert pages == self.history[-1]
        self.author = Author(self.log)
        self.author.pages = pages

    def _append(self, *records: Record) -> None:
        assert self.author is not None

        async def append(author: Author) -> None:
            first = author.log.revision + 1
            await author.append(*records)
            self._note(first, records)

        self.run(append(self.author))

    def _note(self, first: int, records: Sequence[Record]) -> None:
        for revision, record in enumerate(records, first):
            assert revision == len(self.history)
            pages = dict(self.history[-1])
            apply(pages, revision, record)
            self.history.append(pages)

    @precondition(lambda self: self.log is not None)
    @rule(edits=st.lists(st.tuples(ROUTES, st.integers(0, 400)), min_size=1, max_size=4))
    def edit(self, edits: list[tuple[str, int]]) -> None:
        """Appends edits, together."""
        self._append(*[edit(route, "x" * size) for route, size in edits])

    @precondition(lambda self: self.log is not None)
    @rule(route=ROUTES)
    def drop(self, route: str) -> None:
        """Removes a page."""
        self._append(Record(RecordKind.DROP, route, b""))

    @precondition(lambda self: self.log is not None)
    @rule(during=st.lists(st.tuples(st.integers(0, 3), ROUTES), max_size=3))
    def compact(self, during: list[tuple[int, str]]) -> None:
        """Compacts, while edits go on."""
        assert self.author is not None
        author = self.author
        submitted: list[tuple[int, Record]] = []
        futures = []

        def pages() -> Iterator[tuple[str, int, bytes]]:
            for index, page in enumerate([*snapshots(author.pages), None]):
                if page is not None:
                    yield page
                for at, route in during:
                    if at == index:
                        submitted.append((author.log.revision + 1, edit(route, "during")))
                        futures.append(author.submit(submitted[-1][1]))

        async def compact() -> None:
            await author.log.compact(pages())
            await asyncio.gather(*futures)

        self.run(compact())
        for revision, record in submitted:
            self._note(revision, (record,))

    @precondition(lambda self: self.log is not None)
    @rule()
    def restart(self) -> None:
        """Stops in order."""
        assert self.log is not None
        self.run(self.log.close())
        self._open(least=len(self.history) - 1, expect=Ending.CLEAN)

    @precondition(lambda self: self.log is not None)
    @rule()
    def kill(self) -> None:
        """Ends the process: nothing that was acknowledged is lost, whatever the policy."""
        assert self.log is not None
        self.run(crash(self.log, self.disk))
        self._open(least=len(self.history) - 1, expect=Ending.CLEAN)

    @precondition(lambda self: self.log is not None)
    @rule(seed=st.integers(0, 10_000))
    def cut_power(self, seed: int) -> None:
        """Ends the machine: with `always`, nothing is lost; with the others, what was not synced may be."""
        assert self.log is not None
        synced = self.log._tail.synced
        self.run(crash(self.log, self.disk))
        self.disk.lose_power(random.Random(seed))
        always = self.policy is FsyncPolicy.ALWAYS
        self._open(least=len(self.history) - 1 if always else synced)

    @invariant()
    def the_pages_are_those_of_the_model(self) -> None:
        """What is in memory is what was acknowledged."""
        if self.author is not None:
            assert self.author.pages == self.history[-1]

    def teardown(self) -> None:
        """Ends everything."""
        if self.log is not None:
            self.run(self.log.close())
        self.loop.close()


LogMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestLog = LogMachine.TestCase
