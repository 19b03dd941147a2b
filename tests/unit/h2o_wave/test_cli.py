import pytest

from h2o_wave.cli import main
from h2o_wave.cli.env import VARIABLES, describe
from h2o_wave.version import __version__


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    shown = capsys.readouterr().out
    assert "examples:" in shown
    assert all(command in shown for command in ("run", "env", "version"))


@pytest.mark.parametrize("command", ["run", "env"])
def test_every_command_explains_itself_by_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert "examples:" in capsys.readouterr().out


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["version"]) == 0
    assert capsys.readouterr().out.startswith(f"h2o-wave {__version__}\n")


def test_an_app_that_cannot_be_one_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "../hello.py"]) == 1
    assert "there is no file" in capsys.readouterr().err


def test_the_environment_is_shown_without_secrets() -> None:
    lines = describe({"H2O_WAVE_APP_MODE": "broadcast", "H2O_WAVE_ACCESS_KEY_SECRET": "hush"})
    text = "\n".join(lines)
    assert len(lines) == len(VARIABLES)
    assert "hush" not in text
    assert any(line.startswith("H2O_WAVE_APP_MODE ") and "broadcast" in line for line in lines)
    assert any(line.startswith("H2O_WAVE_BASE_URL ") and "(default)" in line for line in lines)
