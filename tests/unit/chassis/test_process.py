import asyncio
import logging
import os
import signal
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from services.chassis.process import Part, Process, StartError, run


class Recorder:
    """A part that writes down what happens to it."""

    def __init__(self, name: str, diary: list[str], **faults: Any) -> None:
        self.name = name
        self.diary = diary
        self.faults = faults

    async def start(self) -> None:
        await self._meet("start")

    async def drain(self) -> None:
        await self._meet("drain")

    async def stop(self) -> None:
        await self._meet("stop")

    async def _meet(self, verb: str) -> None:
        self.diary.append(f"{verb} {self.name}")
        fault = self.faults.get(verb)
        if isinstance(fault, Exception):
            raise fault
        if fault == "hang":
            await asyncio.Event().wait()


class Stopper:
    """A part that does something as soon as it is started, and has nothing to drain."""

    def __init__(self, act: Any) -> None:
        self.act = act

    async def start(self) -> None:
        asyncio.get_running_loop().call_soon(self.act)

    async def stop(self) -> None:
        pass


async def live(process: Process, *parts: Part) -> int:
    async def build(given: Process) -> Sequence[Part]:
        assert given is process
        return parts

    return await process.serve(build)


async def test_parts_start_in_order_and_drain_and_stop_in_reverse() -> None:
    diary: list[str] = []
    process = Process("shop")
    stop = Stopper(lambda: process.request_stop("closing time"))
    assert await live(process, Recorder("a", diary), Recorder("b", diary), stop) == 0
    assert diary == ["start a", "start b", "drain b", "drain a", "stop b", "stop a"]


async def test_it_is_ready_while_it_serves() -> None:
    process = Process("shop")
    seen: list[bool] = [process.is_ready]

    class Witness(Recorder):
        async def drain(self) -> None:
            seen.append(process.is_ready)

    def look() -> None:
        if not process.is_ready:
            asyncio.get_running_loop().call_soon(look)
            return
        seen.append(process.is_ready)
        process.request_stop("seen")

    await live(process, Witness("a", []), Stopper(look))
    assert seen == [False, True, False]


async def test_a_part_that_cannot_start_stops_the_others(caplog: pytest.LogCaptureFixture) -> None:
    diary: list[str] = []
    parts = (
        Recorder("a", diary),
        Recorder("b", diary, start=StartError("port 80 is taken")),
        Recorder("c", diary),
    )
    assert await live(Process("shop"), *parts) == 1
    assert diary == ["start a", "start b", "drain a", "stop a"]
    [failure] = [record for record in caplog.records if record.message == "start_failed"]
    assert failure.event_fields["reason"] == "port 80 is taken"  # type: ignore[attr-defined]
    assert not failure.exc_info, "one clear line, no traceback"


async def test_a_defect_while_starting_is_logged_with_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    assert await live(Process("shop"), Recorder("a", [], start=KeyError("x"))) == 1
    [failure] = [record for record in caplog.records if record.message == "start_failed"]
    assert failure.exc_info


async def test_building_may_fail_too() -> None:
    async def build(_: Process) -> Sequence[Part]:
        raise StartError("no such directory")

    assert await Process("shop").serve(build) == 1


async def test_a_stop_during_the_start_interrupts_it() -> None:
    diary: list[str] = []
    process = Process("shop")
    stop = Stopper(lambda: process.request_stop("impatient"))
    assert await live(process, stop, Recorder("slow", diary, start="hang")) == 0
    assert diary == ["start slow"]


async def test_a_fatal_error_drains_and_exits_with_1() -> None:
    diary: list[str] = []
    process = Process("shop")
    fail = Stopper(lambda: process.fail("the disk is gone"))
    assert await live(process, Recorder("a", diary), fail) == 1
    assert diary == ["start a", "drain a", "stop a"]


async def test_a_part_that_fails_to_stop_does_not_keep_the_others_from_it() -> None:
    diary: list[str] = []
    process = Process("shop")
    bad = Recorder("bad", diary, drain=ValueError("x"), stop=ValueError("y"))
    assert await live(process, Recorder("a", diary), bad, Stopper(lambda: process.request_stop("now"))) == 1
    assert diary == ["start a", "start bad", "drain bad", "drain a", "stop bad", "stop a"]


async def test_draining_and_stopping_are_bounded(caplog: pytest.LogCaptureFixture) -> None:
    diary: list[str] = []
    process = Process("shop", drain_timeout_seconds=0.01, stop_timeout_seconds=0.01)
    slow = Recorder("slow", diary, drain="hang", stop="hang")
    assert await live(process, Recorder("a", diary), slow, Stopper(lambda: process.request_stop("now"))) == 1
    assert diary[2:] == ["drain slow", "drain a", "stop slow", "stop a"]
    timeouts = [record for record in caplog.records if record.message == "step_timed_out"]
    assert [record.event_fields["step"] for record in timeouts] == ["drain", "stop"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_asks_it_to_stop(number: signal.Signals) -> None:
    diary: list[str] = []
    kill = Stopper(lambda: os.kill(os.getpid(), number))
    assert await live(Process("shop"), Recorder("a", diary), kill) == 0
    assert diary == ["start a", "drain a", "stop a"]


async def test_a_second_signal_exits_at_once() -> None:
    exits: list[int] = []
    process = Process("shop", exit_now=exits.append)

    class Again(Recorder):
        async def drain(self) -> None:
            os.kill(os.getpid(), signal.SIGTERM)
            while not exits:  # noqa: ASYNC110 - a signal sets no event
                await asyncio.sleep(0)

    await live(process, Again("a", []), Stopper(lambda: os.kill(os.getpid(), signal.SIGTERM)))
    assert exits == [128 + signal.SIGTERM]


async def test_the_process_manager_hears_of_readiness_and_stopping(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        process = Process("shop")
        await live(process, Stopper(lambda: process.request_stop("now")))
        assert (manager.recv(99), manager.recv(99)) == (b"READY=1", b"STOPPING=1")


async def test_a_deaf_process_manager_is_only_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "nobody"))
    process = Process("shop")
    assert await live(process, Stopper(lambda: process.request_stop("now"))) == 0
    assert [record.levelno for record in caplog.records if record.message == "notify_failed"] == [
        logging.WARNING,
        logging.WARNING,
    ]


def test_run_lives_on_uvloop_and_returns_the_exit_code() -> None:
    loops: list[str] = []

    async def build(process: Process) -> Sequence[Part]:
        loops.append(type(asyncio.get_running_loop()).__module__)
        return [Stopper(lambda: process.fail("enough"))]

    assert run(build, name="shop") == 1
    assert loops == ["uvloop"]
