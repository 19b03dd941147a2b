"""Every recorded example of the page model, over HTTP, against every form of the server."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.cluster import Form, running
from tests.e2e.rpc_client import RpcClient

REFERENCE = Path(__file__).parents[1] / "vectors/reference"
VECTORS = [json.loads(line) for line in (REFERENCE / "server.jsonl").read_text().splitlines()]
EXCEPTIONS = json.loads((REFERENCE / "exceptions.json").read_text())["server"]


@pytest.fixture(scope="module", params=list(Form), ids=lambda form: form.value)
def client(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RpcClient]:
    with running(request.param, tmp_path_factory.mktemp("vectors"), flags=["-fsync", "no"]) as cluster:
        client = RpcClient(cluster.address)
        yield client
        client.close()


@pytest.mark.e2e
@pytest.mark.timeout(120)
def test_pages_are_what_the_reference_makes_of_the_same_edits(client: RpcClient) -> None:
    """One test per form, not per vector: what went wrong is listed in full."""
    failures = [
        f"{vector['name']}: {difference}"
        for number, vector in enumerate(VECTORS)
        if vector["name"] not in EXCEPTIONS and (difference := play(client, vector, f"/v{number}"))
    ]
    assert not failures, "\n".join(failures)


@pytest.mark.e2e
def test_every_exception_is_one(client: RpcClient) -> None:
    names = {vector["name"]: vector for vector in VECTORS}
    needless = [
        name
        for number, name in enumerate(EXCEPTIONS)
        if name not in names or not play(client, names[name], f"/x{number}")
    ]
    assert not needless, "these match the reference after all: take them off the list"


def play(client: RpcClient, vector: dict[str, Any], prefix: str) -> str:
    """Sends the edits of a vector and compares the page. Returns what is different."""
    statuses = []
    for route, body in vector["ops"]:
        status, text, _ = client.request("PATCH", prefix + route, encoded(body))
        if status not in (200, 400):
            return f"{status} {text!r}"
        if status == 400 and not text.strip():
            return "refused without a reason"
        statuses.append(status)
    page = client.page(prefix + vector["ops"][-1][0])
    expected = vector["page"]
    if 200 not in statuses:
        # The reference takes edits that it cannot read for edits without ops; ours refuses them and makes no page.
        return (
            "" if page is None and expected in (None, {"p": {"c": {}}}) else f"refused, yet there is {page}"
        )
    return "" if normal(page) == normal(expected) else f"got {page}, want {expected}"


def encoded(body: Any) -> bytes:
    if isinstance(body, dict) and "raw" in body:
        return str(body["raw"]).encode()
    if isinstance(body, dict) and "raw_base64" in body:
        return base64.b64decode(body["raw_base64"])
    return json.dumps(body).encode()


def normal(page: Any) -> Any:
    """Numbers the buffers of each card in the order of their attributes, and leaves out what only says where a list ends."""
    if not isinstance(page, dict) or "p" not in page:
        return page
    cards = {}
    for name, card in page["p"]["c"].items():
        attributes = dict(card["d"])
        buffers: list[Any] = []
        for key in sorted(key for key in attributes if key.startswith("~")):
            at = attributes[key]
            if isinstance(at, int) and 0 <= at < len(card.get("b", [])):
                attributes[key] = len(buffers)
                buffers.append(card["b"][at])
        for buffer in buffers:
            buffer.get("l", {}).pop("i", None)
        cards[name] = {"d": attributes, "b": buffers}
    return cards
