"""What the site-store measures."""

from services.chassis.metrics import Registry
from services.site_store.log.log import Log
from services.site_store.log.memory import MemoryLog
from services.site_store.rpc import SiteStoreServicer
from services.site_store.store import Store


def describe(registry: Registry, store: Store, log: Log | MemoryLog, servicer: SiteStoreServicer) -> None:
    """Registers all metrics of a site-store; they read plain counters when scraped."""
    edits, records = store.stats, log.stats
    registry.callback_counter(
        "edits",
        "edits by what became of them",
        lambda: {
            ("applied",): edits.edits,
            ("refused",): edits.refused,
            ("conflict",): edits.conflicts,
            ("discarded",): edits.discarded,
            ("failed",): edits.failed,
            ("repeat",): edits.repeats,
        },
        ["outcome"],
    )
    registry.callback_counter("edit_bytes", "bytes of the edits that were applied", lambda: edits.edit_bytes)
    registry.callback_gauge(
        "pages",
        "pages by kind",
        lambda: {("stored",): len(store.site), ("ephemeral",): len(store.ephemerals)},
        ["kind"],
    )
    registry.callback_gauge("revision", "newest revision that was applied", lambda: store.reading.applied)
    registry.callback_gauge("history_bytes", "memory for recent deltas", lambda: store.history.bytes)
    registry.callback_gauge("watchers", "open Watch streams", lambda: len(servicer.watches))
    registry.callback_gauge(
        "watcher_backlog_bytes",
        "unsent bytes of the slowest watcher",
        lambda: max((watch.watcher.bytes for watch in servicer.watches), default=0),
    )
    registry.callback_counter("log_bytes", "bytes written to the log", lambda: records.bytes_written)
    registry.callback_counter("log_records", "records written to the log", lambda: records.records_written)
    registry.callback_counter("log_groups", "group commits of the log", lambda: records.groups_written)
    registry.callback_counter("log_syncs", "times the log was synced to disk", lambda: records.syncs)
    registry.callback_gauge(
        "log_sync_seconds", "how long the last sync took", lambda: records.last_sync_seconds
    )
    registry.callback_gauge("log_waiting_bytes", "bytes waiting for the disk", lambda: records.waiting_bytes)
    registry.callback_gauge(
        "log_tail_records", "records since the last snapshot", lambda: records.tail_records
    )
