"""Every recorded conversation with browsers, against real processes.

Starting a server for each would take minutes, so conversations share servers: each gets routes of its own. That they do not
disturb one another is part of the test. What the reference does otherwise, and why, is checked in tests/contract.
"""

import asyncio
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.contract.transcripts import Player
from tests.e2e.cluster import Form, running

REFERENCE = Path(__file__).parents[1] / "vectors/reference"
VECTORS = [json.loads(line) for line in (REFERENCE / "ws.jsonl").read_text().splitlines()]
EXCEPTIONS = json.loads((REFERENCE / "exceptions_ws.json").read_text())
AT_ONCE = 8
# Writes to `/`, which has no name to put a number after, and where others expect nothing: it comes when they are done.
LAST = "the root page"
# The names that conversations use for their routes; `anon` and client ids are nobody's choice.
ROUTE = re.compile(r"/(app|nowhere|ok|one|other|two|x|y)(?![\w-])")
BARE_ROUTE = re.compile(r"^([+@*#]) (app|x)(?= )")


class Server(NamedTuple):
    """How a server is started, and the flags of the conversations that can be held with it."""

    flags: list[str]
    takes: Sequence[list[str]]
    base_url: str = "/"


# Waits of less than the default are as good as it; -keep-app-live and -no-log change nothing that a browser sees.
SERVERS = {
    # Wave 1.8 forwards the cookies of a browser without being asked to.
    "default": Server(
        ["-forwarded-http-headers", "*"],
        [[], ["-keep-app-live"], ["-reconnect-timeout", "4s"], ["-reconnect-timeout", "6s"]],
    ),
    "impatient": Server(["-reconnect-timeout", "1s"], [["-reconnect-timeout", "1s"]]),
    "editable": Server(["-editable=true"], [["-editable"], ["-editable", "-reconnect-timeout", "1s"]]),
    "base": Server(["-base-url", "/base/"], [[], ["-no-log"]], "/base/"),
    "lenient": Server(
        ["-no-store=true", "-allowed-origins", "*", "-forwarded-http-headers", "x-test, cookie"],
        [["-no-store"], ["-allowed-origins", "*"], ["-forwarded-http-headers", "x-test, cookie"]],
    ),
}
PLAYED = [vector for vector in VECTORS if vector["name"] not in EXCEPTIONS]


def of_server(name: str) -> list[dict[str, Any]]:
    server = SERVERS[name]
    return [
        vector
        for vector in PLAYED
        if (vector.get("server_flags") or []) in server.takes
        and (vector.get("base_url") or "/") == server.base_url
    ]


def with_own_routes(vector: dict[str, Any], number: int) -> list[dict[str, Any]]:
    """The steps of a conversation, with a number after the name of each route."""

    def renamed(value: Any) -> Any:
        if isinstance(value, str):
            return BARE_ROUTE.sub(rf"\1 \2-{number}", ROUTE.sub(rf"/\1-{number}", value))
        if isinstance(value, list):
            return [renamed(one) for one in value]
        # A text that is given by its length must keep it.
        if isinstance(value, dict) and "repeat" not in value:
            return {key: renamed(one) for key, one in value.items()}
        return value

    steps: list[dict[str, Any]] = renamed(vector["steps"])
    for step in steps:
        registered = step.get("http", {}).get("body")
        if isinstance(registered, dict) and not registered.get("register_app", {}).get(
            "route", "/"
        ).startswith("/"):
            registered["register_app"]["route"] += f"-{number}"
    return steps


async def differences(address: str, name: str) -> dict[str, str]:
    places = asyncio.Semaphore(AT_ONCE)

    async def play(number: int, vector: dict[str, Any]) -> tuple[str, str]:
        async with places:
            player = Player(address.removeprefix("http://"), SERVERS[name].base_url)
            return vector["name"], await player.play(with_own_routes(vector, number))

    vectors = list(enumerate(of_server(name)))
    played = await asyncio.gather(*(play(*one) for one in vectors if one[1]["name"] != LAST))
    played += [await play(*one) for one in vectors if one[1]["name"] == LAST]
    return {title: found for title, found in played if found}


@pytest.mark.e2e
@pytest.mark.timeout(120)
@pytest.mark.parametrize("server", SERVERS)
@pytest.mark.parametrize("form", [Form.EMBEDDED, Form.SPLIT_UNIX], ids=lambda form: form.value)
async def test_browsers_are_told_what_the_reference_tells_them(
    form: Form, server: str, tmp_path: Path
) -> None:
    """[H1, H2, F1, F4, W1, W2, W3, W4, W7, N1, N2, N3, N4, N5] What went wrong is listed in full."""
    with running(form, tmp_path, flags=[*SERVERS[server].flags, "-shared-anonymous=true"]) as cluster:
        failures = await differences(cluster.address, server)
        assert not failures, "\n".join(f"{name}: {found}" for name, found in failures.items())
        for process in cluster.processes.values():
            assert process.is_running()


def test_every_conversation_has_a_server() -> None:
    names = sorted(vector["name"] for name in SERVERS for vector in of_server(name))
    assert names == sorted(vector["name"] for vector in PLAYED)
