import json
from pathlib import Path
from typing import Any

import pytest

from h2o_wave.cli import example_processes, main
from h2o_wave.cli.example_processes import ExampleProcesses, command_of
from h2o_wave.cli.examples import Example, find_examples, read_example

APP = '"""An app.\n\nMore of it.\n"""\nfrom h2o_wave import Q, app, main\n\n@app("/route")\nasync def serve(q: Q): ...\n'
SCRIPT = 'from h2o_wave import site\npage = site["/page"]\n'


def written(folder: Path, name: str, source: str) -> Path:
    path = folder / name
    path.write_text(source)
    return path


def example(folder: Path, name: str, source: str) -> Example:
    found = read_example(written(folder, name, source))
    assert found is not None
    return found


def test_an_app_is_known_by_its_decorator(tmp_path: Path) -> None:
    found = example(tmp_path, "one.py", APP)
    assert (found.title, found.text, found.route, found.is_app) == ("An app", "More of it.", "/route", True)
    assert found.source == APP


def test_a_script_is_known_by_the_page_it_writes(tmp_path: Path) -> None:
    found = example(tmp_path, "my_page.py", SCRIPT)
    assert (found.title, found.route, found.is_app) == ("My page", "/page", False)


@pytest.mark.parametrize("source", ["x = 1\n", "from h2o_wave import (", "import h2o_wavelet\n", "\0"])
def test_what_does_not_use_wave_is_no_example(tmp_path: Path, source: str) -> None:
    assert read_example(written(tmp_path, "one.py", source)) is None


def test_examples_are_found_in_order(tmp_path: Path) -> None:
    for name in ("b.py", "a.py"):
        written(tmp_path, name, SCRIPT)
    written(tmp_path, "notes.txt", SCRIPT)
    assert [each.name for each in find_examples(tmp_path)] == ["a", "b"]


def test_examples_below_are_found_after_those_of_the_folder_and_are_called_by_their_place(
    tmp_path: Path,
) -> None:
    (tmp_path / "cards").mkdir()
    written(tmp_path, "z.py", SCRIPT)
    written(tmp_path / "cards", "b.py", SCRIPT)
    assert [each.name for each in find_examples(tmp_path)] == ["z", "cards/b"]


def test_the_parts_of_an_example_are_no_examples(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    written(tmp_path / "parts", "__init__.py", SCRIPT)
    written(tmp_path / "parts", "b.py", SCRIPT)
    written(tmp_path, "a.py", SCRIPT)
    assert [each.name for each in find_examples(tmp_path)] == ["a"]


def test_examples_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path, "one.py", APP)
    assert main(["tour", str(tmp_path), "--list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["route"] == "/route"
    assert main(["tour", str(tmp_path), "--list"]) == 0
    assert capsys.readouterr().out == "one  An app\n"


def test_a_folder_without_examples_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tour", str(tmp_path), "--list"]) == 1
    assert str(tmp_path) in capsys.readouterr().err


def test_apps_are_served_and_scripts_are_run(tmp_path: Path) -> None:
    assert command_of(example(tmp_path, "one.py", APP))[2:5] == ["h2o_wave", "run", "one.py"]
    assert command_of(example(tmp_path, "two.py", SCRIPT))[1:] == ["two.py"]


class FakeProcess:
    def __init__(self, command: list[str], **options: Any) -> None:
        self.environ = options["env"]
        self.code: int | None = None
        self.was_ended = False

    def poll(self) -> int | None:
        return self.code

    def terminate(self) -> None:
        self.was_ended = True
        self.code = -15

    def wait(self, timeout: float | None = None) -> int:
        assert self.code is not None
        return self.code


class TestProcesses:
    @pytest.fixture(autouse=True)
    def machine(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.started: list[FakeProcess] = []

        def start(command: list[str], **options: Any) -> FakeProcess:
            self.started.append(FakeProcess(command, **options))
            return self.started[-1]

        monkeypatch.setattr(example_processes.subprocess, "Popen", start)

    def test_an_example_gets_an_address_of_its_own(self, tmp_path: Path) -> None:
        processes = ExampleProcesses({"H2O_WAVE_ADDRESS": "a", "H2O_WAVE_APP_ADDRESS": "b"})
        processes.start(example(tmp_path, "one.py", APP))
        assert self.started[0].environ == {"H2O_WAVE_ADDRESS": "a"}

    def test_starting_again_ends_what_runs(self, tmp_path: Path) -> None:
        one = example(tmp_path, "one.py", APP)
        processes = ExampleProcesses({})
        assert not processes.has_started(one)
        processes.start(one)
        processes.start(one)
        assert [process.was_ended for process in self.started] == [True, False]
        assert processes.has_started(one)

    def test_what_failed_does_not_count_as_started(self, tmp_path: Path) -> None:
        one = example(tmp_path, "one.py", SCRIPT)
        processes = ExampleProcesses({})
        processes.start(one)
        self.started[0].code = 0
        assert processes.has_started(one)
        self.started[0].code = 1
        assert not processes.has_started(one)

    def test_all_are_ended_at_the_end(self, tmp_path: Path) -> None:
        processes = ExampleProcesses({})
        for name in ("one.py", "two.py"):
            processes.start(example(tmp_path, name, APP))
        self.started[0].code = 0
        processes.stop()
        assert [process.was_ended for process in self.started] == [False, True]
