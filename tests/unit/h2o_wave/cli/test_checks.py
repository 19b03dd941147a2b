import json
import os
import ssl
import time
from email.utils import formatdate
from typing import Any

import pytest

from h2o_wave.cli import checks, main
from h2o_wave.cli.checks import Finding, examine
from h2o_wave.cli.doctor import lines_of


class FakeSocket:
    def close(self) -> None:
        pass


class World:
    """A server as the steps see it."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.listens = True
        self.tls: Any = "TLSv1.3"
        self.handshake: tuple[int, str] = (101, "")
        self.page_status = 404
        self.seconds_ahead = 0.0
        self.has_grpc = True
        world = self

        class Probe:
            def __init__(self, *_: object) -> None:
                pass

            def tls_version(self) -> str:
                if isinstance(world.tls, Exception):
                    raise world.tls
                return str(world.tls)

            def shake_hands(self, path: str) -> tuple[int, str]:
                return world.handshake

            def read_page(self, path: str) -> tuple[int, str]:
                return world.page_status, formatdate(time.time() + world.seconds_ahead, usegmt=True)

        def connect(place: tuple[str, int], timeout: float) -> FakeSocket:
            if not world.listens:
                raise ConnectionRefusedError(111, "Connection refused")
            return FakeSocket()

        patch.setattr(checks, "Probe", Probe)
        patch.setattr(checks.socket, "create_connection", connect)
        patch.setattr(checks.socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("10.0.0.5", 0))])
        patch.setattr("h2o_wave.cli.backend.serves_grpc", lambda address: world.has_grpc)


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    return World(monkeypatch)


def walk(**environ: str) -> dict[str, Finding]:
    return {finding.step: finding for finding in examine(environ)}


def wrong(**environ: str) -> dict[str, str]:
    return {step: finding.change for step, finding in walk(**environ).items() if not finding.is_well}


def test_a_server_that_is_well_is_walked_to_the_end(world: World) -> None:
    found = walk()
    assert list(found) == [
        *("address", "proxy variables", "name", "port", "encryption", "websocket"),
        *("access key", "clock", "gRPC", "app address"),
    ]
    assert all(finding.is_well for finding in found.values())
    assert "wave keys create" in found["access key"].change


def test_an_address_that_makes_no_sense_is_all_that_is_said(world: World) -> None:
    found = walk(H2O_WAVE_ADDRESS="nonsense")
    assert list(found) == ["settings"]
    assert "nonsense" in found["settings"].seen


def test_nothing_is_asked_of_a_port_where_nobody_listens(world: World) -> None:
    world.listens = False
    assert list(walk())[-1] == "port"
    assert "wave serve" in wrong()["port"]


def test_proxies_are_told_of(world: World) -> None:
    found = walk(HTTPS_PROXY="http://proxy:3128")["proxy variables"]
    assert found.is_well
    assert "https_proxy" in found.seen


def test_a_certificate_that_is_refused_ends_the_walk(world: World) -> None:
    world.tls = ssl.SSLCertVerificationError()
    world.tls.verify_message = "self-signed certificate"
    assert list(walk(H2O_WAVE_ADDRESS="https://wave.example.com"))[-1] == "encryption"
    assert "SSL_CERT_FILE" in wrong(H2O_WAVE_ADDRESS="https://wave.example.com")["encryption"]


@pytest.mark.parametrize(
    ("status", "setting"),
    [(403, "allowed-origins"), (400, "Upgrade"), (502, "Upgrade"), (200, "base-url"), (404, "base-url")],
)
def test_a_refused_handshake_names_what_to_change(world: World, status: int, setting: str) -> None:
    world.handshake = (status, "reason")
    assert setting in wrong()["websocket"]


@pytest.mark.parametrize(("status", "setting"), [(401, "H2O_WAVE_ACCESS_KEY_ID"), (500, "H2O_WAVE_ADDRESS")])
def test_a_refused_key_names_what_to_change(world: World, status: int, setting: str) -> None:
    world.page_status = status
    assert setting in wrong()["access key"]


@pytest.mark.parametrize(("seconds", "how"), [(3600.0, "ahead"), (-3600.0, "behind")])
def test_clocks_that_differ_are_told_of(world: World, seconds: float, how: str) -> None:
    world.seconds_ahead = seconds
    assert how in walk()["clock"].seen
    assert "clock" in wrong()


def test_grpc_may_be_missing_unless_it_was_asked_for(world: World) -> None:
    world.has_grpc = False
    assert wrong() == {}
    assert "grpc-listen" in wrong(H2O_WAVE_ADDRESS="grpc://127.0.0.1:10102")["gRPC"]


@pytest.mark.parametrize(
    ("app", "is_well"),
    [("", False), ("http://127.0.0.1:8000", False), ("http://10.0.0.7:8000", True)],
)
def test_a_server_elsewhere_cannot_reach_an_app_on_loopback(world: World, app: str, is_well: bool) -> None:
    found = walk(H2O_WAVE_ADDRESS="http://10.0.0.5:10101", H2O_WAVE_APP_ADDRESS=app)
    assert found["app address"].is_well is is_well


def test_findings_are_words_where_there_are_no_signs() -> None:
    finding = Finding("port", False, "nobody there", "H2O_WAVE_ADDRESS")
    assert lines_of(finding, "utf-8")[0] == "✗ wrong  port: nobody there"
    assert lines_of(finding, "ascii") == ["wrong  port: nobody there", "           change: H2O_WAVE_ADDRESS"]


@pytest.mark.parametrize("is_well", [True, False])
def test_the_exit_code_says_whether_all_is_well(
    world: World, is_well: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("H2O_WAVE_")}
    monkeypatch.setattr(os, "environ", plain)
    world.listens = is_well
    assert main(["doctor", "--json"]) == (0 if is_well else 1)
    assert json.loads(capsys.readouterr().out)["is_well"] is is_well
    main(["doctor"])
    assert capsys.readouterr().out.endswith("Everything is well.\n" if is_well else "Wrong: port.\n")
