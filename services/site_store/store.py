"""The one place where log, site and watchers meet: check, log, apply, announce, acknowledge."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from services.chassis.logs import get_logger
from services.site_store.edits import DISCARDED, BadRoute, Batch, Conflict, Edit, Outcome, check_route
from services.site_store.ephemerals import Ephemeral, Ephemerals
from services.site_store.history import History, PastDelta
from services.site_store.log.errors import LogError, LogReadOnly
from services.site_store.log.record import Record, RecordKind
from services.site_store.page.delta import Delta, decode
from services.site_store.page.errors import BadDelta
from services.site_store.page.limits import PageLimits
from services.site_store.repeats import Repeats
from services.site_store.site import Site
from services.site_store.watchers import SKIPPED, Missed, Opened, Skipped, Watcher, Watchers

logger = get_logger("site_store")

_EDIT = RecordKind.EDIT


class ChangeLog(Protocol):
    """What the store needs of a log. Nothing here says that it is a file."""

    @property
    def epoch(self) -> str:
        """Names this life of the log."""

    @property
    def revision(self) -> int:
        """The newest revision handed out."""

    def submit(self, records: Sequence[Record], on_durable: Callable[[Exception | None], None]) -> int:
        """Takes records; returns the revision of the first. Calls back, in order of submission, when they are safe."""


@dataclass(slots=True)
class StoreStats:
    """Plain counters for the metrics."""

    edits: int = 0
    edit_bytes: int = 0
    refused: int = 0
    conflicts: int = 0
    discarded: int = 0
    repeats: int = 0
    failed: int = 0


# An edit that will be applied as soon as it is logged, and its place in the batch.
_Admitted = tuple[int, Edit, Delta]

# Every edit comes through here: what a name costs matters.
_new = tuple.__new__


class Store:
    """Pages and their log as one thing: what was acknowledged is logged, and what is shown was logged first."""

    def __init__(
        self,
        log: ChangeLog,
        *,
        limits: PageLimits,
        ephemerals: Ephemerals,
        history_bytes: int,
        max_missed_bytes: int,
        relay_only: bool = False,
    ) -> None:
        self.site = Site()
        self.watchers = Watchers()
        self.ephemerals = ephemerals
        self.stats = StoreStats()
        self.history = History(max_bytes=history_bytes)
        self._log = log
        self._limits = limits
        self._max_missed_bytes = max_missed_bytes
        self._relay_only = relay_only
        # Up to here everything is applied: what a watcher that has just been answered is level with.
        self._applied = 0
        self._repeats = Repeats()
        # The newest revision on its way to the log, by route: what a conditional edit has to be compared with.
        self._submitted: dict[str, int] = {}

    @property
    def epoch(self) -> str:
        """Names this life of the log."""
        return self._log.epoch

    @property
    def applied(self) -> int:
        """The revision up to which everything is applied and announced."""
        return self._applied

    # -- editing ------------------------------------------------------------------------------------------------

    def submit(self, batch: Batch, edits: Sequence[Edit]) -> None:
        """Applies edits in order; the batch says when all of them have an outcome."""
        admitted: list[_Admitted] = []
        for index, edit in enumerate(edits):
            outcome = self._admit(batch, index, edit, admitted)
            if outcome is not None:
                self._count(outcome)
                batch.settle(index, outcome)
        if admitted:
            self._log_all(batch, admitted)

    def _admit(self, batch: Batch, index: int, edit: Edit, admitted: list[_Admitted]) -> Outcome | None:
        """Checks an edit. Returns its outcome, or None when it will be settled later."""
        try:
            route, body, writer, number, if_position = edit
            delta = decode(body, self._limits)
            ephemeral = self.ephemerals.get(route)
            page = ephemeral.page if ephemeral else self.site.page(route)
            if page is None:
                check_route(route)
            else:
                page.check_room(delta, self._limits)
        except (BadDelta, BadRoute) as error:
            return Outcome(0, error)
        if ephemeral is not None:
            return self._apply_ephemeral(ephemeral, route, delta)
        if self.ephemerals.has_ended(route):
            return DISCARDED
        if self._relay_only:
            return self._relay(route, delta)
        if writer and not self._repeats.begin(writer, number):
            self.stats.repeats += 1
            self._repeats.await_first(writer, number, _settler(batch, index))
            return None
        if if_position is not None and (conflict := self._conflict(edit, admitted)):
            self._forget(edit)
            return Outcome(0, conflict)
        admitted.append((index, edit, delta))
        return None

    def _conflict(self, edit: Edit, admitted: Sequence[_Admitted]) -> Conflict | None:
        """Says why the position an edit was made for does not fit where its page will stand when its turn comes."""
        if any(earlier.route == edit.route for _, earlier, _ in admitted):
            return Conflict(f"{edit.route} is changed by an earlier edit of the same batch")
        page = self.site.page(edit.route)
        current = self._submitted.get(edit.route, page.revision if page else 0)
        wanted = edit.if_position
        assert wanted is not None
        if (
            current == 0
            if wanted[1] == 0
            else (wanted[0] == self.epoch and current <= wanted[1] <= self._applied)
        ):
            return None
        return Conflict(
            f"{edit.route} has changed: it is at {self.epoch}:{current}, the edit is for {wanted[0]}:{wanted[1]}"
        )

    def _apply_ephemeral(self, ephemeral: Ephemeral, route: str, delta: Delta) -> Outcome:
        revision = ephemeral.apply(delta)
        self.watchers.announce(route, revision, delta.body)
        return Outcome(revision)

    def _relay(self, route: str, delta: Delta) -> Outcome:
        self._applied += 1
        self.watchers.announce(route, self._applied, delta.body)
        return Outcome(self._applied)

    def _log_all(self, batch: Batch, admitted: list[_Admitted]) -> None:
        records = []
        first = revision = self._log.revision + 1
        for _, (route, _, writer, number, _), delta in admitted:
            records.append(_new(Record, (_EDIT, route, delta.body, writer, number)))
            self._submitted[route] = revision
            revision += 1
        try:
            self._log.submit(records, lambda error: self._logged(batch, admitted, first, error))
        except LogError as error:
            self._logged(batch, admitted, first, error)

    def _logged(self, batch: Batch, admitted: list[_Admitted], first: int, error: Exception | None) -> None:
        """Applies and announces what is now in the log, and acknowledges it."""
        submitted, stats = self._submitted, self.stats
        revision = first
        for place, edit, delta in admitted:
            route, _, writer, number, _ = edit
            if submitted.get(route) == revision:
                del submitted[route]
            if error is not None:
                self._forget(edit)
                outcome = Outcome(0, error)
                self._count(outcome)
            else:
                body = delta.body
                self._applied = revision
                self.site.apply(route, delta, revision)
                stats.edits += 1
                stats.edit_bytes += len(body)
                self.history.append(route, revision, body)
                self.watchers.announce(route, revision, body)
                if writer:
                    self._repeats.settle(writer, number, revision)
                outcome = _new(Outcome, (revision, None, False))
            batch.outcomes[place] = outcome
            revision += 1
        batch.settled(len(admitted))

    def _forget(self, edit: Edit) -> None:
        if edit.writer:
            self._repeats.settle(edit.writer, edit.number, None)

    def _count(self, outcome: Outcome) -> None:
        if outcome.discarded:
            self.stats.discarded += 1
        elif outcome.error is None:
            self.stats.edits += 1
        elif isinstance(outcome.error, Conflict):
            self.stats.conflicts += 1
        elif isinstance(outcome.error, BadDelta | BadRoute):
            self.stats.refused += 1
        else:
            self.stats.failed += 1

    def drop(self, route: str, on_done: Callable[[int, Exception | None], None]) -> None:
        """Removes a page for good. Calls back with the revision of the removal, 0 where there was no page."""
        if self.ephemerals.get(route) is not None:
            self.ephemerals.end(route)
            on_done(0, None)
            return
        if self.site.page(route) is None and route not in self._submitted:
            on_done(0, None)
            return
        revision = self._log.revision + 1
        self._submitted[route] = revision

        def logged(error: Exception | None) -> None:
            if self._submitted.get(route) == revision:
                del self._submitted[route]
            if error is None:
                self._applied = revision
                self.site.drop(route)
                self.history.append(route, revision, DROPPED)
                self.watchers.announce(route, revision, DROPPED)
            on_done(revision, error)

        try:
            self._log.submit([Record(RecordKind.DROP, route, b"", 0, 0)], logged)
        except LogError as error:
            logged(error)

    # -- watching -----------------------------------------------------------------------------------------------

    def subscribe(
        self,
        watcher: Watcher,
        tag: int,
        route: str,
        *,
        after: tuple[str, int] | None = None,
        ephemeral: bool = False,
        skip_content: bool = False,
    ) -> None:
        """Makes a watcher hear about a route, and answers how the page stands. Every change after the answer follows."""
        if ephemeral and not self._relay_only:
            self.ephemerals.begin(route)
        elif self.ephemerals.get(route) is not None:
            # [W8] A page of one client is for those who say that it is theirs; to others there is nothing here.
            watcher.answer(Opened(tag, route, self.epoch, self._applied, SKIPPED if skip_content else None))
            return
        self.watchers.add(watcher, route)
        self.ephemerals.watched(route, True)
        epoch, revision = self._position(route)
        content = SKIPPED if skip_content else self._content(route, after, epoch)
        watcher.answer(Opened(tag, route, epoch, revision, content))

    def unsubscribe(self, watcher: Watcher, route: str) -> None:
        """Ends that."""
        self.watchers.remove(watcher, route)
        if not self.watchers.is_watched(route):
            self.ephemerals.watched(route, False)

    def leave(self, watcher: Watcher) -> None:
        """Forgets a watcher."""
        for route in list(watcher.routes):
            self.unsubscribe(watcher, route)

    def release(self, route: str) -> None:
        """Ends the life of an ephemeral page, unless somebody watches it: its client has moved to another gateway."""
        if not self.watchers.is_watched(route):
            self.ephemerals.end(route)

    def read(self, route: str) -> tuple[int, bytes | None]:
        """Returns the revision up to which a page is complete, and its snapshot if there is one."""
        ephemeral = self.ephemerals.get(route)
        if ephemeral is not None:
            return ephemeral.page.revision, ephemeral.page.snapshot()
        page = self.site.page(route)
        return self._position(route)[1], page.snapshot() if page else None

    def look_up(self, route: str, *, include_ephemeral: bool = False) -> tuple[str, int, bytes | None]:
        """Returns the position of a page's last change, and its snapshot if there is one that may be shown."""
        ephemeral = self.ephemerals.get(route)
        if ephemeral is not None:
            snapshot = ephemeral.page.snapshot() if include_ephemeral else None
            return ephemeral.epoch, ephemeral.page.revision, snapshot
        page = self.site.page(route)
        if page is None:
            return self.epoch, 0, None
        return self.epoch, page.revision, page.snapshot()

    def list_pages(self, prefix: str, size: int, after: str) -> tuple[list[tuple[str, int, int, bool]], str]:
        """Returns (route, revision, card count, is ephemeral) of up to `size` pages, and where to go on."""
        pages = {route: self.site.page(route) for route in self.site.routes()}
        pages |= {route: ephemeral.page for route, ephemeral in self.ephemerals.items()}
        routes = sorted(route for route in pages if route.startswith(prefix) and route > after)
        ephemeral_routes = set(self.ephemerals.routes())
        summaries = [
            (route, page.revision, page.card_count, route in ephemeral_routes)
            for route in routes[:size]
            if (page := pages[route])
        ]
        return summaries, routes[size - 1] if len(routes) > size else ""

    def _position(self, route: str) -> tuple[str, int]:
        """Returns the position up to which this store has applied everything at a route."""
        ephemeral = self.ephemerals.get(route)
        if ephemeral is not None:
            return ephemeral.epoch, ephemeral.page.revision
        return self.epoch, self._applied

    def _content(
        self, route: str, after: tuple[str, int] | None, epoch: str
    ) -> bytes | Missed | None | Skipped:
        if after is not None and after[0] == epoch:
            missed = self._missed(route, after[1])
            if missed is not None:
                return Missed([(delta.revision, delta.body) for delta in missed])
        return self.read(route)[1]

    def _missed(self, route: str, revision: int) -> list[PastDelta] | None:
        """Returns the deltas a watcher has missed, or None when it is better served with the whole page."""
        ephemeral = self.ephemerals.get(route)
        current = self._position(route)[1]
        if revision > current:
            return None  # From a future that a crash took away, or made up.
        missed = ephemeral.history.since("", revision) if ephemeral else self.history.since(route, revision)
        if missed is None or sum(len(delta.body) for delta in missed) > self._max_missed_bytes:
            return None
        return missed

    # -- restoring ----------------------------------------------------------------------------------------------

    def restore(self, records: Iterator[tuple[int, Record]]) -> int:
        """Rebuilds the site from the log; returns how many records there were."""
        limits = PageLimits.unlimited()
        count = 0
        for revision, record in records:
            count += 1
            if record.kind == RecordKind.EDIT:
                self.site.apply(record.route, decode(record.body, limits), revision)
                self.history.append(record.route, revision, record.body)
            elif record.kind == RecordKind.SNAPSHOT:
                self.site.put_snapshot(record.route, record.body, revision)
                self.history.cut(record.route, revision)
            else:
                self.site.drop(record.route)
                self.history.append(record.route, revision, DROPPED)
            if record.writer:
                self._repeats.restore(record.writer, record.number, revision)
        self._applied = self._log.revision
        return count


# What watchers of a page see when it is removed: a delta that drops everything on it.
DROPPED = b'{"d":[{}]}'


def _settler(batch: Batch, index: int) -> Callable[[int | None], None]:
    def settle(revision: int | None) -> None:
        if revision is None:
            batch.settle(
                index,
                Outcome(0, LogReadOnly("the edit that this one repeats could not be logged; try again")),
            )
        else:
            batch.settle(index, Outcome(revision))

    return settle
