import os
from pathlib import Path

import pytest

from services.configuration import FITS, WRONG, main

FLAGS = ["-web-dir", "", "-access-keychain", "keys"]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("H2O_WAVE_")]:
        monkeypatch.delenv(name)


def complaints(capsys: pytest.CaptureFixture[str], *flags: str) -> list[str]:
    code = main(["check", *FLAGS, *flags])
    said = capsys.readouterr()
    assert code == (WRONG if said.err else FITS)
    return said.err.splitlines()


def test_settings_that_fit_are_no_matter(capsys: pytest.CaptureFixture[str]) -> None:
    assert complaints(capsys) == []


@pytest.mark.parametrize(
    ("flags", "reason"),
    [
        (["-tls-cert-file", "a.pem"], "only one of tls-cert-file"),
        (
            ["-tls-cert-file", "a.pem", "-tls-key-file", "b.pem"],
            "cannot use tls-cert-file a.pem with tls-key-file b.pem: ",
        ),
        (["-tls-cert-file", "cert.pem", "-tls-key-file", "other.pem"], "with tls-key-file other.pem: "),
        (["-grpc-tls-cert-file", "cert.pem", "-grpc-tls-key-file", "other.pem"], "the key other.pem"),
        (["-access-rules", "/nowhere.toml"], "cannot read access-rules /nowhere.toml"),
        (["-access-rules", "headers"], "headers: Expected '='"),
        (["-session-secret", "short"], "session-secret has 5 characters; want 32"),
        (["-resume-secret", "short"], "resume-secret has 5 characters; want 16"),
        (["-data-dir", "damaged"], "damaged/gateway/session-secret is damaged"),
        (["-data-dir", "damaged"], "damaged/gateway/resume-secret is damaged"),
        (
            ["-oidc-client-id", "wave"],
            "sign-in is not complete, and nobody signs in: oidc-client-secret, oidc",
        ),
        (["-grpc-tls-cert-file", "a", "-grpc-tls-key-file", "b"], "grpc-tls-cert-file: there is no file a"),
        (["-grpc-tls-cert-file", "a"], "go together"),
        (["-http-headers-file", "none"], "http-headers-file: there is no file"),
        (["-http-headers-file", "headers"], "must be ended by an empty line"),
        (["-web-dir", "none"], "there is no index.html in none"),
        (["-production"], "-create-access-key"),
        (["-production", "-access-key-id", "x", "-no-tls-verify"], "-no-tls-verify must not be set"),
        (["-production", "-access-key-id", "x", "-oidc-client-id", "wave"], "-oidc-provider-url"),
        (["-waved-dir", "none"], "cannot enter none"),
        (["-max-request-size", "5"], "want a number with a unit"),
        (["-no-such"], "unknown flag"),
    ],
)
def test_what_would_keep_the_server_from_starting_is_said_beforehand(
    flags: list[str], reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "headers").write_text("X-A: 1\n")
    (tmp_path / "cert.pem").write_text("no certificate")
    (tmp_path / "other.pem").write_text("no key")
    (tmp_path / "damaged" / "gateway").mkdir(parents=True)
    for name in ("session-secret", "resume-secret"):
        (tmp_path / "damaged" / "gateway" / name).write_bytes(b"cut")
    found = complaints(capsys, *flags)
    assert any(reason in line for line in found), found


def test_paths_are_looked_for_where_the_server_would_look(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "headers").write_text("X-A: 1\n\n")
    assert complaints(capsys, "-waved-dir", "home", "-http-headers-file", "headers") == []


def test_to_look_makes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither a secret nor a directory: the server may run as somebody else, who could not read them."""
    assert complaints(capsys, "-data-dir", "data") == []
    assert list(tmp_path.iterdir()) == []
