"""What is generated is what would be generated now."""

import subprocess
import sys

from tests.codebase.tree import ROOT


def test_the_grpc_code_matches_the_protos() -> None:
    check = subprocess.run(
        [sys.executable, "proto/generate.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert check.returncode == 0, check.stderr
