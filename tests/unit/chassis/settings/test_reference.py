from dataclasses import dataclass

from services.chassis.settings import Row, help_text, reference, setting
from services.chassis.settings.declaration import options_of
from tests.unit.chassis.settings.classes import ShopSettings


def test_the_reference_has_a_row_for_each_setting() -> None:
    rows = {row.flag: row for row in reference(ShopSettings, "SHOP_")}
    assert rows["max-order-size"] == Row(
        "The shop", "max-order-size", "SIZE", "SHOP_MAX_ORDER_SIZE", "5M", "largest order", False
    )
    assert rows["open-late"].default == "false"


def test_the_default_of_a_secret_is_hidden() -> None:
    rows = {row.flag: row for row in reference(ShopSettings, "SHOP_")}
    assert rows["key-secret"].default == "(hidden)" and rows["key-secret"].secret
    assert "sesame" not in help_text(options_of(ShopSettings, "SHOP_"))


def test_the_help_is_grouped_and_names_flags_defaults_and_variables() -> None:
    text = help_text(options_of(ShopSettings, "SHOP_"), "usage: shop")
    assert text.startswith("usage: shop\n\nA setting is taken from")
    heads = [line for line in text.splitlines() if line and not line.startswith(" ")]
    assert [head for head in heads if head in ("The process", "The shop", "Staff", "Examples")] == [
        "The process",
        "The shop",
        "Staff",
        "Examples",
    ]
    assert (
        "  -max-order-size SIZE\n      largest order\n      default 5M, environment SHOP_MAX_ORDER_SIZE"
        in text
    )
    assert "environment SHOP_KEY_SECRET (or SHOP_KEY_SECRET_FILE, naming a file)" in text
    assert "  -log-level=info\n  SHOP_LOG_LEVEL=info" in text


def test_without_a_setting_that_takes_a_value_there_are_no_examples() -> None:
    @dataclass(frozen=True)
    class Switch:
        on: bool = setting(False, doc="whether it is on")

    assert "Examples" not in help_text(options_of(Switch, "X_"))
