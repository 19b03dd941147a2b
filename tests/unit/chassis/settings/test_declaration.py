from dataclasses import dataclass, field

import pytest

from services.chassis.settings import setting
from services.chassis.settings.declaration import merged_options, options_of
from services.chassis.values import list_of, positive_duration, size
from tests.unit.chassis.settings.classes import KitchenSettings, ProcessSettings, ShopSettings


def test_a_default_given_as_text_is_parsed() -> None:
    shop = ShopSettings()
    assert (shop.max_order_bytes, shop.sold, shop.admin) == (5 * 1024**2, ("tea", "rice"), None)


def test_the_repr_of_a_settings_object_hides_secrets() -> None:
    assert "sesame" not in repr(ShopSettings())


def test_names_come_from_the_field() -> None:
    options = {option.field: option for option in options_of(ShopSettings, "SHOP_")}
    assert options["open_late"].flag == "open-late"
    assert options["open_late"].env == "SHOP_OPEN_LATE"
    assert (options["max_order_bytes"].flag, options["max_order_bytes"].env) == (
        "max-order-size",
        "SHOP_MAX_ORDER_SIZE",
    )


def test_a_whole_environment_name_may_be_given() -> None:
    assert {option.env for option in options_of(KitchenSettings, "X_")} == {"X_LOG_LEVEL", "X_ADMIN", "POTS"}


def test_the_group_is_the_class_that_declares_the_field() -> None:
    groups = {option.field: option.group for option in options_of(ShopSettings, "SHOP_")}
    assert groups["log_level"] == "The process"
    assert groups["open_late"] == "The shop"
    assert groups["counters"] == "Staff"


def test_a_class_without_a_docstring_is_its_own_group() -> None:
    @dataclass(frozen=True)
    class Plain:
        pots: int = setting(2, doc="how many pots")

    assert [option.group for option in options_of(Plain, "X_")] == ["Plain"]


def test_the_metavar_comes_from_the_parser() -> None:
    @dataclass(frozen=True)
    class Many:
        """Many."""

        plain: str = setting("", doc="a text")
        flag: bool = setting(True, doc="a boolean")
        number: float = setting(1.5, doc="a number")
        size: int = setting("1K", doc="a size", parse=size)
        wait: float = setting("1s", doc="a wait", parse=positive_duration)
        sizes: tuple[int, ...] = setting((1, 2), doc="sizes", parse=list_of(size))
        named: str = setting(None, doc="a file", metavar="file")

    options = options_of(Many, "X_")
    assert [option.metavar for option in options] == [
        "TEXT",
        "",
        "NUMBER",
        "SIZE",
        "DURATION",
        "LIST",
        "FILE",
    ]
    assert [option.declaration.default_text for option in options] == [
        "",
        "true",
        "1.5",
        "1K",
        "1s",
        "1,2",
        "",
    ]


def test_a_field_that_is_not_a_setting_is_refused() -> None:
    @dataclass(frozen=True)
    class Wrong:
        pots: int = field(default=2)

    with pytest.raises(TypeError, match=r"Wrong\.pots"):
        options_of(Wrong, "X_")


def test_a_flag_of_two_classes_is_one_option() -> None:
    merged = merged_options([ShopSettings, KitchenSettings, ProcessSettings], "X_")
    assert list(merged)[:2] == ["log-level", "admin"]
    assert "pots" in merged and "max-order-size" in merged


def test_a_flag_that_two_classes_declare_differently_is_refused() -> None:
    @dataclass(frozen=True)
    class Other:
        pots: int = setting(4, doc="how many pots", env="POTS")

    with pytest.raises(TypeError, match="-pots of Other"):
        merged_options([KitchenSettings, Other], "X_")
