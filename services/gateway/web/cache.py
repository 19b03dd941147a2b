"""The cache for programs: values by shard and key, in memory, lost when this process ends."""

from collections import OrderedDict
from collections.abc import Iterator

# What an entry takes beside its bytes, roughly.
ENTRY_OVERHEAD_BYTES = 200

Entry = tuple[str, str]


class CacheValues:
    """Values up to a number of bytes; above it, those that were not used for longest are forgotten."""

    def __init__(self, max_bytes: int) -> None:
        self.size = 0
        self.evicted = 0
        self._max_bytes = max_bytes
        self._values: OrderedDict[Entry, bytes] = OrderedDict()
        # Keys in the order in which they came; a shard without keys is none.
        self._shards: dict[str, dict[str, None]] = {}

    def __len__(self) -> int:
        return len(self._values)

    def get(self, shard: str, key: str) -> bytes | None:
        """A value; None when there is none."""
        value = self._values.get((shard, key))
        if value is not None:
            self._values.move_to_end((shard, key))
        return value

    def put(self, shard: str, key: str, value: bytes) -> bool:
        """Keeps a value; False when there is never room for it."""
        if _size(shard, key, value) > self._max_bytes:
            return False
        self.drop(shard, key)
        self._values[shard, key] = value
        self._shards.setdefault(shard, {})[key] = None
        self.size += _size(shard, key, value)
        while self.size > self._max_bytes:
            self.drop(*next(iter(self._values)))
            self.evicted += 1
        return True

    def drop(self, shard: str, key: str) -> bool:
        """Forgets a value; False when there was none."""
        value = self._values.pop((shard, key), None)
        if value is None:
            return False
        self.size -= _size(shard, key, value)
        keys = self._shards[shard]
        del keys[key]
        if not keys:
            del self._shards[shard]
        return True

    def keys(self, shard: str) -> Iterator[str]:
        """The keys of a shard; none when there is no such shard."""
        return iter(self._shards.get(shard, ()))


def _size(shard: str, key: str, value: bytes) -> int:
    # At most four bytes for a character.
    return 4 * (len(shard) + len(key)) + len(value) + ENTRY_OVERHEAD_BYTES
