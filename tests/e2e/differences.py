"""What the published server and ours say differently: what is found, beside what is listed, fact by fact, with the reason."""

import json
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

NOTHING = "(not there)"

Facts = Mapping[str, str]


class Pair(NamedTuple):
    """What theirs and ours say."""

    theirs: str
    ours: str


# By step and fact.
Differences = dict[tuple[str, str], Pair]


def between(step: str, theirs: Facts, ours: Facts) -> Differences:
    """The facts of a step that differ."""
    pairs = {fact: Pair(theirs.get(fact, NOTHING), ours.get(fact, NOTHING)) for fact in {*theirs, *ours}}
    return {(step, fact): pair for fact, pair in pairs.items() if pair.theirs != pair.ours}


def meant(file: Path, steps: Sequence[str]) -> Differences:
    """What a file lists. Every pattern has to fit a step, and no two may speak of the same fact."""
    listed: Differences = {}
    for entry in json.loads(file.read_text()):
        assert entry["why"], entry
        for pattern in entry["steps"]:
            fitting = [step for step in steps if fnmatchcase(step, pattern)]
            assert fitting, f"no step is called {pattern}"
            for step in fitting:
                key = (step, entry["fact"])
                assert key not in listed, f"{key} is listed twice"
                listed[key] = Pair(entry["theirs"], entry["ours"])
    return listed


def expect_listed(found: Differences, file: Path, steps: Sequence[str]) -> None:
    """Fails where something differs that is not listed, differs otherwise, or does not differ any more."""
    listed = meant(file, steps)
    unlisted = [f"{key}: {pair}" for key, pair in found.items() if listed.get(key) != pair]
    assert not unlisted, "\n".join(unlisted)
    gone = [f"{key}: {pair}" for key, pair in listed.items() if key not in found]
    assert not gone, "these do not differ any more:\n" + "\n".join(gone)
