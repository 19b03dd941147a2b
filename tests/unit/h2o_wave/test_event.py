from h2o_wave.event import CLIENT_DISCONNECT, LOGOUT
from h2o_wave.expando import expando_to_dict
from tests.unit.h2o_wave.app_scene import event


def test_what_happened_is_apart_from_what_was_submitted() -> None:
    args, events = event({"a": 1, "": {"chart": {"click": [2]}, "table": 5}}).split()
    assert expando_to_dict(args) == {"a": 1}
    assert events.chart.click == [2]
    assert expando_to_dict(events.table) == {}


def test_an_empty_name_with_another_value_is_an_argument() -> None:
    args, events = event({"": 5}).split()
    assert expando_to_dict(args) == {"": 5}
    assert expando_to_dict(events) == {}


def test_a_handler_that_changes_its_arguments_changes_nobody_elses() -> None:
    args, events = event(CLIENT_DISCONNECT).split()
    args.x = 1
    events["@system"].client_disconnect = False
    assert CLIENT_DISCONNECT == {"": {"@system": {"client_disconnect": True}}}


def test_signing_out_is_an_event_of_the_system() -> None:
    assert event(LOGOUT).split()[1]["@system"].logout is True
