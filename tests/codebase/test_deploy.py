"""What is shipped for operators names only what there is."""

import configparser
import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from h2o_wave.cli.env import VARIABLES
from services.chassis.settings import load_many
from services.configuration import PROGRAMS, classes_of
from services.environment import ENV_PREFIX, OTHER_VARIABLES
from tests.codebase.tree import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))


def command_lines(path: Path) -> list[list[str]]:
    """The commands in a file that start a program of ours."""
    found = []
    for line in path.read_text().splitlines():
        command = re.match(r"\s*(?:ExecStart=|command = |[\w-]+: )(.*)", line)
        words = shlex.split(command[1]) if command and "[" not in command[1] else []
        if words and Path(words[0]).name in PROGRAMS:
            found.append(words)
    return found


FILES = [*UNITS, DEPLOY / "supervisord.conf", DEPLOY / "Procfile"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_command_is_understood_by_its_program(path: Path) -> None:
    lines = command_lines(path)
    assert lines
    for program, *flags in lines:
        wanted = PROGRAMS[Path(program).name]
        # An instance of a unit is called by its port.
        load_many(classes_of(wanted), [flag.replace("%i", "10101") for flag in flags], {}, wanted.env_prefix)


@pytest.mark.parametrize("path", [*UNITS, DEPLOY / "supervisord.conf"], ids=lambda path: path.name)
def test_every_service_is_started_for_production(path: Path) -> None:
    assert all("-production" in words for words in command_lines(path))


@pytest.mark.parametrize("name", ["Dockerfile", "compose.yaml"])
def test_every_variable_means_something(name: str) -> None:
    text = (DEPLOY / name).read_text()
    known = OTHER_VARIABLES | {variable.name for variable in VARIABLES}
    named = set(re.findall(rf"\b{ENV_PREFIX}[A-Z_]+\b", text))
    assert named and named <= known


def test_supervisord_can_read_its_settings() -> None:
    parser = configparser.RawConfigParser(inline_comment_prefixes=(";",))
    parser.read(DEPLOY / "supervisord.conf")
    assert {"program:site-store", "program:relay", "program:gateway"} <= set(parser.sections())


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="asks systemd-analyze")
@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_systemd_finds_nothing_wrong_with_a_unit(unit: Path, tmp_path: Path) -> None:
    """But that the programs are not where they will be on the operator's machine."""
    folder = tmp_path / "systemd"
    folder.mkdir()
    for each in UNITS:
        text = re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", each.read_text(), flags=re.MULTILINE)
        (folder / each.name).write_text(text)
    name = unit.name.replace("@.", "@10101.")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(folder / name)],
        capture_output=True,
        text=True,
        check=False,
    )
    about = [line for line in done.stderr.splitlines() if str(folder) in line or "wave" in line]
    assert about == []


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_may_do_no_more_than_it_must(unit: Path) -> None:
    lines = unit.read_text().splitlines()
    for wanted in (
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "CapabilityBoundingSet=",
        "User=wave",
        "UMask=0077",
    ):
        assert wanted in lines


def test_the_board_shows_only_what_is_measured() -> None:
    board = json.loads((DEPLOY / "grafana.json").read_text())
    measured = set(re.findall(r"^\| `(wave_\w+)`", (ROOT / "docs/metrics.md").read_text(), re.MULTILINE))
    queries = [target["expr"] for panel in board["panels"] for target in panel.get("targets", ())]
    assert len(queries) > 15
    for query in queries:
        for name in re.findall(r"wave_\w+", query):
            plain = re.sub(r"_(total|bucket|sum|count)$", "", name)
            assert name in measured or plain in measured, f"nothing measures {name}"
