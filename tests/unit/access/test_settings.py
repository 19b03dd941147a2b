import logging
from dataclasses import replace
from pathlib import Path

import grpc
import pytest

from services.access import (
    AccessSettings,
    access_interceptors,
    keychain,
    open_keychain,
    refuse_in_production,
    warn_of_default_key,
)
from services.access import settings as access_settings
from services.chassis.credentials import bearer_metadata
from services.chassis.process import StartError
from services.chassis.values import Address
from tests.unit.chassis.test_credentials import Aborted, Context

HERE = [Address("127.0.0.1", 1), Address("127.9.9.9", 1), Address("::1", 1), Address("localhost", 1)]
EVERYWHERE = [
    Address("", 1),
    Address("0.0.0.0", 1),
    Address("::", 1),
    Address("10.0.0.1", 1),
    Address("wave", 1),
]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keychain, "BCRYPT_COST", 4)


@pytest.fixture
def settings(tmp_path: Path) -> AccessSettings:
    return AccessSettings(access_keychain=str(tmp_path / "keys"))


def warned(settings: AccessSettings, addresses: list[Address], caplog: pytest.LogCaptureFixture) -> int:
    caplog.clear()
    with caplog.at_level(logging.WARNING):
        warn_of_default_key(settings, open_keychain(settings), addresses)
    return len(caplog.records)


def test_an_empty_default_key_is_refused(settings: AccessSettings) -> None:
    with pytest.raises(StartError, match="must not be empty"):
        open_keychain(replace(settings, access_key_secret=""))


def test_a_damaged_keychain_is_refused(settings: AccessSettings) -> None:
    Path(settings.access_keychain).write_text("no colon\n")
    with pytest.raises(StartError, match="want `id:hash`"):
        open_keychain(settings)


def test_the_key_that_everybody_knows_is_warned_about_where_others_reach_it(
    settings: AccessSettings, caplog: pytest.LogCaptureFixture
) -> None:
    assert warned(settings, EVERYWHERE, caplog) == len(EVERYWHERE)
    assert all(record.message == "default_key_used" for record in caplog.records)
    assert warned(settings, [*HERE, Address(path="/run/wave.sock")], caplog) == 0


def test_a_key_of_their_own_is_nothing_to_be_warned_about(
    settings: AccessSettings, caplog: pytest.LogCaptureFixture
) -> None:
    assert warned(replace(settings, access_key_secret="mine"), EVERYWHERE, caplog) == 0
    open_keychain(settings).add()
    assert warned(settings, EVERYWHERE, caplog) == 0


def test_production_needs_a_key_that_not_everybody_knows(settings: AccessSettings) -> None:
    production = replace(settings, production=True)
    with pytest.raises(StartError, match="-create-access-key"):
        open_keychain(production)
    assert open_keychain(replace(production, access_key_id="mine")).verify("mine", settings.access_key_secret)
    open_keychain(settings).add()
    open_keychain(production)


def test_in_production_a_lost_keychain_does_not_open_the_door(settings: AccessSettings) -> None:
    open_keychain(settings).add()
    keys = open_keychain(replace(settings, production=True))
    Path(settings.access_keychain).unlink()
    assert not keys.verify(settings.access_key_id, settings.access_key_secret)


def test_production_refuses_what_is_unsafe(settings: AccessSettings) -> None:
    production = replace(settings, production=True)
    with pytest.raises(StartError, match="^-no-tls-verify must not"):
        refuse_in_production(production, {"no-tls-verify": True, "other": False})
    refuse_in_production(production, {"no-tls-verify": False})
    refuse_in_production(settings, {"no-tls-verify": True})


async def test_a_service_shows_the_token_or_a_key() -> None:
    check = access_settings.CredentialCheck(lambda key, secret: False, token="t" * 16)
    assert await check.refusal(Context(bearer_metadata("t" * 16))) == ""
    assert "wrong" in await check.refusal(Context([("authorization", "Basic YTpi")]))
    for token in ("t" * 15, "T" * 16, "é" * 16):
        assert await check.refusal(Context(bearer_metadata(token))) != ""


async def test_no_token_is_not_an_empty_token() -> None:
    check = access_settings.CredentialCheck(lambda key, secret: False)
    assert await check.refusal(Context(bearer_metadata(""))) != ""
    with pytest.raises(Aborted) as aborted:
        async with check("/m", Context(bearer_metadata(""))):
            raise AssertionError("let in")
    assert aborted.value.code is grpc.StatusCode.UNAUTHENTICATED


async def test_a_removed_key_stops_opening_grpc(settings: AccessSettings) -> None:
    from services.chassis.credentials import Credentials, basic_metadata
    from services.chassis.metrics import Registry

    keys = open_keychain(settings)
    first, second = keys.add(), keys.add()
    interceptors = access_interceptors(keys, Registry("test"))
    assert len(interceptors) == 2
    now = [0.0]
    check = access_settings.CredentialCheck(
        access_settings._verifier(keys), cache_seconds=access_settings.BELIEVED_SECONDS, clock=lambda: now[0]
    )
    caller = Context(basic_metadata(Credentials(*second)))
    assert await check.refusal(caller) == ""
    keys.remove(second[0])
    now[0] = access_settings.BELIEVED_SECONDS + 0.01
    assert await check.refusal(caller) != ""
    assert await check.refusal(Context(basic_metadata(Credentials(*first)))) == ""
