"""The `wave` command and the one-shot commands of `waved`, as processes that need no server."""

import json
import re
from pathlib import Path

import pytest

from tests.e2e.command_line import command, environ

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]


class TestOneShotCommands:
    def test_keys_are_created_listed_and_removed(self, tmp_path: Path) -> None:
        made = command(tmp_path, "-create-access-key", program="services.waved")
        assert made.returncode == 0, made.stderr
        key_id = re.search(r"^H2O_WAVE_ACCESS_KEY_ID=(\w{20})$", made.stdout, re.M)
        assert key_id
        assert str(tmp_path / ".wave-keychain") in made.stdout
        listed = command(tmp_path, "-list-access-keys", program="services.waved")
        assert listed.stdout == f"{key_id[1]}\n"
        removed = command(tmp_path, "-remove-access-key", key_id[1], program="services.waved")
        assert removed.returncode == 0
        assert key_id[1] in removed.stdout
        again = command(tmp_path, "-remove-access-key", key_id[1], program="services.waved")
        assert again.returncode == 1
        assert key_id[1] in again.stderr

    def test_a_log_is_compacted_on_standard_error(self, tmp_path: Path) -> None:
        lines = [f'2026/11/20 08:57:08 * /a {{"d":[{{"k":"c","d":{{"n":{n}}}}}]}}\n' for n in range(3)]
        (tmp_path / "big.log").write_text("".join(lines))
        done = command(tmp_path, "-compact", "big.log", program="services.waved")
        assert done.returncode == 0
        assert re.fullmatch(r'\S+ \S+ = /a {"p":{"c":{"c":{"d":{"n":2}}}}}\n', done.stderr)
        assert not (tmp_path / "data").exists()

    def test_a_variable_asks_for_the_version(self, tmp_path: Path) -> None:
        done = command(tmp_path, program="services.waved", given=environ(H2O_WAVE_VERSION="1"))
        assert done.returncode == 0
        assert done.stdout.startswith("waved ")


class TestKeys:
    def test_keys_are_for_programs_too(self, tmp_path: Path) -> None:
        made = json.loads(command(tmp_path, "keys", "create", "--json").stdout)
        assert [len(made["id"]), len(made["secret"])] == [20, 40]
        assert json.loads(command(tmp_path, "keys", "list", "--json").stdout) == [made["id"]]
        assert command(tmp_path, "keys", "remove", made["id"]).returncode == 0
        assert command(tmp_path, "keys", "remove", made["id"]).returncode == 1
        assert json.loads(command(tmp_path, "keys", "list", "--json").stdout) == []


class TestConfig:
    def test_values_come_with_their_sources(self, tmp_path: Path) -> None:
        (tmp_path / ".env").write_text("H2O_WAVE_BASE_URL=/wave/\n")
        given = environ(H2O_WAVE_ACCESS_KEY_SECRET="hush")
        done = command(tmp_path, "config", "show", "--json", "-header-timeout", "3s", given=given)
        assert done.returncode == 0, done.stderr
        lines = {line["flag"]: line for line in json.loads(done.stdout)}
        assert lines["header-timeout"]["source"] == "flag -header-timeout"
        assert lines["base-url"] == {
            "flag": "base-url",
            "env": "H2O_WAVE_BASE_URL",
            "value": "/wave/",
            "source": "file .env:1",
        }
        assert lines["access-key-secret"]["source"] == "env H2O_WAVE_ACCESS_KEY_SECRET"
        assert "hush" not in done.stdout

    def test_another_file_of_settings_can_be_named(self, tmp_path: Path) -> None:
        (tmp_path / "prod.env").write_text("H2O_WAVE_LISTEN=:8080\n")
        done = command(tmp_path, "config", "show", "-conf", str(tmp_path / "prod.env"))
        assert re.search(r"^listen +:8080 +file .*prod\.env:1$", done.stdout, re.M)
        missing = command(tmp_path, "config", "check", "-conf=nowhere.env")
        assert missing.returncode == 1
        assert "nowhere.env does not exist" in missing.stderr

    def test_what_is_wrong_is_said(self, tmp_path: Path) -> None:
        assert command(tmp_path, "config", "check").returncode == 0
        done = command(tmp_path, "config", "check", "--json", given=environ(H2O_WAVE_BASE_URL="wave"))
        assert done.returncode == 1
        assert "H2O_WAVE_BASE_URL" in json.loads(done.stdout)["complaints"][0]
        done = command(tmp_path, "config", "check", given=environ(H2O_WAVE_LISTNE=":1"))
        assert done.returncode == 1
        assert "did you mean H2O_WAVE_LISTEN?" in done.stderr


def test_serve_hands_its_flags_to_the_server(tmp_path: Path) -> None:
    done = command(tmp_path, "serve", "-header-timeout", "nonsense")
    assert done.returncode == 2
    assert "-header-timeout" in done.stderr
    assert command(tmp_path, "up", "-version").stdout.startswith("waved ")
