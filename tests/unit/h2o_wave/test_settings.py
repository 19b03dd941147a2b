"""What the environment says about the driver."""

import pytest

from h2o_wave.errors import BadValue, InvalidURL
from h2o_wave.settings import is_yes, read_app_address, read_settings


def test_an_empty_environment_gives_the_defaults() -> None:
    settings = read_settings({})
    assert settings.address.authority == "127.0.0.1:10101"
    assert settings.base_url == "/"
    assert (settings.access_key_id, settings.access_key_secret) == ("access_key_id", "access_key_secret")
    assert settings.verify_tls
    assert settings.connect_timeout_seconds == settings.read_timeout_seconds == 5
    assert settings.write_timeout_seconds == settings.pool_timeout_seconds == 5
    assert settings.connection_timeout_seconds == 0
    assert settings.app_mode == "unicast"
    assert settings.checkpoint_dir is None
    assert not settings.dev_mode


def test_the_key_of_an_app_is_random_unless_it_is_given() -> None:
    first, second = read_settings({}), read_settings({"H2O_WAVE_APP_ACCESS_KEY_ID": ""})
    assert len({first.app_access_key_id, first.app_access_key_secret, second.app_access_key_id}) == 3
    assert len(first.app_access_key_secret) == 22  # 16 bytes in base64
    assert read_settings({"H2O_WAVE_APP_ACCESS_KEY_ID": "k"}).app_access_key_id == "k"


def test_an_empty_access_key_is_kept() -> None:
    assert read_settings({"H2O_WAVE_ACCESS_KEY_ID": ""}).access_key_id == ""


def test_a_negative_timeout_means_none() -> None:
    assert read_settings({"H2O_WAVE_APP_READ_TIMEOUT": "-1"}).read_timeout_seconds is None


@pytest.mark.parametrize("name", ["H2O_WAVE_APP_READ_TIMEOUT", "H2O_WAVE_CONNECTION_TIMEOUT"])
def test_a_timeout_is_a_whole_number(name: str) -> None:
    with pytest.raises(BadValue, match=f"{name}: want a whole number of seconds, got '1.5'"):
        read_settings({name: "1.5"})


def test_a_wrong_address_is_refused() -> None:
    with pytest.raises(InvalidURL):
        read_settings({"H2O_WAVE_ADDRESS": "localhost"})


@pytest.mark.parametrize(
    ("text", "verify"), [("1", False), ("True", False), ("t", False), ("0", True), ("", True)]
)
def test_tls_is_verified_unless_that_is_switched_off(text: str, verify: bool) -> None:
    assert read_settings({"H2O_WAVE_NO_TLS_VERIFY": text}).verify_tls is verify
    assert is_yes({"H2O_WAVE_NO_TLS_VERIFY": text}, "H2O_WAVE_NO_TLS_VERIFY") is not verify


def test_the_address_of_an_app_has_a_default() -> None:
    assert read_app_address({}) == "http://127.0.0.1:8000"
    assert read_app_address({"H2O_WAVE_APP_ADDRESS": "http://h:1"}) == "http://h:1"


@pytest.mark.parametrize("name", ["H2O_WAVE_EXTERNAL_ADDRESS", "H2O_WAVE_INTERNAL_ADDRESS"])
def test_old_names_of_the_app_address_still_work_with_a_warning(name: str) -> None:
    with pytest.warns(FutureWarning, match=f"{name} is an old name"):
        assert read_app_address({name: "http://h:2"}) == "http://h:2"


@pytest.mark.parametrize(("old", "new"), [("ws://h:2", "http://h:2"), ("wss://h:2", "https://h:2")])
def test_an_old_address_of_a_websocket_is_one_of_http(old: str, new: str) -> None:
    with pytest.warns(FutureWarning):
        assert read_app_address({"H2O_WAVE_INTERNAL_ADDRESS": old}) == new
