"""What is documented of settings and metrics is what there is."""

import os

import pytest

from h2o_wave.cli.env import VARIABLES
from services.chassis.settings import reference
from services.configuration import PROGRAMS, classes_of, read
from services.environment import DRIVER_VARIABLES


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


@pytest.mark.parametrize("name", PROGRAMS)
def test_no_service_calls_a_setting_of_another_unknown(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One environment, or one settings file, may serve all of them."""
    for variable in [variable for variable in os.environ if variable.startswith("H2O_WAVE_")]:
        monkeypatch.delenv(variable)
    for variable in ("H2O_WAVE_LISTEN", "H2O_WAVE_FSYNC", "H2O_WAVE_EVENT_TIMEOUT"):
        monkeypatch.setenv(variable, {"H2O_WAVE_LISTEN": ":1", "H2O_WAVE_FSYNC": "no"}.get(variable, "1s"))
    monkeypatch.setenv("H2O_WAVE_EVENT_TIMEOT", "1s")
    monkeypatch.setenv("H2O_WAVE_ACCESS_KEYCHIAN", "keys")
    warnings = read(PROGRAMS[name], []).warnings
    assert len(warnings) == 2
    assert any("did you mean H2O_WAVE_ACCESS_KEYCHAIN?" in warning for warning in warnings)
