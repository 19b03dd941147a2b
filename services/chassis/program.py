"""A program made of parts: settings, logs, the admin address, and the process that runs them."""

import os
import sys
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from services.chassis import logs
from services.chassis.admin import AdminServer, Check
from services.chassis.logs import get_logger
from services.chassis.metrics import Registry
from services.chassis.process import Part, Process, run
from services.chassis.settings import exits_on_refusal, load_many, setting
from services.chassis.values import Address, choice, listen_address, optional, positive_duration

logger = get_logger(__name__)

OPERATION = "Operation"


@dataclass(frozen=True)
class ProgramSettings:
    """What every program of this house lets its operator choose."""

    admin_listen: Address | None = setting(
        "",
        parse=optional(listen_address),
        metavar="ADDRESS",
        group=OPERATION,
        doc="where to serve /healthz, /readyz and /metrics; empty: nowhere",
    )
    log_level: str = setting(
        "info",
        parse=choice(*logs.LEVELS),
        metavar="LEVEL",
        group=OPERATION,
        doc="least level of events that are logged",
    )
    log_format: str = setting(
        "text",
        parse=choice(*logs.FORMATS),
        metavar="FORMAT",
        group=OPERATION,
        doc="form of the log: text or json",
    )
    drain_timeout: float = setting(
        "10s",
        parse=positive_duration,
        metavar="TIME",
        group=OPERATION,
        doc="time for finishing what is under way on SIGTERM",
    )


class Ready(NamedTuple):
    """What a program is made of: its parts in the order of starting, its metrics, and what readiness means."""

    parts: Sequence[Part]
    registry: Registry
    checks: Mapping[str, Check]


class Program(NamedTuple):
    """A program: its settings classes, and how parts are made of filled ones."""

    name: str
    settings: Sequence[type[Any]]
    build: Callable[[Process, Sequence[Any]], Awaitable[Ready]]
    env_prefix: str
    known_variables: Collection[str] = ()
    usage: str = ""
    settings_file: str | None = None
    answer: Callable[[Sequence[Any]], int | None] | None = None
    """What is done instead of running, when the settings (in the order of `settings`) ask for it; returns the exit code."""
    prepare: Callable[[Sequence[Any]], None] | None = None
    """What is done first of all with the settings (in the order of `settings`). Raises SettingsError."""


def run_program(program: Program, argv: Sequence[str] | None = None) -> int:
    """Runs a program until it is told to stop; returns its exit code.

    `argv` is without the program's name; by default that of this process. Wrong settings end the process with 2.
    """
    with exits_on_refusal():
        loaded = load_many(
            [ProgramSettings, *program.settings],
            sys.argv[1:] if argv is None else argv,
            os.environ,
            program.env_prefix,
            program.settings_file,
            known=program.known_variables,
            usage=program.usage,
        )
        own = [each.settings for each in loaded[1:]]
        if program.prepare:
            program.prepare(own)
    code = program.answer(own) if program.answer else None
    if code is not None:
        return code
    operation: ProgramSettings = loaded[0].settings
    logs.set_up(level=operation.log_level, format=operation.log_format)
    for warning in loaded[0].warnings:
        logger.warning("setting_unknown", reason=warning)

    async def build(process: Process) -> Sequence[Part]:
        ready = await program.build(process, own)
        if operation.admin_listen is None:
            return ready.parts
        checks = {"started": lambda: process.is_ready, **ready.checks}
        return [AdminServer(operation.admin_listen, ready.registry, checks), *ready.parts]

    return run(build, name=program.name, drain_timeout_seconds=operation.drain_timeout)
