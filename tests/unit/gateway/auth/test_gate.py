import asyncio
import base64
import threading
from collections.abc import Iterator

import pytest

from services.gateway.auth import gate as gate_module
from services.gateway.auth.gate import Gate, Verdict, credentials_of
from tests.unit.gateway.fakes import turns_until

A, L, D = Verdict.ALLOWED, Verdict.LIMITED, Verdict.DENIED


def basic(text: str) -> str:
    return "Basic " + base64.b64encode(text.encode()).decode()


GOOD, BAD = basic("id:se:cret"), basic("id:wrong")


class Keys:
    """One key; counts how often it is asked."""

    def __init__(self, *, uses_default: bool) -> None:
        self.uses_default = uses_default
        self.asked: list[str] = []
        self.threads: set[int] = set()
        self.known: dict[tuple[str, str], bool] = {}
        self.go_on = threading.Event()
        self.go_on.set()

    def recall(self, key_id: str, secret: str) -> bool | None:
        return self.known.get((key_id, secret))

    def verify(self, key_id: str, secret: str) -> bool:
        self.asked.append(key_id)
        self.threads.add(threading.get_ident())
        self.go_on.wait(5)
        return (key_id, secret) == ("id", "se:cret")


@pytest.fixture(params=[True, False], ids=["default", "keychain"])
def keys(request: pytest.FixtureRequest) -> Keys:
    return Keys(uses_default=request.param)


@pytest.fixture
def gate(keys: Keys) -> Iterator[Gate]:
    found = Gate(keys, clock=lambda: 0.0)
    yield found
    found.close()


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
async def test_what_is_no_key_is_refused_without_asking(gate: Gate, keys: Keys, header: str | None) -> None:
    """[P7]"""
    assert await gate.check(header, "a") is D
    assert keys.asked == []


async def test_a_good_key_is_asked_for_once(gate: Gate, keys: Keys) -> None:
    """[P7]"""
    assert not gate.knows(GOOD)
    assert [await gate.check(GOOD, "a") for _ in range(3)] == [A, A, A]
    assert gate.knows(GOOD)
    assert len(keys.asked) == 1


async def test_a_wrong_key_is_asked_for_once(gate: Gate, keys: Keys) -> None:
    """[P7]"""
    assert [await gate.check(BAD, "a") for _ in range(30)] == [D] * 30
    assert len(keys.asked) == 1
    assert not gate.knows(BAD)


async def test_requests_at_the_same_time_share_one_check(keys: Keys, gate: Gate) -> None:
    verdicts = await asyncio.gather(*(gate.check(GOOD, "a") for _ in range(20)))
    assert set(verdicts) == {A}
    assert len(keys.asked) == 1


async def test_a_costly_check_runs_in_a_thread_of_its_own(keys: Keys, gate: Gate) -> None:
    await gate.check(GOOD, "a")
    assert (threading.get_ident() in keys.threads) is keys.uses_default


async def test_many_wrong_keys_of_one_address_are_not_checked_any_more() -> None:
    keys = Keys(uses_default=False)
    gate = Gate(keys, clock=lambda: 0.0)
    verdicts = [await gate.check(basic(f"id:{number}"), "a") for number in range(12)]
    assert verdicts == [D] * 10 + [L] * 2
    assert await gate.check(basic("id:x"), "b") is D
    assert await gate.check(GOOD, "c") is A
    assert await gate.check(GOOD, "a") is A
    gate.close()


async def test_a_key_that_is_known_opens_also_for_an_address_from_which_keys_are_tried() -> None:
    """Behind a proxy, everybody has the same address."""
    keys = Keys(uses_default=False)
    keys.known["id", "se:cret"] = True
    gate = Gate(keys, clock=lambda: 0.0)
    for number in range(12):
        await gate.check(basic(f"id:{number}"), "a")
    assert await gate.check(basic("id:12"), "a") is L
    assert await gate.check(GOOD, "a") is A
    gate.close()


async def test_the_number_of_checks_under_way_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate_module, "MAX_WAITING_CHECKS", 1)
    keys = Keys(uses_default=False)
    keys.go_on.clear()
    gate = Gate(keys, clock=lambda: 0.0)
    waiting = asyncio.create_task(gate.check(GOOD, "a"))
    await asyncio.sleep(0)
    assert await gate.check(basic("other:x"), "a") is L
    keys.go_on.set()
    assert await waiting is A
    gate.close()


async def test_what_was_found_is_soon_forgotten(
    keys: Keys, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
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
    gate = Gate(Keys(uses_default=True), clock=lambda: 0.0)
    for number in range(5):
        await gate.check(basic(f"id:{number}"), "a")
    assert len(gate._denied) == 2
    gate.close()


@pytest.mark.parametrize("header", ["Basic aWQ6cw==", "basic aWQ6cw==", "BASIC  aWQ6cw== "])
def test_the_scheme_has_no_case(header: str) -> None:
    assert credentials_of(header) == ("id", "s")
