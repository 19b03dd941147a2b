"""Text logs of Wave 1.8 as edits. Pure."""

from collections.abc import Iterable, Iterator

import orjson

from services.site_store.edits import Edit
from services.site_store.log.record import Record, RecordKind
from services.site_store.log.textlog import TextLogReader

# What one submission may hold when a whole log is read in.
BATCH_EDITS = 500
BATCH_BYTES = 4 * 1024 * 1024


def batches(reader: TextLogReader, lines: Iterable[bytes]) -> Iterator[list[Edit]]:
    """Yields the edits that a text log amounts to, some at a time. What cannot be used is counted by the reader."""
    batch: list[Edit] = []
    size = 0
    for record in reader.read(lines):
        edit = Edit(record.route, edit_of(record))
        if batch and (len(batch) == BATCH_EDITS or size + len(edit.body) > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(edit)
        size += len(edit.body)
    if batch:
        yield batch


def edit_of(record: Record) -> bytes:
    """Returns the edit that does what a record says; that of a whole page begins by dropping what was there."""
    if record.kind is not RecordKind.SNAPSHOT:
        return record.body
    cards = orjson.loads(record.body)["p"].get("c") or {}
    return orjson.dumps({"d": [{}, *({"k": name, **(card or {})} for name, card in cards.items())]})
