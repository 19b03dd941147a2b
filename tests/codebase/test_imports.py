"""Who may import whom: the contracts of pyproject.toml."""

import subprocess
import sys
from pathlib import Path

from tests.codebase.tree import ROOT


def test_the_import_contracts_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([str(lint), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
