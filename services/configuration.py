"""The settings of our programs as they would be now: `python -m services.configuration show|check [--json] [-flag value …]`.

exit status: 0 all settings fit, 1 something is wrong with them, 2 the command itself was not understood
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from services import waved
from services.access import AccessSettings, open_keychain, refuse_in_production
from services.chassis.process import StartError
from services.chassis.program import Program, ProgramSettings
from services.chassis.server_tls import server_credentials
from services.chassis.settings import HelpRequested, Loaded, SettingsError, load_many, reference
from services.gateway import __main__ as gateway
from services.gateway.auth import secret
from services.gateway.auth.rule_file import RuleBook
from services.gateway.edge.tls import certificate_of
from services.gateway.errors import SettingInvalid
from services.gateway.live import secret as resume
from services.gateway.production import refuse_unsafe
from services.gateway.settings import GatewaySettings
from services.gateway.web.index import parse_headers
from services.links import LinkSettings, ServerLinkSettings, server_tls
from services.relay import __main__ as relay
from services.relay.settings import RelaySettings
from services.site_store import __main__ as site_store

PROGRAMS = {
    program.name: program for program in (waved.PROGRAM, site_store.PROGRAM, relay.PROGRAM, gateway.PROGRAM)
}
FITS, WRONG = 0, 1


class Line(NamedTuple):
    """One setting: its value, and where that comes from. The value of a secret is hidden."""

    flag: str
    env: str
    value: str
    source: str


class State(NamedTuple):
    """What a program would be told, and what is odd about it."""

    lines: list[Line]
    warnings: list[str]
    settings: list[Any]


def classes_of(program: Program) -> list[type[Any]]:
    """All settings classes that a program fills."""
    return [ProgramSettings, *program.settings]


def read(program: Program, flags: Sequence[str]) -> State:
    """Reads flags, environment and settings file as the program would. Raises SettingsError and HelpRequested."""
    classes = classes_of(program)
    loaded: tuple[Loaded[Any], ...] = load_many(
        classes,
        flags,
        os.environ,
        program.env_prefix,
        program.settings_file,
        known=program.known_variables,
        usage=program.usage,
    )
    names = {row.flag: row.env for cls in classes for row in reference(cls, program.env_prefix)}
    lines = {
        shown.flag: Line(shown.flag, names[shown.flag], shown.value, str(shown.source))
        for shown in chain.from_iterable(each.shown for each in loaded)
    }
    return State(list(lines.values()), list(loaded[0].warnings), [each.settings for each in loaded])


def complaints(state: State) -> Iterator[str]:
    """What would keep a program from starting, or is not what its operator means."""
    yield from state.warnings
    yield from _check_production(state.settings)
    for settings in state.settings:
        for kind, check in _CHECKS.items():
            if isinstance(settings, kind):
                yield from check(settings)


def _check_production(settings: list[Any]) -> Iterator[str]:
    access = next(each for each in settings if isinstance(each, AccessSettings))
    for each in settings:
        try:
            if isinstance(each, GatewaySettings):
                refuse_unsafe(access, each)
            elif isinstance(each, RelaySettings):
                refuse_in_production(access, {"no-tls-verify": each.no_tls_verify})
        except StartError as error:
            yield str(error)


def _check_access(settings: AccessSettings) -> Iterator[str]:
    try:
        open_keychain(settings)
    except StartError as error:
        yield str(error)


def _check_website(settings: GatewaySettings) -> Iterator[str]:
    if settings.http_headers_file and not Path(settings.http_headers_file).is_file():
        yield f"http-headers-file: there is no file {settings.http_headers_file}"
    if settings.web_dir and not (Path(settings.web_dir) / "index.html").is_file():
        yield f"web-dir: there is no index.html in {settings.web_dir}; leave it empty for the built-in client"
    folder = Path(settings.data_dir)
    there = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    if not there.is_dir() or not os.access(there, os.W_OK):
        yield f"data-dir: {there} cannot be written to"


def _check_links(settings: LinkSettings) -> Iterator[str]:
    files = {
        name: getattr(settings, f"grpc_tls_{name}_file", "") for name in ("cert", "key", "ca", "client_ca")
    }
    missing = {name: path for name, path in files.items() if path and not Path(path).is_file()}
    for name, path in missing.items():
        yield f"grpc-tls-{name.replace('_', '-')}-file: there is no file {path}"
    tls = server_tls(settings) if isinstance(settings, ServerLinkSettings) else None
    if tls is not None and not missing:
        try:
            server_credentials(tls)
        except StartError as error:
            yield str(error)


def _check_headers(settings: GatewaySettings) -> Iterator[str]:
    path = Path(settings.http_headers_file)
    try:
        if settings.http_headers_file and path.is_file():
            parse_headers(path.read_text(), str(path))
    except (OSError, UnicodeDecodeError, SettingInvalid) as error:
        yield f"http-headers-file: {error}"


def _check_sign_in(settings: GatewaySettings) -> Iterator[str]:
    if settings.sign_in_gaps:
        yield f"sign-in is not complete, and nobody signs in: {', '.join(settings.sign_in_gaps)} missing"


def _read_rules(settings: GatewaySettings) -> None:
    RuleBook(settings.access_rules)


def _read_certificate(settings: GatewaySettings) -> None:
    certificate_of(settings.tls_cert_file, settings.tls_key_file)


def _read_session_secrets(settings: GatewaySettings) -> None:
    """Those that there are: to make one is for the server."""
    folder = Path(settings.data_dir) / "gateway"
    if settings.session_secret or (folder / secret.FILE_NAME).exists():
        secret.session_secrets(settings.session_secret, folder)


def _read_resume_secret(settings: GatewaySettings) -> None:
    folder = Path(settings.data_dir) / "gateway"
    if settings.resume_secret or (folder / resume.FILE_NAME).exists():
        resume.resume_secret(settings.resume_secret, folder)


# What the gateway itself reads at its start. Each raises SettingInvalid.
_READINGS: tuple[Callable[[GatewaySettings], None], ...] = (
    _read_rules,
    _read_certificate,
    _read_session_secrets,
    _read_resume_secret,
)


def _check_gateway(settings: GatewaySettings) -> Iterator[str]:
    yield from _check_website(settings)
    yield from _check_headers(settings)
    yield from _check_sign_in(settings)
    for read_it in _READINGS:
        try:
            read_it(settings)
        except SettingInvalid as error:
            yield str(error)


_CHECKS: dict[type[Any], Callable[[Any], Iterator[str]]] = {
    AccessSettings: _check_access,
    GatewaySettings: _check_gateway,
    LinkSettings: _check_links,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command; returns its exit code."""
    # Without `-h`, which would catch flags such as -header-timeout; -help is a flag of the program.
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        add_help=False,
    )
    parser.add_argument("action", choices=_ACTIONS)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--of", choices=PROGRAMS, default="waved", help="the program (default %(default)s)")
    options, flags = parser.parse_known_args(argv)
    try:
        program = PROGRAMS[options.of]
        state = read(program, flags)
        if program.prepare:
            program.prepare(state.settings)
    except HelpRequested as request:
        sys.stdout.write(f"{request}\n")
        return FITS
    except SettingsError as error:
        return _report([str(error)], as_json=options.json and options.action == "check")
    return _ACTIONS[options.action](state, options.json)


def _show(state: State, as_json: bool) -> int:
    if as_json:
        return _print_json([line._asdict() for line in state.lines])
    flags, values = (max(len(line[column]) for line in state.lines) for column in (0, 2))
    for line in state.lines:
        sys.stdout.write(f"{line.flag:<{flags}}  {line.value:<{min(values, 40)}}  {line.source}\n")
    for warning in state.warnings:
        sys.stderr.write(f"{warning}\n")
    return FITS


def _check(state: State, as_json: bool) -> int:
    return _report(list(complaints(state)), as_json=as_json)


_ACTIONS: dict[str, Callable[[State, bool], int]] = {"show": _show, "check": _check}


def _report(found: list[str], *, as_json: bool) -> int:
    if as_json:
        _print_json({"ok": not found, "complaints": found})
    elif found:
        sys.stderr.write("".join(f"{complaint}\n" for complaint in found))
    else:
        sys.stdout.write("All settings fit.\n")
    return WRONG if found else FITS


def _print_json(content: object) -> int:
    sys.stdout.write(orjson.dumps(content, option=orjson.OPT_INDENT_2).decode() + "\n")
    return FITS


if __name__ == "__main__":
    sys.exit(main())
