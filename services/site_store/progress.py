"""Long work at the start of a site-store says now and then how far it is."""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from services.chassis.logs import get_logger

logger = get_logger("site_store")

Item = TypeVar("Item")

PROGRESS_SECONDS = 5.0
# Looking at the clock for each item would cost as much as a small item does.
_LOOK_EVERY = 1000


def told(items: Iterable[Item], event: str, *, clock: Callable[[], float] = time.monotonic) -> Iterator[Item]:
    """Yields the items, and logs every few seconds how many there were."""
    last = clock()
    for count, item in enumerate(items):
        if count % _LOOK_EVERY == 0 and clock() - last >= PROGRESS_SECONDS:
            last = clock()
            logger.info(event, so_far=count)
        yield item
