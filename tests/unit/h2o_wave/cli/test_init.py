"""These tests write into a temporary folder: what is tested is what is written."""

import sys
from pathlib import Path

import pytest

from h2o_wave import routing
from h2o_wave.app import main as app_main
from h2o_wave.cli import main
from h2o_wave.cli.init import TEMPLATES, choose, contents
from h2o_wave.routing import Routes
from tests.unit.h2o_wave.app_scene import Scene

EVENTS = {
    "hello": [{}, {"more": True, "__wave_submission_name__": "more"}],
    "chat": [{}, {"chatbot": "Hi", "__wave_submission_name__": "chatbot"}],
    "header": [{}, {"name": "Ann", "greet": True, "__wave_submission_name__": "greet"}],
}
NAVIGATION = [{}, *({"#": page, "__wave_submission_name__": "#"} for page in ("home", "data", "about"))]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("template", TEMPLATES)
async def test_every_template_is_an_app_that_works(template: str, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = Scene(monkeypatch)
    monkeypatch.setattr(routing, "_routes", Routes())
    monkeypatch.setattr(app_main, "app", None)
    exec(compile(contents(template)["app.py"], "app.py", "exec"), {"__name__": "app"})
    for data in EVENTS.get(template, NAVIGATION):
        saved = len(scene.site.saved)
        await scene.handle(app_main.chosen(), data)
        assert len(scene.site.saved) == saved + 1, f"{data} changes nothing"
    keys = [op.get("k", "") for _, ops in scene.site.saved for op in ops]
    assert keys
    assert "__unhandled_error__" not in keys


def test_the_files_are_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--template", "hello"]) == 0
    assert sorted(path.name for path in folder.iterdir()) == ["README.md", "app.py", "requirements.txt"]
    assert "noqa" not in (folder / "app.py").read_text()
    assert "wave run app.py" in capsys.readouterr().out


def test_nothing_is_lost_unless_the_user_wants_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "app.py").write_text("my work")
    assert main(["init", "--template", "hello"]) == 1
    assert (folder / "app.py").read_text() == "my work"
    assert "app.py would be lost" in capsys.readouterr().err
    assert main(["init", "--template", "hello", "--overwrite"]) == 0
    assert (folder / "app.py").read_text() != "my work"


@pytest.mark.parametrize(("answers", "template"), [(["2"], "chat"), (["0", "x", " header "], "header")])
def test_a_template_is_chosen_by_number_or_name(answers: list[str], template: str) -> None:
    assert choose(lambda prompt: answers.pop(0)) == template


def test_ctrl_c_ends_quietly(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(prompt: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["h2o_wave.cli.init"], "input", interrupted, raising=False)
    assert main(["init"]) == 0
    assert list(folder.iterdir()) == []


def test_there_is_nothing_to_fetch(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fetch", "--platform", "linux"]) == 0
    assert "nothing to fetch" in capsys.readouterr().out
