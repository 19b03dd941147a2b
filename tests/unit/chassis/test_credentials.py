import base64
from collections.abc import Sequence
from typing import Any

import grpc
import pytest

from services.chassis.credentials import (
    CredentialCheck,
    Credentials,
    MalformedCredentials,
    Unverified,
    basic_metadata,
    host_of,
    parse_basic,
    verify_against,
)


class Aborted(Exception):
    def __init__(self, code: grpc.StatusCode, details: str) -> None:
        super().__init__(details)
        self.code = code


class Context:
    """As much of a servicer context as the check looks at."""

    def __init__(self, metadata: Sequence[tuple[str, str]] = (), peer: str = "ipv4:127.0.0.1:1") -> None:
        self._metadata = metadata
        self._peer = peer

    def peer(self) -> str:
        return self._peer

    def invocation_metadata(self) -> Sequence[tuple[str, str]]:
        return self._metadata

    async def abort(self, code: grpc.StatusCode, details: str) -> None:
        raise Aborted(code, details)


class Verifier:
    """Knows one pair and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    async def __call__(self, key: str, secret: str, peer: str) -> bool:
        self.asked += 1
        return (key, secret) == ("me", "s:cret")


ME = Credentials("me", "s:cret")


def test_what_is_written_can_be_read() -> None:
    [(key, value)] = basic_metadata(ME)
    assert key == "authorization"
    assert parse_basic(value) == ME
    assert parse_basic(value.replace("Basic", "basic")) == ME
    assert parse_basic(basic_metadata(Credentials("é", ""))[0][1]) == Credentials("é", "")


def test_an_id_with_a_colon_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="colon"):
        basic_metadata(Credentials("a:b", "c"))


@pytest.mark.parametrize(
    "text", ["", "Bearer abc", "Basic", "Basic ***", "Basic /w==", "Basic " + base64.b64encode(b"x").decode()]
)
def test_what_is_malformed_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(MalformedCredentials, match="want") as caught:
        parse_basic(text)
    assert not text or text not in str(caught.value)


def test_credentials_do_not_show_their_secret() -> None:
    assert "s:cret" not in f"{ME} {ME!r}"


def test_a_table_of_secrets_verifies() -> None:
    verify = verify_against({"me": "s:cret"})
    assert verify("me", "s:cret", "peer")
    for pair in (("me", "secret"), ("you", "s:cret"), ("you", "")):
        assert not verify(*pair, "peer")


async def enter(check: CredentialCheck, context: Context) -> None:
    async with check("/shop/Order", context):
        pass


@pytest.mark.parametrize(
    ("metadata", "reason"),
    [
        ((), "missing"),
        ((("authorization", "Bearer x"),), "malformed: want the scheme Basic"),
        (basic_metadata(Credentials("me", "wrong")), "wrong"),
    ],
)
async def test_a_caller_without_credentials_is_told_why(metadata: Any, reason: str) -> None:
    with pytest.raises(Aborted, match=reason) as caught:
        await enter(CredentialCheck(Verifier()), Context(metadata))
    assert caught.value.code is grpc.StatusCode.UNAUTHENTICATED


async def test_the_right_credentials_pass_and_are_remembered_for_a_while() -> None:
    now = [0.0]
    verifier = Verifier()
    check = CredentialCheck(verifier, cache_seconds=10, clock=lambda: now[0])
    for moment, asked in ((0.0, 1), (9.9, 1), (10.0, 2), (19.0, 2)):
        now[0] = moment
        await enter(check, Context(basic_metadata(ME)))
        assert verifier.asked == asked


async def test_wrong_credentials_are_not_remembered() -> None:
    verifier = Verifier()
    check = CredentialCheck(verifier)
    for _ in range(2):
        with pytest.raises(Aborted):
            await enter(check, Context(basic_metadata(Credentials("me", "wrong"))))
    assert verifier.asked == 2


async def test_only_so_many_pairs_are_remembered() -> None:
    asked: list[str] = []

    def verify(key: str, secret: str, peer: str) -> bool:
        asked.append(key)
        return True

    check = CredentialCheck(verify, max_cached=2)
    for key in ("a", "b", "c", "b", "a"):
        await enter(check, Context(basic_metadata(Credentials(key, ""))))
    assert asked == ["a", "b", "c", "a"]


@pytest.mark.parametrize("peer", ["unix:", "unix:/run/shop.sock", "inprocess:"])
async def test_a_peer_on_this_machine_needs_none(peer: str) -> None:
    verifier = Verifier()
    await enter(CredentialCheck(verifier), Context(peer=peer))
    assert verifier.asked == 0


async def test_a_verifier_that_cannot_tell_says_what_the_caller_is_told() -> None:
    seen: list[str] = []

    def verify(key: str, secret: str, peer: str) -> bool:
        seen.append(peer)
        raise Unverified(grpc.StatusCode.RESOURCE_EXHAUSTED, "later")

    check = CredentialCheck(verify)
    for _ in range(2):
        with pytest.raises(Aborted, match="^later$") as caught:
            await enter(check, Context(basic_metadata(ME)))
        assert caught.value.code is grpc.StatusCode.RESOURCE_EXHAUSTED
    assert seen == ["ipv4:127.0.0.1:1"] * 2


@pytest.mark.parametrize(
    ("peer", "host"),
    [
        ("ipv4:10.0.0.1:5000", "10.0.0.1"),
        ("ipv6:[::1]:5000", "::1"),
        ("ipv6:%5Bfe80::1%250%5D:5000", "fe80::1%0"),
        ("unix:/run/shop.sock", "unix:/run/shop.sock"),
    ],
)
def test_the_host_of_a_peer_is_known_without_its_port(peer: str, host: str) -> None:
    assert host_of(peer) == host
