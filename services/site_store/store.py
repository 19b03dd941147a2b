"""The one place where log, site and watchers meet: check, log, apply, announce, acknowledge."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from services.chassis import quick_tuple
from services.chassis.logs import get_logger
from services.site_store.change_log import ChangeLog
from services.site_store.edits import DISCARDED, BadRoute, Batch, Conflict, Edit, Outcome, check_route
from services.site_store.ephemerals import Ephemeral, Ephemerals
from services.site_store.log.errors import LogError, LogReadOnly
from services.site_store.log.record import Record, RecordKind
from services.site_store.page.delta import Delta, decode
from services.site_store.page.errors import BadDelta
from services.site_store.page.limits import PageLimits
from services.site_store.reading import Reading
from services.site_store.repeats import Repeats

logger = get_logger("site_store")

_EDIT = RecordKind.EDIT


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

_new = quick_tuple.new


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
        self.reading = Reading(
            log,
            ephemerals,
            history_bytes=history_bytes,
            max_missed_bytes=max_missed_bytes,
            relay_only=relay_only,
        )
        self.site, self.ephemerals = self.reading.site, ephemerals
        self.watchers, self.history = self.reading.watchers, self.reading.history
        self.stats = StoreStats()
        self._log = log
        self._limits = limits
        self._relay_only = relay_only
        self._repeats = Repeats()
        # The newest revision on its way to the log, by route: what a conditional edit has to be compared with.
        self._submitted: dict[str, int] = {}

    @property
    def epoch(self) -> str:
        """Names this life of the log."""
        return self._log.epoch

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
            else (wanted[0] == self.epoch and current <= wanted[1] <= self.reading.applied)
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
        self.reading.applied = revision = self.reading.applied + 1
        self.watchers.announce(route, revision, delta.body)
        return Outcome(revision)

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
        submitted, stats, reading = self._submitted, self.stats, self.reading
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
                reading.applied = revision
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
                self.reading.applied = revision
                self.site.drop(route)
                self.history.append(route, revision, DROPPED)
                self.watchers.announce(route, revision, DROPPED)
            on_done(revision, error)

        try:
            self._log.submit([Record(RecordKind.DROP, route, b"", 0, 0)], logged)
        except LogError as error:
            logged(error)

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
        self.reading.applied = self._log.revision
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
