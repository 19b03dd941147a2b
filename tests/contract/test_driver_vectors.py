"""The driver does what the published one does: every vector of `driver.jsonl`, unless it is a listed exception.

`exceptions_driver.json` lists what differs on purpose, why, and what happens instead; that is tested just the same.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
VECTORS = ROOT / "tests/vectors/reference"

vectors = [json.loads(line) for line in (VECTORS / "driver.jsonl").read_text().split("\n") if line]
exceptions: dict[str, dict[str, Any]] = json.loads((VECTORS / "exceptions_driver.json").read_text())


class Outcomes:
    """What became of each vector, by name. Those with an environment of their own get a process of their own."""

    def __init__(self) -> None:
        self._by_environment: dict[str, dict[str, Any]] = {}

    def of(self, vector: dict[str, Any]) -> dict[str, Any]:
        """What became of a vector."""
        environment = json.dumps(vector.get("env", {}), sort_keys=True)
        if environment not in self._by_environment:
            batch = [v for v in vectors if json.dumps(v.get("env", {}), sort_keys=True) == environment]
            self._by_environment[environment] = _run(environment, batch)
        outcome: dict[str, Any] = self._by_environment[environment][vector["name"]]
        return outcome


def _run(environment: str, batch: list[dict[str, Any]]) -> dict[str, Any]:
    lines = "".join(json.dumps(vector) + "\n" for vector in batch)
    command = [sys.executable, "-m", "tests.contract.driver_worker", environment]
    done = subprocess.run(
        command, input=lines, capture_output=True, text=True, cwd=ROOT, timeout=55, check=False
    )
    assert done.returncode == 0, done.stderr
    outcomes = map(json.loads, done.stdout.splitlines())
    return {outcome["name"]: outcome for outcome in outcomes}


@pytest.fixture(scope="module")
def outcomes() -> Iterator[Outcomes]:
    yield Outcomes()


@pytest.mark.parametrize("vector", vectors, ids=lambda vector: vector["name"])
def test_the_driver_behaves_as_the_vector_says(vector: dict[str, Any], outcomes: Outcomes) -> None:
    outcome = outcomes.of(vector)
    exception = exceptions.get(vector["name"], {})
    if exception.get("is_incomparable"):
        pytest.skip(exception["reason"])
    expected = {"result": None, **vector, **exception.get("ours", {})}
    raised = f"{outcome['message']}\n{outcome['trace']}"
    if expected["raises"] is None:
        assert not outcome["raises"], raised
    else:
        # A more exact type is a match: those who catch what the vector says catch it.
        assert expected["raises"] in outcome["raises"], raised
    assert [_as_recorded(r, e) for r, e in _pairs(outcome, expected)] == expected["requests"]
    if not outcome["raises"]:
        assert outcome["result"] == expected["result"]


def _pairs(
    outcome: dict[str, Any], expected: dict[str, Any]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for index, request in enumerate(outcome["requests"]):
        yield request, expected["requests"][index] if index < len(expected["requests"]) else {}


def _as_recorded(request: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    """The raw body is compared where the vector has it."""
    return request if "raw" in expected else {key: value for key, value in request.items() if key != "raw"}


@pytest.mark.parametrize("name", exceptions)
def test_an_exception_has_a_reason_and_a_vector(name: str) -> None:
    assert exceptions[name]["reason"]
    assert name in {vector["name"] for vector in vectors}


def test_every_vector_that_records_a_defect_is_decided_upon() -> None:
    """A defect is mended (and listed with what happens instead), or kept with a reason."""
    assert {vector["name"] for vector in vectors if "quirk" in vector} <= exceptions.keys()
