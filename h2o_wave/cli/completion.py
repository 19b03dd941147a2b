"""`wave completion`: let a shell complete the words of this command."""

import argparse
from typing import Any

_EPILOG = """examples:
  source <(wave completion bash)              in ~/.bashrc
  source <(wave completion zsh)               in ~/.zshrc
  wave completion fish | source               in ~/.config/fish/config.fish
"""

Words = dict[tuple[str, ...], list[str]]

_BASH = """_wave() {{
    local current="${{COMP_WORDS[COMP_CWORD]}}" path="" word
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        [[ $word == -* ]] || path="$path $word"
    done
    local words=""
    case "$path" in
{cases}
    esac
    COMPREPLY=($(compgen -W "$words" -- "$current"))
}}
complete -o default -F _wave wave
"""
_ZSH = "autoload -U +X compinit bashcompinit\n(( $+functions[compdef] )) || compinit\nbashcompinit\n" + _BASH


def add_to(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "completion",
        help="print a script for a shell",
        description=__doc__,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("shell", choices=_SHELLS, help="the shell")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the script."""
    from . import make_parser  # this module is one of those that make it

    print(_SHELLS[arguments.shell](words_of(make_parser())), end="")
    return 0


def words_of(parser: argparse.ArgumentParser, path: tuple[str, ...] = ()) -> Words:
    """What may follow each command: the commands below it, its choices, and its options."""
    found: Words = {path: []}
    for action in parser._actions:
        found[path] += [option for option in action.option_strings if option.startswith("--")]
        if isinstance(action, argparse._SubParsersAction):
            found[path] += action.choices
            for name, child in action.choices.items():
                found |= words_of(child, (*path, name))
        elif action.choices and not action.option_strings:
            found[path] += map(str, action.choices)
    return found


def _bash(words: Words) -> str:
    return _BASH.format(cases=_cases(words))


def _zsh(words: Words) -> str:
    return _ZSH.format(cases=_cases(words))


def _cases(words: Words) -> str:
    # What is longer comes first: a file may follow the words of a command.
    paths = sorted(words, key=len, reverse=True)
    return "\n".join(
        f'        "{" ".join(("", *path))}"{"" if not path else "*"}) words="{" ".join(words[path])}" ;;'
        for path in paths
    )


def _fish(words: Words) -> str:
    lines = ["complete -c wave -e"]
    for path, following in words.items():
        depth = len(path)
        seen = "".join(f"; and __fish_seen_subcommand_from {name}" for name in path)
        below = [word for word in following if not word.startswith("-")]
        unseen = f"; and not __fish_seen_subcommand_from {' '.join(below)}" if below else ""
        condition = f"test (count (commandline -opc)) -gt {depth}{seen}{unseen}"
        lines += [
            f"complete -c wave -n '{condition}' -l {word.removeprefix('--')}"
            if word.startswith("--")
            else f"complete -c wave -n '{condition}' -a {word}"
            for word in following
        ]
    return "\n".join(lines) + "\n"


_SHELLS = {"bash": _bash, "zsh": _zsh, "fish": _fish}
