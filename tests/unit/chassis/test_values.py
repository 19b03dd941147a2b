from collections.abc import Callable
from typing import Any

import pytest

from services.chassis import values
from services.chassis.values import Address, Assignment


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("0", 0),
        ("0B", 0),
        ("12b", 12),
        ("5M", 5 * 1024**2),
        ("5MB", 5 * 1024**2),
        ("5mib", 5 * 1024**2),
        (" 1.5KiB ", 1536),
        (".5k", 512),
        ("1.K", 1024),
        ("1.0009B", 1),
        ("2T", 2 * 1024**4),
        ("3P", 3 * 1024**5),
        ("7.999999999999999999E", 2**63 - 2),
        ("9007199254740993B", 2**53 + 1),
    ],
)
def test_a_size_has_a_number_and_a_unit_of_1024(given: str, wanted: int) -> None:
    assert values.size(given) == wanted


@pytest.mark.parametrize(
    "given", ["", "5", "M", "5 M", "-5M", "1e1K", "5BB", "5BiB", "5MBB", "8E", "٥M", "00x"]
)
def test_a_size_that_is_not_one_is_refused(given: str) -> None:
    with pytest.raises(ValueError, match="want"):
        values.size(given)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("0", 0.0),
        ("50s", 50.0),
        ("1h30m", 5400.0),
        ("1.5s", 1.5),
        ("250ms", 0.25),
        ("10us", 1e-5),
        ("10µs", 1e-5),
        ("10μs", 1e-5),
        ("5ns", 5e-9),
        ("-2m", -120.0),
        ("+.5h", 1800.0),
        (" 720h ", 2592000.0),
    ],
)
def test_a_duration_is_in_seconds(given: str, wanted: float) -> None:
    assert values.duration(given) == pytest.approx(wanted)


@pytest.mark.parametrize("given", ["", "5", "1d", "s", "1h 30m", "--1s", "1h3", "x1s", "1s1"])
def test_a_duration_that_is_not_one_is_refused(given: str) -> None:
    with pytest.raises(ValueError, match="want"):
        values.duration(given)


@pytest.mark.parametrize("given", ["0", "0s", "-1s"])
def test_a_positive_duration_is_above_nothing(given: str) -> None:
    assert values.positive_duration("1ms") == pytest.approx(0.001)
    with pytest.raises(ValueError, match="above 0"):
        values.positive_duration(given)


def test_a_boolean_is_one_of_twelve_words() -> None:
    assert {values.boolean(word) for word in ("1", "t", "T", "TRUE", "true", "True")} == {True}
    assert {values.boolean(word) for word in ("0", "f", "F", "FALSE", "false", "False")} == {False}
    for word in ("", "yes", "tRUE", "2"):
        with pytest.raises(ValueError, match="want one of"):
            values.boolean(word)


def test_numbers_are_decimal() -> None:
    assert values.integer(" -12 ") == -12
    assert values.number("1.5") == 1.5
    refused: list[tuple[Callable[[str], Any], str]] = [
        (values.integer, "1.0"),
        (values.integer, "1_000"),
        (values.number, "nan"),
        (values.number, "1e3"),
        (values.number, "."),
    ]
    for parse, given in refused:
        with pytest.raises(ValueError, match="want a"):
            parse(given)


def test_a_choice_takes_its_words_in_any_case() -> None:
    parse = values.choice("text", "json")
    assert parse(" JSON ") == "json"
    with pytest.raises(ValueError, match="want one of text, json"):
        parse("xml")


def test_a_list_has_commas() -> None:
    assert values.comma_list(" a, b ,,c") == ("a", "b", "c")
    assert values.comma_list("") == ()
    assert values.list_of(values.integer)("1, 2") == (1, 2)


def test_optional_turns_nothing_into_none() -> None:
    assert values.optional(values.size)(" ") is None
    assert values.optional(values.size)("1K") == 1024


@pytest.mark.parametrize(
    ("given", "wanted", "shown"),
    [
        (":10101", Address("", 10101), ":10101"),
        ("localhost:80", Address("localhost", 80), "localhost:80"),
        ("0.0.0.0:0", Address("0.0.0.0", 0), "0.0.0.0:0"),
        ("[::1]:80", Address("::1", 80), "[::1]:80"),
        ("unix:/run/x.sock", Address(path="/run/x.sock"), "unix:/run/x.sock"),
        (" unix:x.sock ", Address(path="x.sock"), "unix:x.sock"),
    ],
)
def test_an_address_is_a_port_or_a_path(given: str, wanted: Address, shown: str) -> None:
    address = values.listen_address(given)
    assert address == wanted
    assert str(address) == shown
    assert address.is_unix == shown.startswith("unix:")


@pytest.mark.parametrize(
    "given", ["", "80", "host", "host:", ":65536", "a:b:80", "::1:80", "unix:", "http://a:80"]
)
def test_an_address_that_is_not_one_is_refused(given: str) -> None:
    with pytest.raises(ValueError, match="want host:port"):
        values.listen_address(given)


def test_a_settings_file_has_assignments() -> None:
    content = "\n".join(
        (
            "\ufeff# a comment",
            "",
            "A=1",
            "export B = two words # comment",
            "C='# $literal \\n'",
            'D="a\\n\\"b\\" # c" # comment',
            "E=",
            "F=#nothing",
            "G=a#b",
            "A=2",
        )
    )
    assert values.env_file(content) == {
        "A": Assignment("2", 10),
        "B": Assignment("two words", 4),
        "C": Assignment("# $literal \\n", 5),
        "D": Assignment('a\n"b" # c', 6),
        "E": Assignment("", 7),
        "F": Assignment("", 8),
        "G": Assignment("a#b", 9),
    }


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("A=1\nB", "line 2: want KEY=value"),
        ("1A=1", "line 1: want KEY=value"),
        ('A="open', "line 1: the quote is not closed"),
        ("A='x' y", "line 1: the quote is not closed"),
    ],
)
def test_a_line_that_is_no_assignment_is_named(content: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        values.env_file(content)
