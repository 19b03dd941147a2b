"""The cache, within its bound."""

from services.gateway.web.cache import ENTRY_OVERHEAD_BYTES, CacheValues

ROOM_FOR_THREE = 3 * (ENTRY_OVERHEAD_BYTES + 4 * 2 + 10)


def test_values_are_kept_by_shard_and_key() -> None:
    cache = CacheValues(10_000)
    assert cache.put("s", "a", b"1")
    assert cache.put("s", "b", b"")
    assert cache.put("t", "a", b"2")
    assert (cache.get("s", "a"), cache.get("s", "b"), cache.get("t", "a")) == (b"1", b"", b"2")
    assert (cache.get("s", "x"), cache.get("x", "a")) == (None, None)
    assert list(cache.keys("s")) == ["a", "b"]


def test_a_dropped_value_leaves_nothing() -> None:
    cache = CacheValues(10_000)
    cache.put("s", "a", b"1")
    assert cache.drop("s", "a")
    assert not cache.drop("s", "a")
    assert (len(cache), cache.size, list(cache.keys("s"))) == (0, 0, [])


def test_a_new_value_takes_the_place_of_the_old() -> None:
    cache = CacheValues(10_000)
    cache.put("s", "a", b"x" * 100)
    cache.put("s", "a", b"y")
    assert cache.get("s", "a") == b"y"
    assert cache.size == ENTRY_OVERHEAD_BYTES + 4 * 2 + 1


def test_above_the_bound_what_was_not_used_for_longest_goes() -> None:
    cache = CacheValues(ROOM_FOR_THREE)
    for key in "abc":
        cache.put("s", key, b"x" * 10)
    cache.get("s", "a")
    cache.put("s", "d", b"x" * 10)
    assert list(cache.keys("s")) == ["a", "c", "d"]
    assert (cache.evicted, len(cache), cache.size) == (1, 3, ROOM_FOR_THREE)


def test_what_never_fits_is_refused_and_changes_nothing() -> None:
    cache = CacheValues(ROOM_FOR_THREE)
    cache.put("s", "a", b"1")
    assert not cache.put("s", "a", b"x" * ROOM_FOR_THREE)
    assert cache.get("s", "a") == b"1"
