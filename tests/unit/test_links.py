from pathlib import Path

import pytest

from services.access import AccessSettings
from services.chassis.channel import ClientTls
from services.chassis.process import StartError
from services.chassis.server_tls import ServerTls
from services.chassis.settings import SettingsError, load
from services.chassis.values import Address
from services.links import CallerLinkSettings, LinkSettings, ServerLinkSettings, client_tls, reach, server_tls

TOKEN = "t" * 16
FILES = {"grpc_tls_cert_file": "c", "grpc_tls_key_file": "k"}


def test_without_settings_grpc_is_in_the_clear() -> None:
    assert server_tls(ServerLinkSettings()) is None
    assert client_tls(CallerLinkSettings()) is None


def test_a_certificate_makes_a_server_speak_tls_and_an_authority_makes_it_ask_for_one() -> None:
    assert server_tls(ServerLinkSettings(**FILES)) == ServerTls("c", "k", "")
    assert server_tls(ServerLinkSettings(**FILES, grpc_tls_client_ca_file="a")) == ServerTls("c", "k", "a")


def test_an_authority_makes_a_caller_speak_tls_with_the_own_certificate() -> None:
    settings = CallerLinkSettings(**FILES, grpc_tls_ca_file="a", grpc_tls_server_name="wave")
    assert client_tls(settings) == ClientTls("a", "c", "k", "wave")


@pytest.mark.parametrize(
    ("flags", "reason"),
    [
        (["-grpc-tls-cert-file", "c"], "go together"),
        (["-grpc-tls-key-file", "k"], "go together"),
        (["-grpc-tls-client-ca-file", "a"], "needs grpc-tls-cert-file"),
        (["-grpc-token", "short"], "at least 16"),
        (["-grpc-token", "with a blank in between"], "visible ASCII"),
    ],
)
def test_settings_that_do_not_fit_together_are_refused(flags: list[str], reason: str) -> None:
    with pytest.raises(SettingsError, match=reason):
        load(ServerLinkSettings, flags, {}, "H2O_WAVE_")


def test_the_token_may_stand_in_a_file_and_is_never_shown(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(TOKEN + "\n")
    loaded = load(LinkSettings, [], {"H2O_WAVE_GRPC_TOKEN_FILE": str(tmp_path / "token")}, "H2O_WAVE_")
    assert loaded.settings.grpc_token == TOKEN
    assert TOKEN not in repr(loaded)


async def test_a_certificate_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    settings = CallerLinkSettings(grpc_tls_ca_file=str(tmp_path / "missing.pem"))
    with pytest.raises(StartError, match=r"missing\.pem"):
        reach(Address("h", 1), settings, AccessSettings(), max_message_bytes=1)
