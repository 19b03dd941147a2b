import json
from typing import Any

import pytest

from services.gateway.wire.messages import ClientMessage
from services.gateway.wire.position import Position
from services.gateway.wire.resume import MAX_ROUTES, ResumeRequest, parse


def request(data: Any) -> ResumeRequest | None:
    return parse(ClientMessage("^", "id", data if isinstance(data, str) else json.dumps(data)))


def test_a_request_names_key_positions_and_path() -> None:
    """[R3]"""
    data = {"k": "key", "at": {"/x": ["e", 7], "/id": ["m1", 0]}, "path": "/x", "hash": "h"}
    positions = {"/x": Position("e", 7), "/id": Position("m1", 0)}
    assert request(data) == ResumeRequest("id", "key", positions, "/x")


def test_a_browser_may_have_seen_nothing_yet() -> None:
    assert request({"k": "key"}) == ResumeRequest("id", "key", {}, "")


@pytest.mark.parametrize(
    "data",
    [
        "",
        "[]",
        {"at": {}},
        {"k": 1},
        {"k": "key", "path": 1},
        {"k": "key", "at": []},
        {"k": "key", "at": {"x": ["e", 1]}},
        {"k": "key", "at": {"/x": ["e", -1]}},
        {"k": "key", "at": {"/x": ["e"]}},
        {"k": "key", "at": {"/x": [1, 1]}},
        {"k": "key", "at": {"/x": "e:1"}},
        {"k": "key", "at": {f"/{n}": ["e", 1] for n in range(MAX_ROUTES + 1)}},
    ],
)
def test_what_makes_no_sense_is_no_request(data: Any) -> None:
    """[R5]"""
    assert request(data) is None
