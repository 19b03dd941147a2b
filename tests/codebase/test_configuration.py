"""What is documented of settings and metrics is what there is."""

from h2o_wave.cli.env import VARIABLES
from services.chassis.settings import reference
from services.configuration import PROGRAMS, classes_of
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
