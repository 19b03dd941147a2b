"""The file of access rules, read again when it changes."""

from pathlib import Path

import pytest

from services.gateway.auth.rule_file import MAX_FILE_BYTES, RuleBook
from services.gateway.auth.rules import NO_RULES
from services.gateway.errors import SettingInvalid
from services.gateway.user import ANONYMOUS

CLOSED = '[[rule]]\nroutes = ["/a"]\nsee = ["nobody"]\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "rules.toml"
    path.write_text(CLOSED)
    return path


def sees(book: RuleBook) -> bool:
    return book.current.may_see(ANONYMOUS, "/a")


def test_without_a_file_everything_is_allowed() -> None:
    """[A13]"""
    book = RuleBook("")
    book.look()
    assert book.current is NO_RULES


def test_a_change_is_in_force_and_everybody_is_looked_at_again(path: Path) -> None:
    """[A13]"""
    book, seen = RuleBook(str(path)), list[bool]()
    book.listen(lambda: seen.append(sees(book)))
    book.look()
    assert (sees(book), seen) == (False, [])
    path.write_text("# nothing")
    book.look()
    book.look()
    assert (sees(book), seen, book.reloads) == (True, [True], 1)


def test_rules_that_make_no_sense_leave_those_before_in_force(path: Path) -> None:
    """[A13]"""
    book = RuleBook(str(path))
    for broken in ("[[rule]", "x = 1", "\udcff"):
        path.write_bytes(broken.encode("utf-8", "surrogateescape"))
        book.look()
        book.look()
        assert not sees(book)
    assert (book.failures, book.reloads) == (3, 0)
    path.unlink()
    book.look()
    book.look()
    assert (sees(book), book.failures) == (False, 4)
    path.write_text("# all is well again")
    book.look()
    book.look()
    assert (sees(book), book.reloads) == (True, 1)


def test_a_file_that_is_being_written_opens_nothing(path: Path) -> None:
    """[A13] Whoever writes it in place cuts it off first: then it makes sense, and has no rules."""
    book = RuleBook(str(path))
    for half in ("", "# Who may", "# Who may see\n"):
        path.write_text(half)
        book.look()
        assert not sees(book)
    path.write_text("# Who may see\n" + CLOSED)
    book.look()
    book.look()
    assert (sees(book), book.reloads, book.failures) == (False, 1, 0)


def test_a_file_that_changes_while_it_is_read_is_read_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[A13]"""
    book = RuleBook(str(path))
    path.write_text("")
    book.look()
    read = Path.read_bytes

    def slowly(self: Path) -> bytes:
        content = read(self)
        self.write_text("# Closed as before\n" + CLOSED)
        return content

    monkeypatch.setattr(Path, "read_bytes", slowly)
    book.look()
    monkeypatch.undo()
    assert not sees(book)
    for _ in range(2):
        book.look()
    assert (sees(book), book.reloads) == (False, 1)


@pytest.mark.parametrize("content", [b"[[rule]", b"\xff", b"#" * (MAX_FILE_BYTES + 1)])
def test_with_rules_that_make_no_sense_nothing_starts(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(SettingInvalid, match=r"rules\.toml"):
        RuleBook(str(path))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingInvalid, match="access-rules"):
        RuleBook(str(tmp_path / "missing.toml"))
