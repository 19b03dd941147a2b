"""What every generator does with what it has made: write it, or compare it with what is there."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]


def settle(wanted: Mapping[Path, str], doc: str | None, owned: str | None = None) -> int:
    """Write files, or complain of those that differ if `--check` is given; returns the exit code.

    `owned` is a pattern of files, relative to the root, that exist only if they are wanted.
    """
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    stale = [path for path in sorted(ROOT.glob(owned)) if path not in wanted] if owned else []
    if parser.parse_args().check:
        return _compare(wanted, stale)
    for path in stale:
        path.unlink()
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


def _compare(wanted: Mapping[Path, str], stale: list[Path]) -> int:
    differing = [
        path for path, text in wanted.items() if not path.is_file() or path.read_text("utf-8") != text
    ]
    for path in (*differing, *stale):
        sys.stderr.write(f"{path.relative_to(ROOT)} is out of date: run python {_script()}\n")
    return 1 if differing or stale else 0


def _script() -> Path:
    return Path(sys.argv[0]).resolve().relative_to(ROOT)
