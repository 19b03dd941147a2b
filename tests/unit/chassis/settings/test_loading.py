from pathlib import Path

import pytest

from services.chassis.settings import (
    HelpRequested,
    SettingsError,
    Shown,
    Source,
    exits_on_refusal,
    load,
    load_many,
)
from services.chassis.values import Address
from tests.unit.chassis.settings.classes import KitchenSettings, ShopSettings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "shop.env"
    path.write_text("# the shop\nSHOP_COUNTERS=5\nSHOP_LOG_LEVEL=debug\nSHOP_SOLD=\n")
    return path


def test_defaults_fill_what_is_not_given() -> None:
    loaded = load(ShopSettings, [], {}, "SHOP_")
    assert loaded.settings == ShopSettings()
    assert loaded.source("counters") == Source("default")
    assert loaded.warnings == loaded.words == ()


def test_a_flag_beats_the_environment_beats_the_file_beats_the_default(file: Path) -> None:
    argv = ["-conf", str(file)]
    loaded = load(ShopSettings, argv, {}, "SHOP_")
    assert (loaded.settings.counters, loaded.source("counters")) == (5, Source("file", f"{file}:2"))
    assert loaded.settings.sold == (), "an empty value counts where the setting keeps it"
    loaded = load(ShopSettings, argv, {"SHOP_COUNTERS": "6"}, "SHOP_")
    assert (loaded.settings.counters, loaded.source("counters")) == (6, Source("env", "SHOP_COUNTERS"))
    loaded = load(ShopSettings, [*argv, "-counters=7"], {"SHOP_COUNTERS": "6"}, "SHOP_")
    assert (loaded.settings.counters, loaded.source("counters")) == (7, Source("flag", "-counters"))


def test_the_settings_file_may_be_named_in_the_environment(file: Path) -> None:
    assert load(ShopSettings, [], {"SHOP_CONF": str(file)}, "SHOP_").settings.log_level == "debug"


def test_a_settings_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    missing = str(tmp_path / "missing")
    with pytest.raises(SettingsError, match="does not exist"):
        load(ShopSettings, [f"-conf={missing}"], {}, "SHOP_")
    assert load(ShopSettings, ["-conf="], {}, "SHOP_").settings.conf == ""


def test_the_default_settings_file_may_be_missing_or_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert load(ShopSettings, [], {}, "SHOP_").settings.counters == 3
    (tmp_path / ".env").write_text("SHOP_COUNTERS=4")
    assert load(ShopSettings, [], {}, "SHOP_").settings.counters == 4


def test_a_program_may_name_the_file_itself(tmp_path: Path) -> None:
    path = tmp_path / "kitchen.env"
    assert load(KitchenSettings, [], {}, "K_", path).settings.pots == 2
    path.write_text("POTS=4")
    assert load(KitchenSettings, [], {}, "K_", path).settings.pots == 4


def test_several_classes_are_filled_from_one_command_line() -> None:
    shop, kitchen = load_many(
        [ShopSettings, KitchenSettings], ["-log-level=debug", "-pots=4", "-counters=1"], {}, "SHOP_"
    )
    assert shop.settings == ShopSettings(log_level="debug", counters=1)
    assert kitchen.settings == KitchenSettings(log_level="debug", pots=4)
    assert [line.flag for line in kitchen.shown] == ["log-level", "admin", "pots"]


def test_values_are_parsed() -> None:
    loaded = load(ShopSettings, ["-admin", ":9", "-max-order-size=1K", "-open-late"], {}, "SHOP_")
    assert loaded.settings.admin == Address("", 9)
    assert loaded.settings.max_order_bytes == 1024
    assert loaded.settings.open_late is True


@pytest.mark.parametrize(
    ("argv", "environ", "message"),
    [
        (["-max-order-size=5"], {}, r"-max-order-size: '5' does not fit: want a number with a unit"),
        (
            [],
            {"SHOP_OPEN_LATE": "yes"},
            r"-open-late \(from env SHOP_OPEN_LATE\): 'yes' does not fit: want one of 1 t",
        ),
        (["-log-level=loud"], {}, "want one of debug, info"),
    ],
)
def test_an_error_names_the_setting_the_source_the_value_and_the_want(
    argv: list[str], environ: dict[str, str], message: str
) -> None:
    with pytest.raises(SettingsError, match=message):
        load(ShopSettings, argv, environ, "SHOP_")


def test_settings_that_do_not_go_together_are_refused() -> None:
    with pytest.raises(SettingsError, match="room for 9"):
        load(KitchenSettings, ["-pots=10"], {}, "SHOP_")


def test_what_was_given_can_be_shown_without_secrets() -> None:
    loaded = load(ShopSettings, ["-key-secret=s3cret", "-max-order-size=1k"], {}, "SHOP_")
    assert Shown("key-secret", "(hidden)", Source("flag", "-key-secret")) in loaded.shown
    assert Shown("max-order-size", "1k", Source("flag", "-max-order-size")) in loaded.shown
    assert Shown("counters", "3", Source("default")) in loaded.shown
    assert "s3cret" not in repr(loaded)


def test_strangers_in_environment_and_file_are_warned_about(tmp_path: Path) -> None:
    path = tmp_path / "kitchen.env"
    path.write_text("K_POT=4")
    loaded = load(KitchenSettings, [], {"K_ADMINN": "x", "K_URL": "y"}, "K_", path, known={"K_URL"})
    assert [warning.split()[0] for warning in loaded.warnings] == ["K_ADMINN", "K_POT"]


def test_words_are_handed_over() -> None:
    assert load(KitchenSettings, ["config", "show"], {}, "K_", max_words=2).words == ("config", "show")


def test_help_is_raised_with_the_reference() -> None:
    with pytest.raises(HelpRequested, match="kitchen [^$]*-pots INTEGER"):
        load(KitchenSettings, ["-pots=99", "-help"], {}, "K_", usage="kitchen [settings]")


def test_main_prints_help_and_exits_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit, exits_on_refusal():
        load(KitchenSettings, ["-h"], {}, "K_")
    assert exit.value.code == 0
    assert "-pots INTEGER" in capsys.readouterr().out


def test_main_explains_a_refusal_and_exits_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit, exits_on_refusal():
        load(KitchenSettings, ["-pods=1"], {}, "K_")
    assert exit.value.code == 2
    assert "unknown flag -pods (did you mean -pots?)" in capsys.readouterr().err
