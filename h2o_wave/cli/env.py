"""`wave env`: what the environment says about apps started here."""

import argparse
import json
import os
from collections.abc import Mapping
from typing import Any, NamedTuple

_EPILOG = """examples:
  wave env                                    show every setting, its value, and where that comes from
  wave env --json                             the same for programs
  H2O_WAVE_APP_MODE=broadcast wave env        see what a variable would do
"""


class Variable(NamedTuple):
    """A variable of the environment that the driver or the `wave` command reads."""

    name: str
    default: str
    meaning: str

    @property
    def is_secret(self) -> bool:
        """Whether the value must not be shown."""
        return self.name.endswith("_SECRET")


VARIABLES = (
    Variable(
        "H2O_WAVE_ADDRESS", "http://127.0.0.1:10101", "the server; http, https, grpc, grpcs or grpc+unix"
    ),
    Variable(
        "H2O_WAVE_HTTP_ADDRESS", "(the same host)", "with gRPC: the server for files, cache and streams"
    ),
    Variable("H2O_WAVE_RELAY_ADDRESS", "(as H2O_WAVE_ADDRESS)", "with gRPC: the relay, when it is apart"),
    Variable("H2O_WAVE_BASE_URL", "/", "base URL of the server"),
    Variable("H2O_WAVE_ACCESS_KEY_ID", "access_key_id", "key shown to the server"),
    Variable("H2O_WAVE_ACCESS_KEY_SECRET", "access_key_secret", "its secret"),
    Variable("H2O_WAVE_NO_TLS_VERIFY", "false", "do not verify the certificate of the server"),
    Variable("H2O_WAVE_APP_ADDRESS", "http://127.0.0.1:8000", "where the server reaches an HTTP app"),
    Variable("H2O_WAVE_APP_MODE", "unicast", "unicast, multicast or broadcast"),
    Variable("H2O_WAVE_APP_ACCESS_KEY_ID", "(random)", "key the server shows to an HTTP app"),
    Variable("H2O_WAVE_APP_ACCESS_KEY_SECRET", "(random)", "its secret"),
    Variable("H2O_WAVE_CONNECTION_TIMEOUT", "0", "seconds to wait for a server that is away at the start"),
    Variable("H2O_WAVE_APP_CONNECT_TIMEOUT", "5", "seconds a connection may take; negative: no limit"),
    Variable("H2O_WAVE_APP_READ_TIMEOUT", "5", "seconds an answer may take; negative: no limit"),
    Variable("H2O_WAVE_APP_WRITE_TIMEOUT", "5", "seconds a request may take; negative: no limit"),
    Variable("H2O_WAVE_APP_POOL_TIMEOUT", "5", "seconds to wait for a connection; negative: no limit"),
    Variable("H2O_WAVE_CHECKPOINT_DIR", "", "where to keep q.app and q.user between runs"),
    Variable("H2O_WAVE_SHOW_ERRORS", "false", "show users the tracebacks of failed handlers"),
    Variable("H2O_WAVE_DATA_DIR", "data", "data directory of the server, for uploads by copy"),
    Variable("H2O_WAVE_WAVED_DIR", "", "working directory of the server, for uploads by copy"),
    Variable("H2O_WAVE_NO_COPY_UPLOAD", "false", "always upload over HTTP"),
    Variable("H2O_WAVE_NO_AUTOSTART", "false", "wave run: do not start a server"),
    Variable("H2O_WAVE_LISTEN", ":10101", "wave run: where the server it starts listens"),
    Variable("H2O_WAVE_GRPC_LISTEN", "(the port after that)", "wave run: where that server serves gRPC"),
    Variable("H2O_WAVE_RELOAD_EXCLUDE", "", "wave run: patterns of files not to watch"),
)


def add_to(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "env",
        help="show the settings of apps started here",
        description=__doc__,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Print every variable with its value."""
    if arguments.json:
        print(json.dumps([_entry(variable, os.environ) for variable in VARIABLES], indent=2))
        return 0
    for line in describe(os.environ):
        print(line)
    return 0


def describe(environ: Mapping[str, str]) -> list[str]:
    """The variables as lines of text. Secrets are not shown."""
    width = max(len(variable.name) for variable in VARIABLES)
    return [f"{v.name:<{width}}  {_value(v, environ):<40}  {v.meaning}" for v in VARIABLES]


def _entry(variable: Variable, environ: Mapping[str, str]) -> dict[str, object]:
    given = environ.get(variable.name)
    value = variable.default if given is None else given
    return {
        "name": variable.name,
        "value": "(hidden)" if variable.is_secret and given is not None else value,
        "is_default": given is None,
        "meaning": variable.meaning,
    }


def _value(variable: Variable, environ: Mapping[str, str]) -> str:
    given = environ.get(variable.name)
    if given is None:
        return f"{variable.default}  (default)".strip() if variable.default else "(not set)"
    return "(set, not shown)" if variable.is_secret else given
