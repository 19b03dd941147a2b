"""Style sheets of different families do not speak of the same class: which are loaded depends on what was shown before."""

import re
from collections import defaultdict
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "www/src"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# What stands in brackets is no selector of its own.
BRACKETS = re.compile(r"\([^()]*\)")
CLASS = re.compile(r"\.w-[\w-]+")
# Said twice on purpose, and in the same words.
SHARED = {
    "w-justify-start",
    "w-justify-center",
    "w-justify-end",
    "w-justify-between",
    "w-justify-around",
    "w-menu-chevron",
}


def families_by_class() -> dict[str, set[str]]:
    """The folders, two levels deep, whose style sheets have a rule for a class and nothing else."""
    found: dict[str, set[str]] = defaultdict(set)
    for sheet in SOURCE.rglob("*.css"):
        family = "/".join(sheet.relative_to(SOURCE).parts[:2])
        for selectors in re.findall(r"([^{}]+)\{", COMMENT.sub("", sheet.read_text())):
            for selector in map(str.strip, BRACKETS.sub("()", selectors).split(",")):
                if CLASS.fullmatch(selector):
                    found[selector[1:]].add(family)
    return found


def test_a_class_belongs_to_one_family() -> None:
    found = families_by_class()
    assert "w-message-bar" in found
    assert {
        name: families for name, families in found.items() if len(families) > 1 and name not in SHARED
    } == {}
