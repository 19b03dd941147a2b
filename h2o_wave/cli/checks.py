"""What `wave doctor` looks at, step by step. What a step needs was found by those before it."""

import socket
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import NamedTuple

from ..settings import Settings, read_settings
from ..urls import Address
from .probe import Probe
from .target import local_server, website

_TIMEOUT_SECONDS = 5.0
_CLOCK_SECONDS = 30.0
_PROXIES = ("http_proxy", "https_proxy", "all_proxy")


class Finding(NamedTuple):
    """What a step has found. `change` is the one thing to change, or something to know."""

    step: str
    is_well: bool
    seen: str
    change: str = ""


class Case(NamedTuple):
    """What is looked at."""

    environ: Mapping[str, str]
    settings: Settings
    address: Address
    """Where the server serves browsers."""

    @property
    def probe(self) -> Probe:
        """Asks the server."""
        return Probe(self.address, self.settings, _TIMEOUT_SECONDS)

    @property
    def is_grpc(self) -> bool:
        """Whether apps reach the server over gRPC because they are told to."""
        return self.settings.address.scheme.startswith("grpc")


Check = Callable[[Case], Finding]


def examine(environ: Mapping[str, str]) -> Iterator[Finding]:
    """Yields what is found, step by step; ends where nothing further can be found."""
    try:
        case = Case(environ, read_settings(environ), website(environ))
    except ValueError as error:
        yield Finding("settings", False, str(error), "the variable that is named; wave env shows all of them")
        return
    yield Finding("address", True, _origin(case.address) + case.settings.base_url)
    for check, is_needed in _CHECKS.items():
        finding = check(case)
        yield finding
        if is_needed and not finding.is_well:
            return


def _check_proxies(case: Case) -> Finding:
    found = [name for name in _PROXIES if case.environ.get(name) or case.environ.get(name.upper())]
    if not found:
        return Finding("proxy variables", True, "none is set")
    seen = f"{', '.join(found)} set"
    return Finding("proxy variables", True, seen, "apps go to the server directly, not through this proxy")


def _check_name(case: Case) -> Finding:
    host = case.address.host
    try:
        found = {entry[4][0] for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    except OSError as error:
        return Finding(
            "name", False, f"{host} has no address: {error.strerror}", "H2O_WAVE_ADDRESS: another host"
        )
    return Finding("name", True, f"{host} is {', '.join(sorted(map(str, found)))}")


def _check_port(case: Case) -> Finding:
    place = (case.address.host, case.address.port)
    try:
        socket.create_connection(place, timeout=_TIMEOUT_SECONDS).close()
    except OSError as error:
        reason = error.strerror or str(error)
        change = "H2O_WAVE_ADDRESS: where a server listens; or start one here: wave serve"
        return Finding(
            "port", False, f"nobody takes connections at {_origin(case.address)}: {reason}", change
        )
    return Finding("port", True, f"{case.address.port} takes connections")


def _check_tls(case: Case) -> Finding:
    if case.address.scheme != "https":
        return Finding("encryption", True, "none, as the address says")
    try:
        version = case.probe.tls_version()
    except ssl.SSLCertVerificationError as error:
        change = (
            "SSL_CERT_FILE: the authority that has signed it; or H2O_WAVE_NO_TLS_VERIFY=1, for tests only"
        )
        return Finding("encryption", False, f"the certificate is refused: {error.verify_message}", change)
    except OSError as error:
        return Finding(
            "encryption", False, f"no TLS is spoken: {error}", "H2O_WAVE_ADDRESS: http:// instead of https://"
        )
    verified = "" if case.settings.verify_tls else ", certificate not verified"
    return Finding("encryption", True, f"{version}{verified}")


def _check_websocket(case: Case) -> Finding:
    """Also finds a wrong base URL: elsewhere there is no websocket."""
    path = f"{case.settings.base_url}_s/"
    try:
        status, reason = case.probe.shake_hands(path)
    except (OSError, HTTPException) as error:
        change = "H2O_WAVE_ADDRESS: a Wave server; what listens there speaks no HTTP"
        return Finding("websocket", False, f"no answer to a handshake: {error!r}", change)
    if status == 101:
        return Finding("websocket", True, f"opens at {path}")
    return Finding(
        "websocket", False, f"{status} at {path}{f': {reason}' if reason else ''}", _mend_websocket(status)
    )


def _mend_websocket(status: int) -> str:
    if status == 403:
        return "allowed-origins of the server (H2O_WAVE_ALLOWED_ORIGINS): the address that browsers use"
    if status in (400, 426, 502, 504):
        return "the proxy before the server: it has to pass the headers Upgrade and Connection, and speak HTTP/1.1"
    return "H2O_WAVE_BASE_URL: the same as base-url of the server, here and there"


def _check_key(case: Case) -> Finding:
    key_id = case.settings.access_key_id
    try:
        status, _ = case.probe.read_page(f"{case.settings.base_url}")
    except (OSError, HTTPException) as error:
        return Finding("access key", False, f"no answer: {error!r}", "H2O_WAVE_ADDRESS: a Wave server")
    if status in (200, 404):
        is_default = (key_id, case.settings.access_key_secret) == ("access_key_id", "access_key_secret")
        note = (
            "the key everybody knows opens this server; make one with wave keys create" if is_default else ""
        )
        return Finding("access key", True, f"{key_id} is accepted", note)
    change = (
        "H2O_WAVE_ACCESS_KEY_ID and H2O_WAVE_ACCESS_KEY_SECRET: a pair made by wave keys create at the server"
    )
    if status not in (401, 403):
        change = "H2O_WAVE_ADDRESS: a Wave server"
    return Finding("access key", False, f"{key_id} is answered {status}", change)


def _check_clock(case: Case) -> Finding:
    before = time.time()
    try:
        _, date = case.probe.read_page(case.settings.base_url)
        theirs = parsedate_to_datetime(date).timestamp()
    except (OSError, HTTPException, ValueError, TypeError):
        return Finding("clock", True, "the server does not tell the time")
    seconds = theirs - (before + time.time()) / 2
    if abs(seconds) <= _CLOCK_SECONDS:
        return Finding("clock", True, "the same here and there")
    how = "ahead" if seconds > 0 else "behind"
    change = "the clock of the machine that is wrong: sign-in fails when clocks differ"
    return Finding("clock", False, f"the server is {abs(seconds):.0f} s {how}", change)


def _check_grpc(case: Case) -> Finding:
    from .backend import serves_grpc

    given = case.environ.get("H2O_WAVE_ADDRESS", "")
    address = given if case.is_grpc else local_server(case.environ).grpc_address
    if not case.is_grpc and not case.address.is_loopback_literal and case.address.host != "localhost":
        return Finding("gRPC", True, "not used: H2O_WAVE_ADDRESS names a server elsewhere over HTTP")
    if serves_grpc(address):
        return Finding("gRPC", True, f"answers at {address}")
    if case.is_grpc:
        change = "H2O_WAVE_ADDRESS: the address of grpc-listen of the server; or an address with http://"
        return Finding("gRPC", False, f"nobody answers at {address}", change)
    return Finding("gRPC", True, f"nobody answers at {address}", "apps are reached over HTTP instead")


def _check_app(case: Case) -> Finding:
    given = case.environ.get("H2O_WAVE_APP_ADDRESS", "")
    if case.is_grpc:
        return Finding("app address", True, "not needed: the app connects to the server")
    is_here = case.address.is_loopback_literal or case.address.host == "localhost"
    names_this_machine = not given or any(host in given for host in ("127.0.0.1", "localhost", "[::1]"))
    if is_here or not names_this_machine:
        return Finding("app address", True, given or "chosen by wave run")
    change = (
        "H2O_WAVE_APP_ADDRESS: where the server reaches this machine; or H2O_WAVE_ADDRESS=grpc://host:port"
    )
    return Finding("app address", False, f"the server cannot reach {given or 'an app on 127.0.0.1'}", change)


# In order; with whether the ones behind it make sense only if it is well.
_CHECKS: dict[Check, bool] = {
    _check_proxies: False,
    _check_name: True,
    _check_port: True,
    _check_tls: True,
    _check_websocket: False,
    _check_key: False,
    _check_clock: False,
    _check_grpc: False,
    _check_app: False,
}


def _origin(address: Address) -> str:
    return f"{address.scheme}://{address.authority}"
