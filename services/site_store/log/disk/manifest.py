"""The manifest: the one file that says which other files are the log.

Two lines of text: `wave-log 1 <crc32c of the second line>` and a JSON object. It is replaced whole, never changed, so that every
decision about the log as a whole is one rename.
"""

from dataclasses import dataclass
from typing import NamedTuple

import google_crc32c
import orjson

from services.site_store.log.disk.header import HEADER_BYTES

MANIFEST = "MANIFEST"
_TITLE = "wave-log 1"


class Place(NamedTuple):
    """A place between two groups: everything up to `revision` lies before `offset` of segment number `segment`."""

    revision: int
    segment: int
    offset: int


START = Place(0, 1, HEADER_BYTES)
"""Where a new log begins."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the log consists of.

    `bases` are the places from which it can be read, newest first, at most two: at each of them there is a snapshot file, save at
    revision 0, where the site is empty. `clean` is the place where an orderly stop left the log, None while it is in use.
    """

    epoch: str
    bases: tuple[Place, ...] = (START,)
    clean: Place | None = None


def encode(manifest: Manifest) -> bytes:
    """Returns the bytes of a manifest."""
    body = orjson.dumps(
        {
            "epoch": manifest.epoch,
            "bases": [base._asdict() for base in manifest.bases],
            "clean": manifest.clean and manifest.clean._asdict(),
        }
    )
    return f"{_TITLE} {google_crc32c.value(body):08x}\n".encode() + body + b"\n"


def decode(data: bytes) -> Manifest | str:
    """Returns a manifest, or says why it is none."""
    title, _, rest = data.partition(b"\n")
    body = rest.removesuffix(b"\n")
    if title != f"{_TITLE} {google_crc32c.value(body):08x}".encode():
        known = title.startswith(_TITLE.encode() + b" ")
        return "its checksum does not match" if known else f"it does not begin with '{_TITLE}'"
    try:
        fields = orjson.loads(body)
        bases = tuple(Place(**base) for base in fields["bases"])
        clean = fields["clean"] and Place(**fields["clean"])
        return Manifest(fields["epoch"], bases, clean)
    except (ValueError, TypeError, KeyError) as error:
        return f"it is not understood: {error!r}"
