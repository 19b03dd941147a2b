from pathlib import Path

import pytest

from services.chassis.settings.declaration import SettingsError, merged_options
from services.chassis.settings.given import (
    Given,
    Source,
    read_command_line,
    read_file,
    read_variables,
    strangers,
)
from services.chassis.values import Assignment
from tests.unit.chassis.settings.classes import ShopSettings

OPTIONS = merged_options([ShopSettings], "SHOP_")


def texts(*argv: str, max_words: int = 0) -> dict[str, str]:
    return {flag: given.text for flag, given in read_command_line(argv, OPTIONS, max_words).flags.items()}


def from_env(name: str) -> Source:
    return Source("env", name)


@pytest.mark.parametrize("argv", [["-counters", "5"], ["-counters=5"], ["--counters", "5"], ["--counters=5"]])
def test_a_flag_has_four_forms(argv: list[str]) -> None:
    assert texts(*argv) == {"counters": "5"}


def test_a_boolean_flag_needs_no_value_and_takes_one_after_an_equals_sign() -> None:
    assert texts("-open-late") == {"open-late": "true"}
    assert texts("--open-late=F") == {"open-late": "F"}


def test_a_value_may_look_like_a_flag_or_be_empty() -> None:
    assert texts("-counters", "-5", "-key-secret=", "-sold", "a=b") == {
        "counters": "-5",
        "key-secret": "",
        "sold": "a=b",
    }


def test_the_last_of_a_flag_wins() -> None:
    assert texts("-counters=1", "-counters=2") == {"counters": "2"}


def test_flags_may_follow_words_and_two_dashes_end_them() -> None:
    line = read_command_line(["config", "-open-late", "show", "-", "--", "-x"], OPTIONS, 9)
    assert line.words == ("config", "show", "-", "-x")
    assert list(line.flags) == ["open-late"]


def test_the_source_of_a_flag_is_its_name() -> None:
    line = read_command_line(["--counters=1"], OPTIONS, 0)
    assert line.flags["counters"].source == Source("flag", "-counters")
    assert str(line.flags["counters"].source) == "flag -counters"


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["-countres=1"], r"unknown flag -countres \(did you mean -counters\?\)"),
        (["--zzz"], r"unknown flag --zzz$"),
        (["-counters"], "flag -counters needs a value: -counters INTEGER"),
        (["shout"], "unexpected word 'shout' on the command line$"),
        (["-open-late", "false"], "takes its value with an equals sign, -name=false"),
    ],
)
def test_a_wrong_command_line_is_explained(argv: list[str], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        read_command_line(argv, OPTIONS, 0)


@pytest.mark.parametrize("flag", ["-h", "-help", "--help"])
def test_help_is_a_flag_of_every_program(flag: str) -> None:
    assert texts(flag) in ({"h": ""}, {"help": ""})


def test_variables_belong_to_their_option() -> None:
    variables = {"SHOP_COUNTERS": "5", "SHOP_UNKNOWN": "1", "OTHER": "1"}
    assert read_variables(variables, OPTIONS, from_env) == {
        "counters": Given("5", Source("env", "SHOP_COUNTERS"))
    }


def test_an_empty_variable_is_not_set_unless_the_setting_keeps_it() -> None:
    assert list(read_variables({"SHOP_COUNTERS": "", "SHOP_SOLD": ""}, OPTIONS, from_env)) == ["sold"]


def test_a_secret_may_be_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("open\n")
    found = read_variables({"SHOP_KEY_SECRET_FILE": str(path)}, OPTIONS, from_env)
    assert found == {"key-secret": Given("open", Source("env", "SHOP_KEY_SECRET_FILE"))}


def test_a_secret_given_twice_or_in_a_missing_file_is_refused(tmp_path: Path) -> None:
    path = str(tmp_path / "missing")
    with pytest.raises(SettingsError, match="SHOP_KEY_SECRET_FILE=.*missing"):
        read_variables({"SHOP_KEY_SECRET_FILE": path}, OPTIONS, from_env)
    with pytest.raises(SettingsError, match="both set"):
        read_variables({"SHOP_KEY_SECRET_FILE": path, "SHOP_KEY_SECRET": "x"}, OPTIONS, from_env)


def test_a_settings_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "shop.env"
    path.write_text("SHOP_COUNTERS=5\n")
    assert read_file(path, required=True) == {"SHOP_COUNTERS": Assignment("5", 1)}


def test_only_a_required_file_must_be_there(tmp_path: Path) -> None:
    assert read_file(tmp_path / "missing", required=False) == {}
    with pytest.raises(SettingsError, match=r"missing does not exist"):
        read_file(tmp_path / "missing", required=True)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    bad_line, bad_text = tmp_path / "line", tmp_path / "text"
    bad_line.write_text("nonsense")
    bad_text.write_bytes(b"\xff\xfe\x00")
    for path, message in ((bad_line, "line 1: want"), (bad_text, "text: .*utf-8"), (tmp_path, "cannot read")):
        with pytest.raises(SettingsError, match=message):
            read_file(path, required=False)


def test_unknown_variables_are_told_with_a_suggestion() -> None:
    names = [
        "SHOP_COUNTRES",
        "SHOP_KEY_SECRET_FILE",
        "SHOP_COUNTERS",
        "OTHER",
        "SHOP_URL",
        "SHOP_ZZZ",
        "SHOP_ZZZ",
    ]
    assert list(strangers(names, OPTIONS, "SHOP_", known={"SHOP_URL"})) == [
        "SHOP_COUNTRES is not a setting and is ignored (did you mean SHOP_COUNTERS?)",
        "SHOP_ZZZ is not a setting and is ignored",
    ]
