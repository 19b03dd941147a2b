"""What `wave run` is asked to run, and where things listen. PURE."""

import os
from collections.abc import Mapping
from typing import NamedTuple

_DEFAULT_LISTEN = ":10101"
_NO = frozenset({"", "false", "0", "f"})


def module_name(app: str) -> str:
    """The module that a user means by `hello.py`, `./apps/hello.py` or `apps.hello`. Raises `ValueError`."""
    plain = app.removeprefix("./").removeprefix(".\\").removesuffix(".py")
    name = plain.replace("/", ".").replace(os.sep, ".").removesuffix(":main")
    if not name or not all(part.isidentifier() for part in name.split(".")):
        raise ValueError(
            f"{app!r} is not an app in this folder: write the name of a file, as in `wave run hello.py`"
        )
    return name


class Server(NamedTuple):
    """Where the server of this machine listens, as its own settings in the environment say."""

    port: int
    grpc_address: str
    base_url: str
    scheme: str

    @property
    def http_address(self) -> str:
        """The address for the driver."""
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def page_url(self, route: str) -> str:
        """The address for a browser."""
        base = f"/{self.base_url.strip('/')}".rstrip("/")
        return f"{self.scheme}://localhost:{self.port}{base}{route}"


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
        base_url=environ.get("H2O_WAVE_BASE_URL") or "/",
        scheme="https" if has_tls else "http",
    )


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
