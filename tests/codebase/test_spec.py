"""Every numbered rule of the documents is claimed by a test, and no test claims a rule that is not there."""

import re
from pathlib import Path

import pytest

from tests.codebase.tree import ROOT, sources

DOCUMENTS = ["docs/protocol.md", "docs/page-model.md", "docs/log-format.md"]
RULE = re.compile(r"^(?:\|\s*|[-*]\s+)?\**\b([A-Z]\d+)\b\**\s*[|:.—–-]", re.MULTILINE)
CLAIM = re.compile(r"\[([A-Z]\d+(?:, ?[A-Z]\d+)*)\]|\"rule\": \"([A-Z]\d+)\"")


def rules(document: str) -> set[str]:
    return {match[1] for match in RULE.finditer((ROOT / document).read_text())}


def claims() -> set[str]:
    tests = [p for p in sources(".py", ".ts", ".tsx", ".json") if _is_test(p)]
    found: set[str] = set()
    for path in tests:
        for several, single in CLAIM.findall((ROOT / path).read_text()):
            found |= set(re.split(r", ?", several)) if several else {single}
    return found


def _is_test(path: Path) -> bool:
    return path.parts[0] == "tests" or ".test." in path.name


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_rule_is_claimed_by_a_test(document: str) -> None:
    assert rules(document), f"{document} has no numbered rules"
    unclaimed = sorted(rules(document) - claims(), key=lambda rule: (rule[0], int(rule[1:])))
    assert not unclaimed, f"no test cites {', '.join(unclaimed)} of {document}"
