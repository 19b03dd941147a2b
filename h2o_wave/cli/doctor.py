"""`wave doctor`: walks the way from an app to its server and says where it ends."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from typing import Any

_EPILOG = """examples:
  wave doctor                                            from here to the server that apps started here would use
  H2O_WAVE_ADDRESS=https://wave.example.com wave doctor  the same for another server
  wave doctor --json                                     for programs

exit status: 0 everything is well, 1 something is not, 2 the command was not understood
"""


def add_to(commands: Any) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "doctor",
        help="find out why an app, a server and a browser do not meet",
        description=__doc__,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Walk the way; returns the exit code."""
    from .checks import Finding, examine  # needs parts of the driver

    findings: list[Finding] = []
    for finding in examine(os.environ):
        findings.append(finding)
        if not arguments.json:
            print("\n".join(lines_of(finding, sys.stdout.encoding or "ascii")), flush=True)
    is_well = all(finding.is_well for finding in findings)
    if arguments.json:
        steps = [finding._asdict() for finding in findings]
        print(json.dumps({"is_well": is_well, "steps": steps}, indent=2))
    else:
        print(_summary(findings))
    return 0 if is_well else 1


def lines_of(finding: Any, encoding: str) -> list[str]:
    """A finding in words; marked with signs where the terminal has them."""
    good, bad = ("✓ ok   ", "✗ wrong") if _can_show("✓✗", encoding) else ("ok   ", "wrong")
    lines = [f"{good if finding.is_well else bad}  {finding.step}: {finding.seen}"]
    if finding.change:
        lines.append(f"           {'note' if finding.is_well else 'change'}: {finding.change}")
    return lines


def _can_show(signs: str, encoding: str) -> bool:
    try:
        signs.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _summary(findings: Sequence[Any]) -> str:
    wrong = [finding.step for finding in findings if not finding.is_well]
    return f"\nWrong: {', '.join(wrong)}." if wrong else "\nEverything is well."
