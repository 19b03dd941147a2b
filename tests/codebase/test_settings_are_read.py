"""Every setting that is declared is read by something that runs: programs are started with settings that notice it."""

import asyncio
import dataclasses
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from services import configuration
from services.chassis import program as chassis_program
from services.chassis.process import Process
from services.chassis.program import Program, ProgramSettings, Ready, run_program
from services.chassis.settings import reference
from services.environment import ENV_PREFIX
from services.gateway import service as gateway_service
from services.one_shot import COMMANDS
from services.site_store import service as site_store_service
from tests.certificates import needs_openssl, new_certificate

# Declared so that those who set them are not told that they are unknown. Each with a reason.
WITHOUT_EFFECT = {
    "keep-app-live": "an app is never unregistered because an event failed",
    "conf": "read while settings are loaded, before there is anything that could notice",
}
LISTEN = {
    "waved": ["-listen", "127.0.0.1:0", "-grpc-listen", "127.0.0.1:0"],
    "wave-site-store": ["-site-store-listen", "127.0.0.1:0"],
    "wave-relay": ["-relay-listen", "127.0.0.1:0"],
    "wave-gateway": ["-listen", "127.0.0.1:0", "-site-store-address", "h:1", "-relay-address", "h:1"],
}
# Nobody is there: the program starts without.
SIGN_IN = [
    *("-oidc-provider-url", "http://127.0.0.1:1", "-oidc-redirect-url", "http://127.0.0.1:2/_auth/callback"),
    *("-oidc-client-id", "wave", "-oidc-client-secret", "secret"),
]


class Ending:
    """A part that asks its process to stop as soon as all others have started, and have had a turn."""

    def __init__(self, process: Process) -> None:
        self._process = process

    async def start(self) -> None:
        for _ in range(10):
            await asyncio.sleep(0)
        self._process.request_stop("seen enough")

    async def stop(self) -> None:
        pass


def noticing(cls: type[Any], seen: set[str]) -> type[Any]:
    """A settings class whose objects note, by flag, which of their fields are read."""
    flags = {
        field.name: row.flag
        for field, row in zip(dataclasses.fields(cls), reference(cls, ENV_PREFIX), strict=True)
    }

    def read(self: Any, name: str) -> Any:
        if name in flags:
            seen.add(flags[name])
        return object.__getattribute__(self, name)

    return type(cls.__name__, (cls,), {"__getattribute__": read, "__doc__": cls.__doc__})


def ending(program: Program, seen: set[str]) -> Program:
    async def build(process: Process, settings: Sequence[Any]) -> Ready:
        # What checks its own fields when it is made has not yet used them for anything.
        seen.clear()
        ready = await program.build(process, settings)
        return ready._replace(parts=[*ready.parts, Ending(process)])

    return program._replace(build=build, settings=[noticing(cls, seen) for cls in program.settings])


def flags_of(name: str, folder: Path) -> list[str]:
    """What makes a program use everything that it has."""
    certificate, key = new_certificate(folder, "service")
    flags = [*LISTEN[name], "-grpc-tls-cert-file", certificate, "-grpc-tls-key-file", key]
    if name == "wave-gateway":
        flags += ["-grpc-tls-ca-file", certificate]
    if name in ("waved", "wave-gateway"):
        (folder / "index.html").write_text("<body></body>")
        (folder / "rules.toml").write_text("")
        flags += ["-web-dir", str(folder), "-proxy", "-access-rules", str(folder / "rules.toml"), *SIGN_IN]
    return flags


@needs_openssl
@pytest.mark.parametrize("name", configuration.PROGRAMS)
def test_every_setting_of_a_program_is_read_when_it_runs(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for variable in [variable for variable in os.environ if variable.startswith(ENV_PREFIX)]:
        monkeypatch.delenv(variable)
    monkeypatch.setattr(gateway_service, "_CONNECT_SECONDS", 0.0)
    monkeypatch.setattr(site_store_service, "MAINTENANCE_SECONDS", 0.0)
    program = configuration.PROGRAMS[name]
    seen, of_house, prepared = set[str](), set[str](), set[str]()
    monkeypatch.setattr(chassis_program, "ProgramSettings", noticing(ProgramSettings, of_house))

    def prepare(settings: Sequence[Any]) -> None:
        seen.clear()
        assert program.prepare is not None
        program.prepare(settings)
        prepared.update(seen)

    wanted = ending(program, seen)._replace(prepare=prepare, answer=None)
    assert run_program(wanted, [*flags_of(name, tmp_path), "-log-level", "error"]) == 0
    declared = {row.flag for cls in configuration.classes_of(program) for row in reference(cls, ENV_PREFIX)}
    one_shot = {command.replace("_", "-") for command in COMMANDS}
    unread = declared - seen - of_house - prepared - one_shot - WITHOUT_EFFECT.keys()
    assert not unread, f"nothing reads {sorted(unread)}: delete them, or use them"
