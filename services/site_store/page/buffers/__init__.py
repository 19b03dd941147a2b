"""The four kinds of buffer, by their letters."""

from typing import Final

from services.site_store.page.buffers.buffer import Buffer
from services.site_store.page.buffers.cyclic import CyclicBuffer
from services.site_store.page.buffers.fixed import FixedBuffer
from services.site_store.page.buffers.listed import ListBuffer
from services.site_store.page.buffers.mapped import MapBuffer

# In the order in which letters count when there are several (rules D3, B1).
KINDS: Final[dict[str, type[CyclicBuffer] | type[FixedBuffer] | type[MapBuffer] | type[ListBuffer]]] = {
    "c": CyclicBuffer,
    "f": FixedBuffer,
    "m": MapBuffer,
    "l": ListBuffer,
}

BUFFER_TYPES: Final[frozenset[type]] = frozenset(KINDS.values())

__all__ = ["BUFFER_TYPES", "KINDS", "Buffer", "CyclicBuffer", "FixedBuffer", "ListBuffer", "MapBuffer"]
