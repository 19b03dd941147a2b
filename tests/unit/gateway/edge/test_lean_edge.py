"""Heads of answers are made once a second, and never lie about the position."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from services.gateway.edge import lean_edge
from services.gateway.edge.lean_edge import LeanEdge
from services.gateway.web.annex import NO_ANNEX
from services.gateway.web.answers import Answer
from services.gateway.wire.position import Position


@pytest.fixture
def edge(monkeypatch: pytest.MonkeyPatch) -> LeanEdge:
    """Its dates are called first, second, …"""
    dates = iter(("first", "second", "third"))
    monkeypatch.setattr(lean_edge, "formatdate", lambda usegmt: next(dates))
    desk = SimpleNamespace(
        base_url="/",
        limits=SimpleNamespace(body=SimpleNamespace(max_bytes=1)),
        annex=NO_ANNEX,
        counts=SimpleNamespace(requests={}),
        gate=SimpleNamespace(knows=None),
        pages=SimpleNamespace(edit=None),
    )
    return LeanEdge(*cast(Any, (desk, None, None)))


def test_a_date_is_made_once_a_second(edge: LeanEdge) -> None:
    assert edge.date(10.0) == edge.date(10.9) == b"Date: first\r\n"
    assert edge.date(11.0) == b"Date: second\r\n"


def test_an_applied_edit_is_answered_with_its_own_position_and_date(edge: LeanEdge) -> None:
    """[P1]"""

    def answer(date: bytes, position: bytes) -> bytes:
        return b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nDate: %b\r\nWave-Position: %b\r\n\r\n" % (
            date,
            position,
        )

    assert edge.applied(Position("e", 7), 10.0) == answer(b"first", b"e:7")
    assert edge.applied(Position("e", 8), 10.5) == answer(b"first", b"e:8")
    assert edge.applied(Position("f", 1), 10.6) == answer(b"first", b"f:1")
    assert edge.applied(Position("f", 2), 11.0) == answer(b"second", b"f:2")


def test_a_head_says_how_long_the_body_is(edge: LeanEdge) -> None:
    head = edge.head_of(Answer(404, b"gone", (("X-A", "b"),)), 10.0)
    assert head == b"HTTP/1.1 404 Not Found\r\nX-A: b\r\nContent-Length: 4\r\nDate: first\r\n\r\n"
