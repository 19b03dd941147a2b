"""The site passes the recordings of the reference server, but for the defects that are listed."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from services.site_store.page.delta import BadDelta, decode
from services.site_store.page.limits import PageLimits
from services.site_store.site import Site

FOLDER = Path(__file__).parents[2] / "vectors" / "reference"
EXCEPTIONS: dict[str, str] = json.loads((FOLDER / "exceptions.json").read_text("utf-8"))["server"]
VECTORS = [json.loads(line) for line in (FOLDER / "server.jsonl").read_text("utf-8").splitlines()]


def encode(body: Any) -> bytes:
    if isinstance(body, dict) and "raw" in body:
        return str(body["raw"]).encode()
    if isinstance(body, dict) and "raw_base64" in body:
        return base64.b64decode(body["raw_base64"])
    return json.dumps(body).encode()


def page_after(vector: dict[str, Any]) -> Any:
    """The page after the edits of a vector, or None; refused edits change nothing."""
    site = Site()
    for revision, (route, body) in enumerate(vector["ops"], 1):
        try:
            delta = decode(encode(body), PageLimits())
        except BadDelta:
            continue
        site.apply(route, delta, revision)
    page = site.page(vector["ops"][-1][0])
    return None if page is None else without_end_cursors(json.loads(page.snapshot()))


def without_end_cursors(page: Any) -> Any:
    """Takes off what our lists write in addition (quirk P6)."""
    for card in page["p"]["c"].values():
        for buffer in card.get("b", ()):
            if "l" in buffer:
                buffer["l"].pop("i", None)
    return page


def name(vector: dict[str, Any]) -> str:
    return str(vector["name"])


@pytest.mark.parametrize("vector", [v for v in VECTORS if v["name"] not in EXCEPTIONS], ids=name)
def test_a_page_reads_as_in_the_reference(vector: dict[str, Any]) -> None:
    assert page_after(vector) == vector["page"]


@pytest.mark.parametrize("vector", [v for v in VECTORS if v["name"] in EXCEPTIONS], ids=name)
def test_a_listed_exception_is_one(vector: dict[str, Any]) -> None:
    assert page_after(vector) != vector["page"]


def test_every_exception_names_a_vector_and_a_reason() -> None:
    assert set(EXCEPTIONS) <= {vector["name"] for vector in VECTORS}
    assert all(EXCEPTIONS.values())
