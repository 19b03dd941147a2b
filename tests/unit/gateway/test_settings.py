import pytest

from services.chassis.settings import SettingsError, load, load_many
from services.chassis.values import Address
from services.gateway.settings import GatewayProcessSettings, GatewaySettings
from services.relay.settings import DeliverySettings
from services.site_store.settings import StoreSettings

PREFIX = "H2O_WAVE_"


def settings(*flags: str, **environment: str) -> GatewaySettings:
    return load(GatewaySettings, list(flags), environment, PREFIX).settings


def test_the_defaults_are_those_of_wave_1_8() -> None:
    found = settings()
    assert found.listen == Address("", 10101)
    assert (found.base_url, found.editable) == ("/", False)
    # Wave 1.8 forwards also what would let an app pass for its user.
    assert found.forwarded_http_headers == ("*", "-authorization", "-cookie", "-proxy-authorization")
    assert found.allowed_origins == ()
    assert (found.ping_interval, found.reconnect_timeout) == (50.0, 5.0)
    assert (found.max_request_size, found.max_client_message_size) == (5 << 20, 1 << 20)


def test_flags_and_variables_have_the_names_of_wave_1_8() -> None:
    found = settings("-ping-interval", "1m", "-editable", H2O_WAVE_BASE_URL="/wave/", H2O_WAVE_LISTEN=":8080")
    assert (found.ping_interval, found.editable, found.base_url, found.listen.port) == (
        60.0,
        True,
        "/wave/",
        8080,
    )


def test_no_header_may_be_forwarded() -> None:
    """[H6]"""
    assert settings(H2O_WAVE_FORWARDED_HTTP_HEADERS="").forwarded_http_headers == ()
    assert settings("-forwarded-http-headers", "x-a, x-b").forwarded_http_headers == ("x-a", "x-b")


def test_a_policy_is_one_line_or_none() -> None:
    assert settings(H2O_WAVE_CONTENT_SECURITY_POLICY="").content_security_policy == ""
    with pytest.raises(SettingsError, match="one line"):
        settings("-content-security-policy", "img-src *\r\nX: y")


@pytest.mark.parametrize("given", ["", "wave", "/wave", "wave/", "//"])
def test_a_base_url_begins_and_ends_with_a_slash(given: str) -> None:
    with pytest.raises(SettingsError, match="base-url"):
        settings(f"-base-url={given}")


@pytest.mark.parametrize(
    "flag", ["-ping-interval", "-header-timeout", "-body-timeout", "-slow-client-timeout"]
)
def test_a_time_that_must_pass_is_longer_than_none(flag: str) -> None:
    with pytest.raises(SettingsError):
        settings(flag, "0")


def test_a_secret_is_not_shown() -> None:
    loaded = load(GatewaySettings, ["-resume-secret", "s" * 20], {}, PREFIX)
    assert "sss" not in repr(loaded.settings)
    assert not any("sss" in line.value for line in loaded.shown)


def test_one_command_line_fills_the_settings_of_all_services() -> None:
    """What two services declare means the same to both."""
    loaded = load_many([StoreSettings, DeliverySettings, GatewaySettings], ["-data-dir", "d"], {}, PREFIX)
    assert {one.settings.data_dir for one in loaded} == {"d"}


def test_a_process_of_its_own_is_told_where_the_others_are() -> None:
    flags = ["-site-store-address", "unix:/s.sock", "-relay-address", "h:1"]
    found = load(GatewayProcessSettings, flags, {}, PREFIX).settings
    assert (found.site_store_address.path, found.relay_address.host) == ("/s.sock", "h")
