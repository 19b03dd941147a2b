import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import grpc
import prometheus_client
import pytest

from services.access import (
    AccessSettings,
    KeyChecker,
    Verdict,
    access_interceptors,
    keychain,
    open_checker,
    open_keychain,
    refuse_in_production,
    warn_of_default_key,
)
from services.access import checker as checker_module
from services.access import settings as access_settings
from services.chassis.credentials import (
    CredentialCheck,
    Credentials,
    Unverified,
    basic_metadata,
    bearer_metadata,
)
from services.chassis.metrics import Registry
from services.chassis.process import StartError
from services.chassis.values import Address
from tests.unit.chassis.shop import LOCAL, failure_of, order, running
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


def registry() -> Registry:
    return Registry("test", prometheus_client.CollectorRegistry())


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
    check = CredentialCheck(lambda key, secret, peer: False, token="t" * 16)
    assert await check.refusal(Context(bearer_metadata("t" * 16))) == ""
    assert "wrong" in await check.refusal(Context([("authorization", "Basic YTpi")]))
    for token in ("t" * 15, "T" * 16, "é" * 16):
        assert await check.refusal(Context(bearer_metadata(token))) != ""


async def test_no_token_is_not_an_empty_token() -> None:
    check = CredentialCheck(lambda key, secret, peer: False)
    assert await check.refusal(Context(bearer_metadata(""))) != ""
    with pytest.raises(Aborted) as aborted:
        async with check("/m", Context(bearer_metadata(""))):
            raise AssertionError("let in")
    assert aborted.value.code is grpc.StatusCode.UNAUTHENTICATED


def grpc_check(checker: KeyChecker, clock: Callable[[], float] = lambda: 0.0) -> CredentialCheck:
    """The guard of a gRPC server that drivers can reach."""
    return CredentialCheck(
        access_settings._verifier(checker), cache_seconds=access_settings.BELIEVED_SECONDS, clock=clock
    )


def caller(*pair: str, peer: str = "ipv4:10.0.0.1:1") -> Context:
    return Context(basic_metadata(Credentials(*pair)), peer)


async def test_a_removed_key_stops_opening_grpc(settings: AccessSettings) -> None:
    keys = open_keychain(settings)
    first, second = keys.add(), keys.add()
    now = [0.0]
    check = grpc_check(KeyChecker(keys), lambda: now[0])
    assert await check.refusal(caller(*second)) == ""
    keys.remove(second[0])
    now[0] = access_settings.BELIEVED_SECONDS + 0.01
    assert await check.refusal(caller(*second)) != ""
    assert await check.refusal(caller(*first)) == ""


async def test_guesses_over_http_and_grpc_are_counted_together(settings: AccessSettings) -> None:
    """Also for a pair from the settings, as long as it is not the one that everybody knows."""
    settings = replace(settings, access_key_secret="mine", max_wrong_keys=4)
    checker = open_checker(settings, open_keychain(settings), registry())
    check = grpc_check(checker)
    for number in range(2):
        assert await checker.check("a", f"{number}", "10.0.0.1") is Verdict.DENIED
        assert "wrong" in await check.refusal(caller("b", str(number), peer=f"ipv4:10.0.0.1:{number}"))
    assert await checker.check("a", "2", "10.0.0.1") is Verdict.LIMITED
    with pytest.raises(Unverified, match="max-wrong-keys") as caught:
        await check.refusal(caller("b", "2"))
    assert caught.value.code is grpc.StatusCode.RESOURCE_EXHAUSTED
    elsewhere = caller(settings.access_key_id, "mine", peer="ipv4:10.0.0.2:1")
    assert await check.refusal(elsewhere) == ""


async def test_so_many_keys_wait_to_be_checked_over_grpc_and_no_more(
    settings: AccessSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = open_keychain(settings)
    pair = keys.add()
    monkeypatch.setattr(checker_module, "MAX_WAITING_CHECKS", 0)
    with pytest.raises(Unverified, match="wait to be checked") as caught:
        await grpc_check(KeyChecker(keys)).refusal(caller(*pair))
    assert caught.value.code is grpc.StatusCode.UNAVAILABLE


async def test_a_server_behind_keys_refuses_guesses(settings: AccessSettings) -> None:
    """What stands around its methods, from end to end."""
    settings = replace(settings, access_key_secret="mine", max_wrong_keys=1)
    measured = registry()
    checker = open_checker(settings, open_keychain(settings), measured)
    interceptors = access_interceptors(checker, measured)
    async with running(LOCAL, interceptors=interceptors) as server:
        for code in (grpc.StatusCode.UNAUTHENTICATED, grpc.StatusCode.RESOURCE_EXHAUSTED):
            wrong = basic_metadata(Credentials("access_key_id", code.name))
            assert (await failure_of(order(server.addresses[0], metadata=wrong))).code() is code
    assert 'test_access_key_checks_total{verdict="limited"} 1.0' in measured.exposition().decode()
