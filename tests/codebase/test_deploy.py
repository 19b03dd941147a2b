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
from services.site_store.service import LOG_FOLDER, SESSIONS_FILE
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


def test_the_image_holds_what_the_locks_name_and_nothing_else() -> None:
    commands = (DEPLOY / "Dockerfile").read_text().replace("\\\n", " ")
    (fetch,) = re.findall(r"pip download (.*)", commands)
    assert "--require-hashes" in fetch
    assert re.findall(r"-r (\S+)", fetch) == ["requirements.lock", "requirements-node.lock"]
    others = re.findall(r"pip (?:install|wheel) (.*)", commands)
    assert len(others) == 2 and all("--no-index --find-links /wheels" in command for command in others)


def test_who_runs_in_the_containers_can_read_their_key() -> None:
    """Neither has a capability with which it could read what is not its own."""
    compose = (DEPLOY / "compose.yaml").read_text()
    (user,) = re.findall(r"useradd .*--uid (\d+)", (DEPLOY / "Dockerfile").read_text())
    (command,) = re.findall(r"\| sudo (install .*)", compose)
    assert shlex.split(command) == ["install", "-m", "0400", "-o", user, "/dev/stdin", "wave-key.txt"]
    assert "file: ../wave-key.txt" in compose
    services = re.findall(r"^  (\w+):\n((?:    .*\n|\n)+)", compose.partition("\nsecrets:")[0], re.MULTILINE)
    assert [name for name, _ in services] == ["wave", "app"]
    for _, lines in services:
        assert re.search(r"build: [&*]image$", lines, re.MULTILINE)
        assert "user:" not in lines and "image:" not in lines.replace("&image", "")


def test_gateways_are_told_to_share_their_secrets() -> None:
    said = (DEPLOY / "systemd" / "wave-gateway@.service").read_text()
    assert "H2O_WAVE_RESUME_SECRET" in said and "H2O_WAVE_SESSION_SECRET" in said


def test_everything_in_the_data_directory_is_named_as_what_to_back_up() -> None:
    document = (ROOT / "docs/deployment.md").read_text()
    (listed,) = re.findall(r"in which it keeps (.*?)Back all of that up", document, re.DOTALL)
    sources = "".join(path.read_text() for path in (ROOT / "services").rglob("*.py"))
    made = {*re.findall(r"data_dir\) / \"([\w.]+)\"", sources), LOG_FOLDER, SESSIONS_FILE}
    names = set(re.findall(r"data_dir\) / ([A-Z]\w+)", sources))
    assert names == {"LOG_FOLDER", "SESSIONS_FILE"}
    assert set(re.findall(r"\(`([\w.]+)`", listed)) == made


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
