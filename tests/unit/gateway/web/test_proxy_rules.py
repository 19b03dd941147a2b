"""Where the proxy may go."""

from ipaddress import ip_network

import pytest
from yarl import URL

from services.gateway.web.proxy_rules import DestinationRefused, ProxyRules

ANYWHERE = ProxyRules(["*"], [])


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "239.1.2.3",
        "255.255.255.255",
        "240.0.0.1",
        "::",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    """[H10]"""
    with pytest.raises(DestinationRefused, match="proxy-allowed-networks"):
        ANYWHERE.check_address(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"]
)
def test_public_addresses_are_allowed(address: str) -> None:
    ANYWHERE.check_address(address)


def test_a_network_can_be_allowed() -> None:
    rules = ProxyRules(["*"], [ip_network("10.1.0.0/16"), ip_network("::1")])
    for address in ("10.1.2.3", "::ffff:10.1.2.3", "::1"):
        rules.check_address(address)
    with pytest.raises(DestinationRefused):
        rules.check_address("10.2.0.1")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "/x",
        "",
        "http:///x",
        "http://user:pw@example.org/",
        "http://127.0.0.1/",
        "http://[::1]:80/",
    ],
)
def test_urls_that_lead_nowhere_good_are_refused(url: str) -> None:
    with pytest.raises(DestinationRefused):
        ANYWHERE.check_url(URL(url))


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "https://EXAMPLE.org.:8443/x",
        "http://a.b.example.net/",
        "http://only.test:8080/",
    ],
)
def test_listed_hosts_are_allowed(url: str) -> None:
    ProxyRules(["example.org", "*.example.net", "only.test:8080"], []).check_url(URL(url))


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/",
        "http://example.net/",
        "http://evilexample.org/",
        "http://x.example.org/",
        "http://only.test/",
    ],
)
def test_other_hosts_are_refused(url: str) -> None:
    with pytest.raises(DestinationRefused, match="proxy-allowed-hosts"):
        ProxyRules(["example.org", "*.example.net", "only.test:8080"], []).check_url(URL(url))
