import pytest

from services.chassis.settings import SettingsError, load, reference
from services.environment import DRIVER_VARIABLES
from services.relay.settings import DeliverySettings, RelaySettings


def test_the_defaults_are_those_that_are_documented() -> None:
    settings = load(RelaySettings, [], {}, "H2O_WAVE_").settings
    assert settings.reconnect_timeout == 5.0
    assert (settings.event_expiry, settings.event_timeout) == (30.0, 30.0)
    assert settings.max_client_events == 100
    assert settings.max_app_events == 10_000
    assert settings.max_app_backlog == 64 * 1024 * 1024
    assert [str(address) for address in settings.relay_listen] == ["unix:./run/relay.sock", "127.0.0.1:10103"]


def test_the_flags_of_wave_1_8_are_taken() -> None:
    flags = ["-reconnect-timeout", "2s", "-no-tls-verify", "-keep-app-live", "-data-dir", "/data"]
    settings = load(DeliverySettings, flags, {}, "H2O_WAVE_").settings
    assert (settings.reconnect_timeout, settings.no_tls_verify, settings.keep_app_live) == (2.0, True, True)
    assert settings.data_dir == "/data"


def test_no_setting_is_called_like_a_variable_of_the_driver() -> None:
    rows = reference(RelaySettings, "H2O_WAVE_")
    shared = {row.env for row in rows} & set(DRIVER_VARIABLES)
    assert not shared


def test_a_bound_of_nothing_is_refused() -> None:
    with pytest.raises(SettingsError, match="want a whole number above 0"):
        load(DeliverySettings, ["-app-connections", "0"], {}, "H2O_WAVE_")
