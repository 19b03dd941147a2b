"""What `wave run` is asked to run, and where things listen. PURE."""

import os
from collections.abc import Mapping
from pathlib import PurePath
from typing import NamedTuple

from ..urls import Address, clean_base_url, parse_address

_HTTP_PORT = 10101
_DEFAULT_LISTEN = f":{_HTTP_PORT}"
_NO = frozenset({"", "false", "0", "f"})


class Target(NamedTuple):
    """A module to run. A `folder` comes first on the module path; without one the current folder does."""

    module: str
    folder: str = ""

    @property
    def file(self) -> str:
        """The file that was meant, when it is one outside of the current folder."""
        return os.path.join(self.folder, f"{self.module}.py") if self.folder else ""


def find_target(app: str) -> Target:
    """The module that a user means by `hello.py`, `./apps/hello.py`, `apps.hello` or `../elsewhere/hello.py`.

    Raises `ValueError`.
    """
    plain = app.replace(os.sep, "/").removesuffix(":main")
    while plain.startswith("./"):
        plain = plain.removeprefix("./").lstrip("/")
    path = PurePath(plain.removesuffix(".py"))
    name = plain.removesuffix(".py").replace("/", ".")
    if name and all(part.isidentifier() for part in name.split(".")):
        return Target(name)
    if "/" in plain and path.name.isidentifier():
        return Target(path.name, os.path.abspath(path.parent))
    raise ValueError(
        f"{app!r} is not an app: write the name of a file whose name could be that of a module, "
        "as in `wave run hello.py`"
    )


class Server(NamedTuple):
    """Where the server of this machine listens, as its own settings in the environment say."""

    port: int
    grpc_address: str
    scheme: str

    @property
    def http_address(self) -> str:
        """The address for the driver."""
        return f"{self.scheme}://127.0.0.1:{self.port}"


def local_server(environ: Mapping[str, str]) -> Server:
    """The server of this machine. Raises `ValueError` for a setting that makes no sense."""
    listen = environ.get("H2O_WAVE_LISTEN") or _DEFAULT_LISTEN
    port = listen.rpartition(":")[2]
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise ValueError(f"H2O_WAVE_LISTEN={listen!r}: want host:port or :port")
    has_tls = environ.get("H2O_WAVE_TLS_CERT_FILE") and environ.get("H2O_WAVE_TLS_KEY_FILE")
    return Server(
        port=int(port),
        grpc_address=_grpc_address(environ.get("H2O_WAVE_GRPC_LISTEN", ""), int(port)),
        scheme="https" if has_tls else "http",
    )


def website(environ: Mapping[str, str]) -> Address:
    """Where the server that the driver uses serves browsers. Raises `ValueError` for a setting that makes no sense."""
    server = local_server(environ)
    given = environ.get("H2O_WAVE_ADDRESS", "")
    if given.startswith("grpc"):
        is_ours = given.rstrip("/") == server.grpc_address
        given = environ.get("H2O_WAVE_HTTP_ADDRESS", "") or ("" if is_ours else _beside(given))
    return parse_address(given or server.http_address)


def page_url(environ: Mapping[str, str], route: str) -> str:
    """The address for a browser of a page of the server that the driver uses.

    Raises `ValueError` for a setting that makes no sense.
    """
    address = website(environ)
    shown = address._replace(host="localhost") if address.is_loopback_literal else address
    base = clean_base_url(environ.get("H2O_WAVE_BASE_URL", "/")).rstrip("/")
    return f"{shown.scheme}://{shown.authority}{base}{route}"


def _beside(address: str) -> str:
    """The website of a server that is known by its address for gRPC: on the same host, at the usual port."""
    scheme, host, _ = parse_address(address)
    if scheme == "grpc+unix":
        host = "127.0.0.1"
    return f"{'https' if scheme == 'grpcs' else 'http'}://{f'[{host}]' if ':' in host else host}:{_HTTP_PORT}"


def may_autostart(environ: Mapping[str, str]) -> bool:
    """Whether the environment lets `wave run` start a server."""
    return environ.get("H2O_WAVE_NO_AUTOSTART", "").strip().lower() in _NO


def excluded(environ: Mapping[str, str]) -> list[str]:
    """The patterns of files that are not watched."""
    return [pattern for pattern in environ.get("H2O_WAVE_RELOAD_EXCLUDE", "").split(os.pathsep) if pattern]


def _grpc_address(listen: str, http_port: int) -> str:
    first = listen.split(",")[0].strip()
    if first.startswith("unix:"):
        return f"grpc+unix:{os.path.abspath(first.removeprefix('unix:'))}"
    host, _, port = first.rpartition(":")
    if host in ("", "0.0.0.0", "[::]"):
        host = "127.0.0.1"
    return f"grpc://{host}:{port or http_port + 1}"
