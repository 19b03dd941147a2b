"""The manifest."""

import pytest

from services.site_store.log.disk import manifest
from services.site_store.log.disk.manifest import START, Manifest, Place

EPOCH = "00112233445566ff"


@pytest.mark.parametrize(
    "given",
    [
        Manifest(EPOCH),
        Manifest(EPOCH, (Place(900, 4, 64), Place(70, 2, 5000)), Place(1000, 5, 77)),
        Manifest(EPOCH, (START,), Place(0, 1, 64)),
    ],
    ids=["new", "closed in order", "closed empty"],
)
def test_a_manifest_comes_back_as_it_was(given: Manifest) -> None:
    """[L3]"""
    assert manifest.decode(manifest.encode(given)) == given


def test_the_layout_is_that_of_the_document() -> None:
    """[L3] Two lines that a person can read."""
    title, body = manifest.encode(Manifest(EPOCH)).splitlines()
    assert title.startswith(b"wave-log 1 ")
    assert (
        body
        == b'{"epoch":"%s","bases":[{"revision":0,"segment":1,"offset":64}],"clean":null}' % EPOCH.encode()
    )


def test_every_flipped_bit_and_every_truncation_is_noticed() -> None:
    """[L3]"""
    data = manifest.encode(Manifest(EPOCH, (Place(900, 4, 64), START)))
    whole = len(data) - 1  # The line feed at the end means nothing.
    for bit in range(whole * 8):
        damaged = bytearray(data)
        damaged[bit // 8] ^= 1 << bit % 8
        assert isinstance(manifest.decode(bytes(damaged)), str)
    assert all(isinstance(manifest.decode(data[:size]), str) for size in range(whole))


@pytest.mark.parametrize(
    ("body", "reason"),
    [(b"[]", "not understood"), (b'{"epoch":"x"}', "not understood"), (b"{", "not understood")],
)
def test_a_manifest_of_something_else_is_refused(body: bytes, reason: str) -> None:
    """[L3]"""
    data = b"wave-log 1 %08x\n" % manifest.google_crc32c.value(body) + body + b"\n"
    assert reason in str(manifest.decode(data))


def test_what_is_no_manifest_at_all_is_told_from_a_damaged_one() -> None:
    """[L3]"""
    assert manifest.decode(b"hello\nworld\n") == "it does not begin with 'wave-log 1'"
    assert manifest.decode(b"wave-log 1 00000000\n{}\n") == "its checksum does not match"
