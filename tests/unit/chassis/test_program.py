import asyncio
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from services.chassis.metrics import Registry
from services.chassis.process import Process
from services.chassis.program import Program, ProgramSettings, Ready, run_program
from services.chassis.settings import SettingsError, load, setting
from services.chassis.values import Address


@dataclass(frozen=True)
class ShopSettings:
    """The shop."""

    counters: int = setting(3, doc="how many serve")


@pytest.fixture(autouse=True)
def restored_logging() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SHOP_COUNTERS", "SHOP_COUNTRES"):
        monkeypatch.delenv(name, raising=False)


class Brief:
    """A part that asks its process to stop as soon as it is started."""

    def __init__(self, process: Process) -> None:
        self.process = process

    async def start(self) -> None:
        asyncio.get_running_loop().call_soon(self.process.request_stop, "enough")

    async def stop(self) -> None:
        pass


def shop(seen: list[Any]) -> Program:
    async def build(process: Process, settings: Sequence[Any]) -> Ready:
        seen.extend(settings)
        return Ready([Brief(process)], Registry("shop"), {})

    return Program("shop", [ShopSettings], build, "SHOP_")


def test_a_program_runs_its_parts_with_its_settings() -> None:
    seen: list[Any] = []
    assert run_program(shop(seen), ["-counters=5"]) == 0
    assert seen == [ShopSettings(counters=5)]


def test_the_program_takes_its_arguments_from_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []
    monkeypatch.setattr("sys.argv", ["shop", "-counters=6"])
    assert run_program(shop(seen)) == 0
    assert seen == [ShopSettings(counters=6)]


def test_wrong_settings_end_it_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit:
        run_program(shop([]), ["-counters=many"])
    assert exit.value.code == 2
    assert "want a whole number" in capsys.readouterr().err


def test_unknown_variables_are_warned_about(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SHOP_COUNTRES", "5")
    assert run_program(shop([]), ["-log-format=json"]) == 0
    log = capsys.readouterr().err
    assert '"event": "setting_unknown"' in log and "did you mean SHOP_COUNTERS?" in log


def test_operators_choose_level_form_and_address() -> None:
    argv = ["-log-level=error", "-log-format=json", "-admin-listen=:9090", "-drain-timeout=1s"]
    assert load(ProgramSettings, argv, {}, "SHOP_").settings == ProgramSettings(
        admin_listen=Address("", 9090), log_level="error", log_format="json", drain_timeout=1.0
    )


def test_the_level_is_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_program(shop([]), ["-log-level=error"]) == 0
    assert capsys.readouterr().err == ""


def test_the_admin_address_is_started_first(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path_factory.mktemp("a", numbered=True) / "s"
    assert run_program(shop([]), [f"-admin-listen=unix:{path}"]) == 0
    log = capsys.readouterr().err
    assert log.index("admin_listened") < log.index("process_started")


@pytest.mark.parametrize(("code", "is_run"), [(None, True), (0, False), (3, False)])
def test_a_program_that_has_an_answer_does_not_run(code: int | None, is_run: bool) -> None:
    seen: list[Any] = []
    asked: list[Any] = []

    def answer(settings: Sequence[Any]) -> int | None:
        asked.extend(settings)
        return code

    program = shop(seen)._replace(answer=answer)
    assert run_program(program, ["-counters=5"]) == (code or 0)
    assert asked == [ShopSettings(counters=5)]
    assert bool(seen) is is_run


def test_a_program_is_prepared_before_anything_else(capsys: pytest.CaptureFixture[str]) -> None:
    order: list[str] = []

    def prepare(settings: Sequence[Any]) -> None:
        order.append("prepare")
        if settings[0].counters > 5:
            raise SettingsError("too many counters")

    def answer(settings: Sequence[Any]) -> int | None:
        order.append("answer")
        return 0

    program = shop([])._replace(prepare=prepare, answer=answer)
    assert run_program(program, ["-counters=5"]) == 0
    assert order == ["prepare", "answer"]
    with pytest.raises(SystemExit) as exit:
        run_program(program, ["-counters=6"])
    assert exit.value.code == 2
    assert "too many counters" in capsys.readouterr().err
