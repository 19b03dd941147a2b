"""A store on a log whose disk is as slow as a test wants."""

from collections.abc import Callable, Sequence

import orjson

from services.site_store.edits import Batch, Edit, Outcome
from services.site_store.ephemerals import Ephemerals
from services.site_store.log.errors import LogFull
from services.site_store.log.record import Record
from services.site_store.page.limits import PageLimits
from services.site_store.store import Store
from services.site_store.watchers import Opened, Watcher, WatchEvent

CARD = b'{"d":[{"k":"c","d":{"view":"x","n":0}}]}'


class FakeLog:
    """A log whose disk is as slow as the test wants: records are safe when `sync` is called."""

    def __init__(self) -> None:
        self.epoch = "e"
        self.revision = 0
        self.records: list[Record] = []
        self.is_full = False
        self._waiting: list[Callable[[Exception | None], None]] = []

    def submit(self, records: Sequence[Record], on_durable: Callable[[Exception | None], None]) -> int:
        if self.is_full:
            raise LogFull("full")
        first = self.revision + 1
        self.revision += len(records)
        self.records += records
        self._waiting.append(on_durable)
        return first

    def sync(self, error: Exception | None = None) -> None:
        waiting, self._waiting = self._waiting, []
        for on_durable in waiting:
            on_durable(error)


class Bench:
    """A store on a fake log, and what came of the edits it was given."""

    def __init__(self, *, relay_only: bool = False) -> None:
        self.log = FakeLog()
        self.now = 0.0
        ephemerals = Ephemerals(lambda: self.now, ttl_seconds=60, history_bytes=10_000)
        self.store = Store(
            self.log,
            limits=PageLimits(),
            ephemerals=ephemerals,
            history_bytes=100_000,
            max_missed_bytes=500,
            relay_only=relay_only,
        )
        self.outcomes: list[Outcome] = []

    def submit(self, *edits: Edit) -> None:
        self.store.submit(Batch(len(edits), self._note), edits)

    def _note(self, batch: Batch) -> None:
        self.outcomes += [outcome for outcome in batch.outcomes if outcome]

    def edit(self, route: str, body: bytes = CARD) -> Outcome:
        self.submit(Edit(route, body))
        self.log.sync()
        return self.outcomes[-1]

    def watch(self, route: str, **how: object) -> tuple[Watcher, Opened]:
        watcher = Watcher(lambda: None, max_bytes=10_000)
        self.store.reading.subscribe(watcher, 7, route, **how)  # type: ignore[arg-type]
        (opened,) = watcher.take(self.store.reading.read)
        assert isinstance(opened, Opened)
        return watcher, opened

    def heard(self, watcher: Watcher) -> list[WatchEvent]:
        return watcher.take(self.store.reading.read)

    def page(self, route: str) -> object:
        snapshot = self.store.reading.look_up(route, include_ephemeral=True)[2]
        return None if snapshot is None else orjson.loads(snapshot)["p"]["c"]


def body_setting(value: int) -> bytes:
    return b'{"d":[{"k":"c n","v":%d}]}' % value
