"""What is documented of settings and metrics is what there is."""

import subprocess
import sys

import pytest

from h2o_wave.cli.env import VARIABLES
from services.chassis.settings import reference
from services.configuration import PROGRAMS, classes_of
from services.environment import DRIVER_VARIABLES
from tests.codebase.tree import ROOT


@pytest.mark.parametrize("script", ["generate_configuration.py", "generate_metrics.py"])
def test_a_generated_document_is_what_would_be_generated_now(script: str) -> None:
    check = subprocess.run(
        [sys.executable, f"scripts/{script}", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert check.returncode == 0, check.stderr


def test_every_setting_says_what_it_means() -> None:
    rows = [
        row
        for program in PROGRAMS.values()
        for cls in classes_of(program)
        for row in reference(cls, program.env_prefix)
    ]
    assert [row.flag for row in rows if not row.doc] == []


def test_no_service_calls_a_variable_of_the_driver_unknown() -> None:
    own = {
        row.env
        for program in PROGRAMS.values()
        for cls in classes_of(program)
        for row in reference(cls, program.env_prefix)
    }
    assert {variable.name for variable in VARIABLES} <= own | DRIVER_VARIABLES
