import shutil
import subprocess

import pytest

from h2o_wave.cli import main, make_parser
from h2o_wave.cli.completion import words_of


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["completion", shell]) == 0
    return capsys.readouterr().out


def completed(script: str, line: str) -> set[str]:
    words = line.split(" ")
    asked = f'COMP_WORDS=({" ".join(words[:-1])} "{words[-1]}"); COMP_CWORD={len(words) - 1}; _wave; echo "${{COMPREPLY[@]}}"'
    done = subprocess.run(["bash", "-c", f"{script}\n{asked}"], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_every_command_is_known_with_what_may_follow_it() -> None:
    words = words_of(make_parser())
    assert {"run", "serve", "up", "doctor", "log"} <= set(words[()])
    assert {"tail", "export", "compact", "verify"} <= set(words[("log",)])
    assert "--count" in words[("log", "tail")]
    assert {"bash", "zsh", "fish"} <= set(words[("completion",)])


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("wave do", {"doctor"}),
        ("wave keys ", {"create", "list", "remove", "--help"}),
        ("wave run app.py --no-r", {"--no-reload"}),
        ("wave log tail --co", {"--count"}),
    ],
)
def test_bash_completes(line: str, expected: set[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert completed(script("bash", capsys), line) == expected


def test_zsh_uses_what_bash_uses(capsys: pytest.CaptureFixture[str]) -> None:
    assert script("zsh", capsys).endswith(script("bash", capsys))


def test_fish_knows_commands_and_options(capsys: pytest.CaptureFixture[str]) -> None:
    lines = script("fish", capsys).splitlines()
    assert any(line.endswith("-a doctor") for line in lines)
    assert any("__fish_seen_subcommand_from tail" in line and line.endswith("-l count") for line in lines)
