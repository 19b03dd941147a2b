"""The browser client is built the same everywhere, and is in the wheel."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.codebase.tree import ROOT

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(900)]

STATIC = ROOT / "services/gateway/static"


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "built-from.txt"
    }


def build(into: Path) -> dict[str, str]:
    command = ("npx", "vite", "build", "--outDir", str(into), "--emptyOutDir")
    done = subprocess.run(
        [str(ROOT / "scripts/with_node"), *command],
        cwd=ROOT / "www",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return hashes(into)


def test_two_builds_of_the_same_sources_are_the_same_bytes(tmp_path: Path) -> None:
    first, second = build(tmp_path / "first"), build(tmp_path / "second")
    assert len(first) > 100
    assert first == second


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The source tree as git has it, with nothing built and nothing installed."""
    folder = tmp_path_factory.mktemp("tree")
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    for name in filter(None, listing.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    yield folder
    shutil.rmtree(folder)


def without_node(tmp_path: Path) -> dict[str, str]:
    """An environment in which there is no Node, whatever this machine has."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "env", "git", "gcc", "cc"):
        if found := shutil.which(name):
            (folder / name).symlink_to(found)
    return os.environ | {"PATH": str(folder)}


def test_a_machine_with_python_but_no_node_makes_a_wheel_of_the_source_tree(
    copy: Path, tmp_path: Path
) -> None:
    command = (sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", str(tmp_path), str(copy))
    done = subprocess.run(
        command, env=without_node(tmp_path), cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "services/gateway/static/index.html" in names
    assert any(name.startswith("services/gateway/static/wave-static/index-") for name in names)
    assert any(name.endswith(".js.br") for name in names)
