"""Runs driver vectors one after another in one interpreter: JSON lines in, JSON lines out.

A process of its own, because the driver reads its environment when it is imported.
"""

import asyncio
import importlib
import io
import json
import os
import re
import shutil
import socket
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any

from tests.contract.recording_server import RecordingServer

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_BOUNDARY = re.compile(r'(multipart/form-data; boundary=)[^"]+')
# What the preamble of the vectors imports besides the public names of the package.
_CORE = "marshal unmarshal ServiceError AsyncPage copy_expando clone_expando expando_to_dict Data".split()
_MODULES = "ui graphics types core".split()


def main() -> None:
    """Run every vector that comes in."""
    recorder = RecordingServer()
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # bound but not listening: connections are refused
        names = {
            "$SERVER": f"127.0.0.1:{recorder.port}",
            "$SERVER_BY_NAME": f"localhost:{recorder.port}",
            "$CLOSED_PORT": f"127.0.0.1:{closed.getsockname()[1]}",
        }
        os.environ["H2O_WAVE_ADDRESS"] = f"http://127.0.0.1:{recorder.port}"
        for name, value in json.loads(sys.argv[1]).items():
            os.environ[name] = _longest_first(value, names)
        namespace = _preamble()
        for line in sys.stdin:
            print(json.dumps(_run(json.loads(line), recorder, namespace)), flush=True)
    recorder.close()


def _longest_first(value: str, names: dict[str, str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        value = value.replace(name, names[name])
    return value


def _preamble() -> dict[str, Any]:
    """The names that vectors may use."""
    package = importlib.import_module("h2o_wave")
    namespace: dict[str, Any] = {"asyncio": asyncio, "os": os, "json": json, "io": io}
    wanted = [(package, name) for name in package.__all__ if not name.startswith("_")]
    wanted += [
        (package, name) for name in (*_MODULES, "connect", "Site", "AsyncSite", "Page", "Expando", "Ref")
    ]
    wanted += [(importlib.import_module("h2o_wave.core"), name) for name in _CORE]
    return namespace | {name: getattr(owner, name) for owner, name in wanted}


def _run(vector: dict[str, Any], recorder: RecordingServer, preamble: dict[str, Any]) -> dict[str, Any]:
    for needed in vector.get("needs", ()):
        importlib.import_module(needed)
    recorder.begin(vector.get("replies", []))
    environ, folder = dict(os.environ), Path(tempfile.mkdtemp()).resolve()
    os.chdir(folder)
    namespace = dict(preamble)
    outcome: dict[str, Any] = {
        "name": vector["name"],
        "raises": [],
        "message": None,
        "result": None,
        "trace": "",
    }
    try:
        exec(vector["python"], namespace)
        result = asyncio.run(namespace["run"]()) if "run" in namespace else namespace.get("result")
        outcome["result"] = _mask(_encode(result), folder, recorder.port)
    except Exception as error:  # noqa: BLE001 - whatever the vector raises is what is asked for
        outcome["raises"] = [kind.__name__ for kind in type(error).__mro__]
        outcome["message"] = str(error)
        outcome["trace"] = traceback.format_exc()
    finally:
        os.chdir("/")
        shutil.rmtree(folder)
        os.environ.clear()
        os.environ.update(environ)
    outcome["requests"] = _mask(recorder.requests(), folder, recorder.port)
    return outcome


def _encode(value: Any) -> Any:
    """A result in the terms of the vectors."""
    kind = type(value).__name__
    if kind == "Ref":
        return {"$ref": value._Ref_key}
    if kind == "Expando":
        return {"$expando": {key: _encode(item) for key, item in value._Expando_dict.items()}}
    if kind == "Data":
        return {"$data": value.dump()}
    if isinstance(value, tuple):
        return {"$tuple": [_encode(item) for item in value]}
    if isinstance(value, list):
        return [_encode(item) for item in value]
    if isinstance(value, dict):
        return {key: _encode(item) for key, item in value.items()}
    return value


def _mask(value: Any, folder: Path, port: int) -> Any:
    text = json.dumps(value)
    text = text.replace(str(folder), "$TMP").replace(f"127.0.0.1:{port}", "127.0.0.1:$PORT")
    text = _UUID.sub("$UUID", text)
    return json.loads(_BOUNDARY.sub(r"\1$BOUNDARY", text))


if __name__ == "__main__":
    main()
