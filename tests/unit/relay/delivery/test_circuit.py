import pytest

from services.relay.delivery.circuit import Circuit


def test_a_healthy_app_takes_as_much_as_is_allowed() -> None:
    circuit = Circuit()
    assert circuit.room(0, in_flight=0, max_in_flight=8) == 8
    assert circuit.room(0, in_flight=5, max_in_flight=8) == 3
    assert circuit.room(0, in_flight=9, max_in_flight=8) == 0


def test_the_third_failure_in_a_row_makes_an_app_go_down() -> None:
    circuit = Circuit()
    assert [circuit.failed(0) for _ in range(4)] == [False, False, True, False]
    assert circuit.is_down


def test_an_answer_in_between_starts_the_count_again() -> None:
    circuit = Circuit()
    circuit.failed(0)
    circuit.failed(0)
    assert not circuit.succeeded()
    circuit.failed(0)
    assert not circuit.is_down


def test_an_answer_brings_an_app_up_at_once() -> None:
    circuit = Circuit()
    for _ in range(3):
        circuit.failed(0)
    assert circuit.succeeded()
    assert not circuit.succeeded()
    assert circuit.room(0, in_flight=0, max_in_flight=8) == 8


def test_an_app_that_is_down_is_probed_by_one_event_at_a_time() -> None:
    circuit = Circuit()
    for _ in range(3):
        circuit.failed(0)
    assert circuit.room(circuit.retry_at, in_flight=0, max_in_flight=8) == 1
    assert circuit.room(circuit.retry_at, in_flight=1, max_in_flight=8) == 0


def test_the_pauses_grow_up_to_fifteen_seconds() -> None:
    circuit = Circuit()
    pauses = []
    now = 100.0
    for _ in range(9):
        circuit.failed(now)
        pauses.append(circuit.retry_at - now)
        assert circuit.room(circuit.retry_at - 0.01, in_flight=0, max_in_flight=8) == 0
        now = circuit.retry_at
    assert pauses == pytest.approx([0.1, 0.4, 1, 2, 4, 8, 15, 15, 15])


def test_failures_at_the_same_moment_do_not_shorten_the_pause() -> None:
    circuit = Circuit()
    circuit.failed(10)
    circuit.failed(10)
    retry_at = circuit.retry_at
    circuit.failed(5)
    assert circuit.retry_at >= retry_at
