"""Every recorded conversation with browsers, against the three services in process behind the real edge."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from tests.contract.gateway_scene import wave
from tests.contract.transcripts import Player

REFERENCE = Path(__file__).parents[1] / "vectors/reference"
VECTORS = [json.loads(line) for line in (REFERENCE / "ws.jsonl").read_text().splitlines()]
EXCEPTIONS: dict[str, str] = json.loads((REFERENCE / "exceptions_ws.json").read_text())
AT_ONCE = 8


async def difference(vector: dict[str, Any], folder: Path) -> str:
    """Plays a vector against a Wave of its own."""
    base_url = vector.get("base_url") or "/"
    # Wave 1.8 forwards the cookies of a browser, and takes all who have not signed in for one user, without being asked to.
    as_before = ["-shared-anonymous", "-forwarded-http-headers", "*"]
    flags = [*as_before, *(vector.get("server_flags") or []), "-base-url", base_url]
    async with wave(folder, *flags) as served:
        return await Player(served.address, base_url).play(vector["steps"])


async def differences(vectors: list[dict[str, Any]], folder: Path) -> dict[str, str]:
    """Plays vectors, some at a time; returns what is different, by name."""
    places = asyncio.Semaphore(AT_ONCE)

    async def play(number: int, vector: dict[str, Any]) -> tuple[str, str]:
        async with places:
            return vector["name"], await difference(vector, folder / str(number))

    played = await asyncio.gather(*(play(number, vector) for number, vector in enumerate(vectors)))
    return {name: found for name, found in played if found}


@pytest.mark.timeout(180)
async def test_browsers_are_told_what_the_reference_tells_them(tmp_path: Path) -> None:
    """[H1] [H2] [F1] [F3] [F4] [W1] [W2] [W3] [W4] [W5] [W7] [N1] [N4] [N5] What went wrong is listed in full."""
    vectors = [vector for vector in VECTORS if vector["name"] not in EXCEPTIONS]
    failures = await differences(vectors, tmp_path)
    assert not failures, "\n".join(f"{name}: {found}" for name, found in failures.items())


@pytest.mark.timeout(180)
async def test_every_exception_is_one(tmp_path: Path) -> None:
    """What matches the reference after all does not belong on the list."""
    vectors = [vector for vector in VECTORS if vector["name"] in EXCEPTIONS]
    assert len(vectors) == len(EXCEPTIONS), "the list names a transcript that there is not"
    failures = await differences(vectors, tmp_path)
    assert failures.keys() == EXCEPTIONS.keys()
