import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from services.access import AccessSettings, keychain
from services.one_shot import COMMANDS, OneShotSettings, answer

LOG = b'2026/11/20 08:57:08 * /a {"d":[{"k":"c","d":{"x":1}}]}\n'


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keychain, "BCRYPT_COST", 4)


@pytest.fixture
def access(tmp_path: Path) -> AccessSettings:
    return AccessSettings(access_keychain=str(tmp_path / "keys"))


def ask(access: AccessSettings, **given: Any) -> int | None:
    return answer([access, OneShotSettings(**given)])


def created(access: AccessSettings, capsys: pytest.CaptureFixture[str]) -> str:
    assert ask(access, create_access_key=True) == 0
    found = re.search(r"^H2O_WAVE_ACCESS_KEY_ID=([A-Z0-9]{20})$", capsys.readouterr().out, re.M)
    assert found
    return found[1]


def test_a_server_that_is_asked_for_nothing_serves(access: AccessSettings) -> None:
    assert ask(access) is None


def test_the_version_is_one_line(access: AccessSettings, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(access, version=True) == 0
    assert re.fullmatch(r"waved \d\S* \(Python \S+, \S+/\S+\)\n", capsys.readouterr().out)


def test_a_created_key_is_shown_with_its_secret(
    access: AccessSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(access, create_access_key=True) == 0
    out = capsys.readouterr().out
    assert re.search(r"^H2O_WAVE_ACCESS_KEY_SECRET=[A-Za-z0-9]{40}$", out, re.M)
    assert access.access_keychain in out


def test_the_ids_are_listed_in_order(access: AccessSettings, capsys: pytest.CaptureFixture[str]) -> None:
    ids = sorted(created(access, capsys) for _ in range(3))
    assert ask(access, list_access_keys=True) == 0
    assert capsys.readouterr().out.split() == ids


def test_a_removed_key_is_named(access: AccessSettings, capsys: pytest.CaptureFixture[str]) -> None:
    kept, removed = created(access, capsys), created(access, capsys)
    assert ask(access, remove_access_key=removed) == 0
    assert f"Removed access key {removed}" in capsys.readouterr().out
    ask(access, list_access_keys=True)
    assert capsys.readouterr().out.split() == [kept]


def test_an_unknown_key_cannot_be_removed(access: AccessSettings, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(access, remove_access_key="NOBODY") == 1
    said = capsys.readouterr().err
    assert "NOBODY" in said
    assert access.access_keychain in said


def test_a_keychain_that_makes_no_sense_ends_with_1(
    access: AccessSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(access.access_keychain).write_text("nonsense\n")
    assert ask(access, list_access_keys=True) == 1
    assert ":1: want `id:hash`" in capsys.readouterr().err


def test_a_compacted_log_goes_to_standard_error(
    access: AccessSettings, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    log = tmp_path / "big.log"
    log.write_bytes(LOG)
    assert ask(access, compact=str(log)) == 0
    captured = capfdbinary.readouterr()
    assert captured.out == b""
    assert captured.err.endswith(b' = /a {"p":{"c":{"c":{"d":{"x":1}}}}}\n')


def test_a_missing_log_is_named(access: AccessSettings, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(access, compact="nowhere.log") == 1
    assert "nowhere.log" in capsys.readouterr().err


def test_of_several_wishes_the_first_in_the_table_is_done(
    access: AccessSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert list(COMMANDS) == [
        "version",
        "compact",
        "list_access_keys",
        "remove_access_key",
        "create_access_key",
    ]
    assert ask(access, version=True, create_access_key=True, remove_access_key="X") == 0
    assert capsys.readouterr().out.startswith("waved ")
    assert not Path(access.access_keychain).exists()


def test_the_first_key_can_be_made_in_production(
    access: AccessSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    created(replace(access, production=True), capsys)
