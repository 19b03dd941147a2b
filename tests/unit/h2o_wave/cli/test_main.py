import argparse
import json
from collections.abc import Iterator

import pytest

from h2o_wave.cli import main, make_parser, serve, server_module


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for child in action.choices.values():
                yield child
                yield from parsers(child)


@pytest.mark.parametrize("parser", [pytest.param(p, id=p.prog) for p in parsers(make_parser())])
def test_the_help_of_every_command_has_examples(parser: argparse.ArgumentParser) -> None:
    examples = parser.format_help().partition("examples:\n")[2]
    assert "wave " in examples


@pytest.mark.parametrize(
    "words", [["nonsense"], ["run"], ["version", "--nonsense"], ["keys"], ["log", "nonsense"]]
)
def test_what_is_not_understood_ends_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "usage: wave" in capsys.readouterr().err


def test_without_words_the_commands_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "wave doctor" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["version", "--json"], ["env", "--json"]])
def test_what_is_read_can_be_had_as_json(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 0
    assert json.loads(capsys.readouterr().out)


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("H2O_WAVE_ACCESS_KEY_SECRET", "hush")
    main(["env"])
    main(["env", "--json"])
    assert "hush" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "advice"), [("share", "wave serve -listen"), ("learn", "wave tour"), ("ide", "wave run app.py")]
)
def test_a_command_that_is_gone_says_what_serves_the_same_wish(
    name: str, advice: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([name]) == 1
    assert advice in capsys.readouterr().err


def test_share_takes_its_old_options() -> None:
    words = ["share", "--port=1", "--subdomain=a", "--remote-host=b", "--remote-port=2", "--open"]
    assert main(words) == 1


@pytest.mark.parametrize("name", ["serve", "up"])
def test_serve_becomes_the_server(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    became: list[list[str]] = []
    monkeypatch.setattr(serve.os, "execv", lambda program, command: became.append(command))
    main([name, "-listen", ":8080", "-header-timeout=3s", "-help"])
    assert became == [
        server_module.command_of("services.waved", ["-listen", ":8080", "-header-timeout=3s", "-help"])
    ]


def test_the_servers_flags_reach_config(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []

    def run(*words: str) -> int:
        asked.append(words)
        return 1

    monkeypatch.setattr(server_module, "run", run)
    assert main(["config", "check", "--json", "-listen", ":8080"]) == 1
    assert asked == [("services.configuration", "check", "--of=waved", "--json", "-listen", ":8080")]


def test_keys_come_from_the_server(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[str, ...]] = []

    def read(*words: str) -> tuple[int, str]:
        asked.append(words)
        return 0, "A\nB\n"

    monkeypatch.setattr(server_module, "read", read)
    assert main(["keys", "list", "--json", "--keychain", "mine"]) == 0
    assert asked == [("services.waved", "-list-access-keys", "-access-keychain=mine")]
    assert json.loads(capsys.readouterr().out) == ["A", "B"]


def test_a_damaged_log_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "run", lambda *words: 2)
    assert main(["log", "verify", "--data-dir", "data"]) == 1
