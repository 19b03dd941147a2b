"""What is generated is what would be generated now."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.codebase.tree import ROOT, is_generated

GENERATORS = [
    "proto/generate.py",
    *sorted(str(p.relative_to(ROOT)) for p in ROOT.glob("scripts/generate_*.py")),
]


@pytest.mark.parametrize("script", GENERATORS)
def test_what_is_generated_is_what_would_be_generated_now(script: str) -> None:
    check = subprocess.run(
        [sys.executable, script, "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert check.returncode == 0, check.stderr


@pytest.mark.parametrize("script", GENERATORS)
def test_make_generates_it_and_checks_it(script: str) -> None:
    makefile = (ROOT / "Makefile").read_text()
    assert f"python {script}\n" in makefile
    assert f"python {script} --check\n" in makefile


def test_generated_types_are_not_read_as_written_by_hand() -> None:
    assert is_generated(Path("www/src/vocabulary/table.ts"))
