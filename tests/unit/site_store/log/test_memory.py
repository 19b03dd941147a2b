"""The log that keeps nothing."""

from services.site_store.log.memory import MemoryLog
from tests.unit.site_store.log.model import edit


async def test_a_log_in_memory_numbers_records_and_forgets_them() -> None:
    log = MemoryLog()
    answers: list[Exception | None] = []
    assert log.submit([edit("/a", "x"), edit("/a", "y")], answers.append) == 1
    assert log.submit([edit("/b", "z")], answers.append) == 3
    assert (answers, log.revision, log.stats.records_written) == ([None, None], 3, 3)
    assert list(log.replay()) == []
    assert await log.compact([]) == (3, 0, 0, 0)
    await log.close()


def test_every_log_in_memory_has_an_epoch_of_its_own() -> None:
    """Nobody may resume from a life that was forgotten."""
    assert MemoryLog().epoch != MemoryLog().epoch
