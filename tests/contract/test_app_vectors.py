"""Apps behave as those of Wave 1.8 do, but for its defects:

each vector is an app, what it is sent, and what comes of it.
"""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, ClientTimeout

from tests.contract.app_scene import PATIENCE_SECONDS, AppProcess, WaveServer, send, without_frames

VECTORS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "vectors" / "reference" / "app.jsonl").read_text().splitlines()
]

# Where we mean to differ; tests of our own say how.
DIFFERENT = {
    "register with an unknown mode is sent as is and pages go to the route": "an unknown mode is refused",
    "route without slash is sent as is": "the slash is added",
    "startup callback that raises stops the app after it was registered": "the callback comes first",
    "registration answered 401 is ignored": "it ends the app",
    "app module without an app decorator": "it does not start",
    "data null is swallowed": "it is answered 400",
    "data list is swallowed": "it is answered 400",
    "body not json": "it is answered 400",
    "body empty": "it is answered 400",
    "missing client id goes to a page named None": "there is no such page",
    "missing subject in multicast goes to a page named None": "there is no such page",
    "authorization bearer token is accepted": "only Basic is",
    "authorization digest is accepted": "only Basic is",
    "bearer token is accepted for disconnect": "only Basic is",
    "logout event comes without a client id": "it has no page",
    "exception in multicast": "others keep their page",
    "handler that is not a coroutine still runs and then shows an error": "it just runs",
    "run_on plain function handler fails after running": "it just runs",
    "run_on argument pattern two parameters with a two argument handler": "it gets the value",
    "run_on hash ignores predicates": "predicates hold",
    "run_on hash with a trailing newline": "it does not match",
    "handle_on may match the submission name key": "it cannot",
    "state that cannot be pickled loses the whole checkpoint": "only that state is lost",
    # The server takes any method here; renewing tokens changes something, so ours is not a GET.
    "ensure_fresh_token asks the server and takes new tokens": "tokens are renewed by POST",
}
SAME = [vector for vector in VECTORS if vector["name"] not in DIFFERENT]

BASIC = f"Basic {base64.b64encode(b'app_id:app_secret').decode()}"
KEYS = {"H2O_WAVE_APP_ACCESS_KEY_ID": "app_id", "H2O_WAVE_APP_ACCESS_KEY_SECRET": "app_secret"}


def test_what_we_do_differently_is_in_the_vectors() -> None:
    assert DIFFERENT.keys() <= {vector["name"] for vector in VECTORS}
    assert len(SAME) == len(VECTORS) - len(DIFFERENT)


@pytest.mark.parametrize("vector", SAME, ids=lambda vector: vector["name"])
async def test_an_app_does_what_it_did_before(vector: dict[str, Any], tmp_path: Path) -> None:
    server = WaveServer(replies=list(vector.get("server_replies", ())))
    await server.start()
    app = _write_app(vector, tmp_path, server.port)
    if vector.get("no_server"):
        await server.stop()
    try:
        await _play(vector, app, server)
    finally:
        app.kill()
        await server.stop()
    wanted = [_comparable(each) for each in _filled(vector["to_server"], app)]
    assert [_comparable(each) for each in _random_masked(server.received, wanted)] == wanted, app.log


async def _play(vector: dict[str, Any], app: AppProcess, server: WaveServer) -> None:
    app.start()
    if vector.get("start_failed"):
        assert await app.wait() == vector["exit_code"], app.log
        return
    await server.wait_for(_count(vector, -1))
    async with ClientSession(timeout=ClientTimeout(PATIENCE_SECONDS)) as session:
        for index, request in enumerate(vector["requests"]):
            server.moment = index
            wanted = vector["responses"][index]
            if request.get("restart"):
                assert await app.stop() == wanted["exit_code"], app.log
                app.start()
            else:
                answer = await send(session, app.authority, _filled(request["to_app"], app))
                wanted = {
                    key: value for key, value in wanted.items() if key != "answered_before_handler_finished"
                }
                assert answer == _filled(wanted, app), app.log
            if not request.get("nowait"):
                await server.wait_for(_count(vector, index))
    server.moment = "shutdown"
    assert await app.stop() == vector["exit_code"], app.log


def _write_app(vector: dict[str, Any], folder: Path, server_port: int) -> AppProcess:
    (folder / "app.py").write_text(vector["python"])
    for name, content in vector.get("files", {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    environ = {
        "PATH": "/usr/bin:/bin",
        "H2O_WAVE_ADDRESS": f"http://127.0.0.1:{server_port}",
        # Users of Wave 1.8 saw tracebacks; ours see them only when the author wants it.
        "H2O_WAVE_SHOW_ERRORS": "1",
        **KEYS,
        **vector.get("env", {}),
    }
    filled = {
        name: value.replace("$TMP", str(folder)) for name, value in environ.items() if value is not None
    }
    return AppProcess(folder, filled)


def _count(vector: dict[str, Any], moment: int) -> int:
    """How many requests the server has got by the end of a moment."""
    return sum(1 for each in vector["to_server"] if each["after"] != "shutdown" and each["after"] <= moment)


def _filled(value: Any, app: AppProcess) -> Any:
    text = json.dumps(value).replace("$APP_AUTH", BASIC).replace("$APP", app.authority)
    return json.loads(text)


def _random_masked(received: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was received, with random keys masked where the vector masks them."""
    masks_keys = any("$RANDOM" in json.dumps(each) for each in wanted)
    if not masks_keys:
        return received
    assert all(len(key) >= 22 for each in received for key in _keys(each))
    text = json.dumps(received)
    for key in {key for each in received for key in _keys(each)}:
        text = text.replace(key, "$RANDOM")
    masked: list[dict[str, Any]] = json.loads(text)
    return masked


def _keys(request: dict[str, Any]) -> list[str]:
    registration = request["body"].get("register_app", {})
    return [registration[name] for name in ("key_id", "key_secret") if name in registration]


def _comparable(request: dict[str, Any]) -> dict[str, Any]:
    present = {key: value for key, value in request.items() if value not in (None, {})}
    if isinstance(present.get("body"), dict) and "register_app" in present["body"]:
        # Ours says as well which life of the process it is; a published server does not look.
        app = {key: value for key, value in present["body"]["register_app"].items() if key != "run_id"}
        present["body"] = {"register_app": app}
    return without_frames(present)
