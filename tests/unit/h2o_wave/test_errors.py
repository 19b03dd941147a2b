"""The error tree."""

import pickle

import pytest

from h2o_wave import errors


def test_a_service_error_says_what_failed_and_how() -> None:
    error = errors.ServiceError("Upload", 413, "too large\n")
    assert str(error) == "Upload failed (code=413): too large\n"
    assert (error.operation, error.status, error.body) == ("Upload", 413, "too large\n")


def test_a_service_error_may_be_a_text_only() -> None:
    assert str(errors.ServiceError("no server")) == "no server"


def test_a_service_error_survives_pickling() -> None:
    again = pickle.loads(pickle.dumps(errors.ServiceError("Request", 500, "x")))
    assert str(again) == "Request failed (code=500): x"


def test_a_bad_key_reads_as_a_sentence() -> None:
    assert str(errors.BadKey("name of a card: must not be empty")) == "name of a card: must not be empty"


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (errors.BadKey, KeyError),
        (errors.BadValue, ValueError),
        (errors.BadType, TypeError),
        (errors.InvalidURL, ValueError),
        (errors.ConnectError, ConnectionError),
        (errors.ConnectTimeout, TimeoutError),
        (errors.ReadError, ConnectionError),
        (errors.ReadTimeout, TimeoutError),
        (errors.WriteTimeout, TimeoutError),
        (errors.PoolTimeout, TimeoutError),
    ],
)
def test_errors_are_caught_as_what_python_calls_them(
    error: type[Exception], builtin: type[Exception]
) -> None:
    assert issubclass(error, builtin)
    assert issubclass(error, errors.WaveError)


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    drawn = {line.split("──")[1].split()[0] for line in (errors.__doc__ or "").splitlines() if "── " in line}
    real = {name for name, value in vars(errors).items() if isinstance(value, type)}
    assert drawn | {"WaveError"} == real
