"""Requests that are sent elsewhere, and names that lead to places."""

import socket
from ipaddress import ip_network
from typing import Any

import aiohttp
import pytest
from aiohttp.abc import AbstractResolver, ResolveResult
from multidict import CIMultiDict
from yarl import URL

from services.gateway.web.outbound import CheckedResolver, Outbound, Outgoing, redirected
from services.gateway.web.proxy_rules import DestinationRefused, ProxyRules


class FakeResolver(AbstractResolver):
    """Knows one answer."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses

    async def resolve(self, host: str, port: int = 0, family: Any = socket.AF_INET) -> list[ResolveResult]:
        return [
            ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=0)
            for address in self.addresses
        ]

    async def close(self) -> None:
        return


async def test_a_name_is_refused_when_one_of_its_addresses_is() -> None:
    """[H10] Also when it looked harmless a moment ago: what is resolved here is what is connected to."""
    rules = ProxyRules(["*"], [])
    assert len(await CheckedResolver(rules, FakeResolver("93.184.216.34")).resolve("h", 80)) == 1
    with pytest.raises(DestinationRefused):
        await CheckedResolver(rules, FakeResolver("93.184.216.34", "10.0.0.1")).resolve("h", 80)


class Rebinding(FakeResolver):
    """Says something else each time."""

    async def resolve(self, host: str, port: int = 0, family: Any = socket.AF_INET) -> list[ResolveResult]:
        found = await super().resolve(host, port, family)
        self.addresses = self.addresses[1:] + self.addresses[:1]
        return found[:1]


async def test_a_name_that_leads_elsewhere_the_second_time_is_refused() -> None:
    """[H10] DNS rebinding: nothing is remembered from the first time, and nothing is connected to but what was checked."""
    rules = ProxyRules(["*"], [ip_network("127.0.0.1")])
    outbound = Outbound(rules, resolver=Rebinding("127.0.0.1", "10.0.0.1"), max_response_bytes=10)
    try:
        with pytest.raises(aiohttp.ClientConnectorError):
            await outbound.make(Outgoing("GET", URL("http://h:1/"), CIMultiDict(), b""))
        with pytest.raises(DestinationRefused):
            await outbound.make(Outgoing("GET", URL("http://h:1/"), CIMultiDict(), b""))
    finally:
        await outbound.close()


def outgoing(method: str = "POST") -> Outgoing:
    headers = CIMultiDict(
        {"Authorization": "secret", "Cookie": "secret", "Content-Type": "text/plain", "X-A": "1"}
    )
    return Outgoing(method, URL("http://one.example/a/b?c"), headers, b"body")


def test_a_redirect_is_read_from_where_the_request_went() -> None:
    assert redirected(outgoing(), 307, "../x#y").url == URL("http://one.example/x")


@pytest.mark.parametrize("status", [301, 302, 303])
def test_a_redirect_of_a_change_becomes_a_get(status: int) -> None:
    following = redirected(outgoing(), status, "/x")
    assert (following.method, following.body, "Content-Type" in following.headers) == ("GET", b"", False)


@pytest.mark.parametrize(("status", "method"), [(307, "POST"), (308, "POST"), (301, "HEAD"), (302, "GET")])
def test_other_redirects_repeat_the_request(status: int, method: str) -> None:
    assert redirected(outgoing(method), status, "/x").method == method


def test_another_host_is_not_told_what_was_for_the_first() -> None:
    same, other = redirected(outgoing(), 307, "/x"), redirected(outgoing(), 307, "http://two.example/x")
    assert same.headers["Authorization"] == "secret"
    assert set(other.headers) == {"Content-Type", "X-A"}


def test_a_location_that_is_no_url_is_refused() -> None:
    with pytest.raises(aiohttp.InvalidURL):
        redirected(outgoing(), 302, "http://[x/")
