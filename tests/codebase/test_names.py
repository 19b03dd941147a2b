"""Files are called by what they are."""

from tests.codebase.tree import ROOT, sources, tracked

BANNED = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base"}


def test_no_file_has_a_name_that_excludes_nothing() -> None:
    named = [str(path) for path in tracked() if path.stem in BANNED]
    assert not named, f"say what is in them: {named}"


def test_a_note_of_something_to_do_names_an_issue() -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "HA" + "CK", "XX" + "X")
    found = [
        f"{path}:{number}"
        for path in sources(".py", ".ts", ".tsx", ".css", ".proto")
        for number, line in enumerate((ROOT / path).read_text().splitlines(), 1)
        for mark in marks
        if mark in line and f"{mark}(#" not in line
    ]
    assert not found, f"a decision is due, or an issue: {found}"
