"""The page model passes the vectors that it shares with the browser."""

import json
from pathlib import Path
from typing import Any

import pytest

from services.site_store.page.delta import BadDelta, decode
from services.site_store.page.limits import PageLimits
from services.site_store.page.page import Page
from tests.unit.site_store.page.pages import encode

FOLDER = Path(__file__).parents[4] / "tests" / "vectors" / "page"
VECTORS = [vector for path in sorted(FOLDER.glob("*.json")) for vector in json.loads(path.read_text("utf-8"))]


def given(vector: dict[str, Any]) -> Page:
    page = Page()
    if vector["given"] is not None:
        page.replace(encode(vector["given"]))
    return page


def body(vector: dict[str, Any]) -> bytes:
    text: str | None = vector.get("body")
    return encode(vector["apply"]) if text is None else text.encode()


def title(vector: dict[str, Any]) -> str:
    return f"[{vector['rule']}] {vector['name']}"


def test_there_are_vectors_and_each_has_a_name_of_its_own() -> None:
    names = [vector["name"] for vector in VECTORS]
    assert len(names) > 400
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("vector", [v for v in VECTORS if not v.get("refuse")], ids=title)
def test_an_edit_has_the_effect_of_its_vector(vector: dict[str, Any]) -> None:
    page = given(vector)
    page.apply(decode(body(vector), PageLimits()).ops)
    assert json.loads(page.snapshot()) == vector["expect"]


@pytest.mark.parametrize("vector", [v for v in VECTORS if not v.get("refuse")], ids=title)
def test_browsers_get_an_edit_of_the_same_effect(vector: dict[str, Any]) -> None:
    """[D20]"""
    sent = decode(body(vector), PageLimits()).body
    assert b"\n" not in sent
    assert list(json.loads(sent)) == ["d"]
    page = given(vector)
    page.apply(decode(sent, PageLimits()).ops)
    assert json.loads(page.snapshot()) == vector["expect"]


@pytest.mark.parametrize("vector", [v for v in VECTORS if v.get("refuse")], ids=title)
def test_a_bad_edit_is_refused_with_a_reason(vector: dict[str, Any]) -> None:
    with pytest.raises(BadDelta) as refusal:
        decode(body(vector), PageLimits())
    assert str(refusal.value)
    assert "\n" not in str(refusal.value)
