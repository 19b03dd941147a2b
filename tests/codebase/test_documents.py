"""Documents lead to what is there, and name only flags that are."""

import re
from pathlib import Path

import pytest

from services.chassis.settings import reference
from services.configuration import PROGRAMS, classes_of
from tests.codebase.tree import ROOT, tracked

PAGES = sorted(path for path in tracked() if path.suffix == ".md" and path.parts[0] in ("docs", "README.md"))
OPERATION = ["docs/security.md", "docs/deployment.md", "docs/upgrade-from-h2o-wave.md"]
CODE = re.compile(r"`[^`\n]*`")
LINK = re.compile(r"\]\(([^)#\s]+)?(?:#([\w-]+))?\)")
# Of other programs that these pages tell how to use, and one that stands for any.
FOREIGN = {"e2e", "name", "only"}


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_every_link_of_a_page_leads_somewhere(path: Path) -> None:
    for target, anchor in LINK.findall(CODE.sub("", (ROOT / path).read_text())):
        if "://" in target:
            continue
        found = ROOT / path.parent / target if target else ROOT / path
        assert found.exists(), f"{path} leads to {target}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", found.read_text(), re.MULTILINE)
            names = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
            assert anchor in names, f"{path} leads to {target}#{anchor}"


@pytest.mark.parametrize("name", OPERATION)
def test_every_flag_of_a_page_is_one(name: str) -> None:
    flags = {
        row.flag
        for program in PROGRAMS.values()
        for cls in classes_of(program)
        for row in reference(cls, program.env_prefix)
    }
    text = (ROOT / name).read_text()
    named = set(re.findall(r"(?<=[\s`(])-([a-z][a-z-]{2,})\b", text)) - FOREIGN
    assert named and named <= flags, sorted(named - flags)
