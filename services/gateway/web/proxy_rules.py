"""Where the proxy may go. PURE."""

from collections.abc import Collection
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from yarl import URL

from services.gateway.errors import GatewayError

Network = IPv4Network | IPv6Network

# Translates between the worlds: an IPv4 address hides in each of these.
_NAT64 = IPv6Network("64:ff9b::/96")


class DestinationRefused(GatewayError):
    """Somewhere the proxy may not go."""


class ProxyRules:
    """Hosts by name, and addresses that a name may lead to."""

    def __init__(self, hosts: Collection[str], networks: Collection[Network]) -> None:
        self._hosts = frozenset(hosts)
        self._networks = tuple(networks)

    def check_url(self, url: URL) -> None:
        """Raises DestinationRefused unless a URL may be asked for, as far as can be told without resolving its host."""
        host = (url.host or "").lower().rstrip(".")
        if url.scheme not in ("http", "https") or not host:
            raise DestinationRefused(
                f"the URL must begin with http:// or https://, and have a host: {url.human_repr()}"
            )
        if url.user is not None or url.password is not None:
            raise DestinationRefused(
                "the URL must not have a user name; send an Authorization header instead"
            )
        if not self._is_listed(host, url.port):
            raise DestinationRefused(f"the proxy may not reach {host} (setting proxy-allowed-hosts)")
        address = _literal(host)
        if address is not None:
            self.check_address(address)

    def check_address(self, text: str) -> None:
        """Raises DestinationRefused unless an address is public or allowed."""
        address = _unwrapped(ip_address(text.partition("%")[0]))
        if any(address in network for network in self._networks):
            return
        if not address.is_global or address.is_multicast or address.is_reserved:
            raise DestinationRefused(
                f"the proxy may not reach {address}, which is not public (setting proxy-allowed-networks)"
            )

    def _is_listed(self, host: str, port: int | None) -> bool:
        if "*" in self._hosts or host in self._hosts or f"{host}:{port}" in self._hosts:
            return True
        domains = host.split(".")
        return any(f"*.{'.'.join(domains[at:])}" in self._hosts for at in range(1, len(domains)))


def _literal(host: str) -> str | None:
    try:
        return str(ip_address(host.partition("%")[0]))
    except ValueError:
        return None


def _unwrapped(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        return inner or address
    return address
