import asyncio
import base64

import pytest

from services.access import Verdict
from services.gateway.auth import gate as gate_module
from services.gateway.auth.gate import Gate, credentials_of
from tests.unit.gateway.fakes import turns_until

A, L, D = Verdict.ALLOWED, Verdict.LIMITED, Verdict.DENIED


def basic(text: str) -> str:
    return "Basic " + base64.b64encode(text.encode()).decode()


GOOD, BAD = basic("id:se:cret"), basic("id:wrong")


class Checker:
    """Knows one key; counts how often it is asked."""

    def __init__(self, other: Verdict = D) -> None:
        self.other = other
        self.asked: list[tuple[str, str, str]] = []

    async def check(self, key_id: str, secret: str, address: str) -> Verdict:
        self.asked.append((key_id, secret, address))
        return A if (key_id, secret) == ("id", "se:cret") else self.other


@pytest.fixture
def checker() -> Checker:
    return Checker()


@pytest.fixture
def gate(checker: Checker) -> Gate:
    return Gate(checker)


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Basic",
        "Basic !",
        basic("no colon"),
        "Bearer abc",
        "Basic " + base64.b64encode(b"\xff:x").decode(),
    ],
)
async def test_what_is_no_key_is_refused_without_asking(
    gate: Gate, checker: Checker, header: str | None
) -> None:
    """[P7]"""
    assert await gate.check(header, "a") is D
    assert checker.asked == []


async def test_a_good_key_is_asked_for_once(gate: Gate, checker: Checker) -> None:
    """[P7]"""
    assert not gate.knows(GOOD)
    assert [await gate.check(GOOD, "a") for _ in range(3)] == [A, A, A]
    assert gate.knows(GOOD)
    assert checker.asked == [("id", "se:cret", "a")]


async def test_a_wrong_key_is_asked_for_once(gate: Gate, checker: Checker) -> None:
    """[P7]"""
    assert [await gate.check(BAD, "a") for _ in range(30)] == [D] * 30
    assert len(checker.asked) == 1
    assert not gate.knows(BAD)


@pytest.mark.parametrize("verdict", [L, Verdict.BUSY])
async def test_what_was_not_checked_is_asked_again(verdict: Verdict) -> None:
    checker = Checker(verdict)
    gate = Gate(checker)
    assert [await gate.check(BAD, "a") for _ in range(3)] == [verdict] * 3
    assert len(checker.asked) == 3


async def test_what_was_found_is_soon_forgotten(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys come and go."""
    monkeypatch.setattr(gate_module, "BELIEVED_SECONDS", 0.001)
    monkeypatch.setattr(gate_module, "REFUSED_SECONDS", 0.002)
    await gate.check(GOOD, "a")
    await gate.check(BAD, "a")
    task = asyncio.create_task(gate.run())
    await turns_until(lambda: not gate.knows(GOOD) and not gate._denied)
    task.cancel()


async def test_the_number_of_known_headers_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate_module, "MAX_HEADERS", 2)
    gate = Gate(Checker())
    for number in range(5):
        await gate.check(basic(f"id:{number}"), "a")
    assert len(gate._denied) == 2


@pytest.mark.parametrize("header", ["Basic aWQ6cw==", "basic aWQ6cw==", "BASIC  aWQ6cw== "])
def test_the_scheme_has_no_case(header: str) -> None:
    assert credentials_of(header) == ("id", "s")
