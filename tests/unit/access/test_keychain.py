from pathlib import Path

import bcrypt
import pytest

from services.access import Keychain, KeychainError, keychain

DEFAULT = ("access_key_id", "access_key_secret")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keychain, "BCRYPT_COST", 4)


def opened(tmp_path: Path) -> Keychain:
    return Keychain(tmp_path / "keys", default=DEFAULT)


def test_the_default_pair_opens_as_long_as_there_is_no_key(tmp_path: Path) -> None:
    keys = opened(tmp_path)
    assert keys.uses_default
    assert keys.verify(*DEFAULT)
    assert not keys.verify(DEFAULT[0], "wrong")


def test_an_added_key_shuts_out_the_default_pair(tmp_path: Path) -> None:
    keys = opened(tmp_path)
    pair = keys.add()
    assert [len(part) for part in pair] == [20, 40]
    assert keys.verify(*pair)
    assert not keys.verify(*DEFAULT)


def test_only_its_owner_can_read_the_file(tmp_path: Path) -> None:
    opened(tmp_path).add()
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o600


def test_removing_the_last_key_does_not_open_the_door_to_the_default_pair(tmp_path: Path) -> None:
    keys = opened(tmp_path)
    key_id, secret = keys.add()
    assert keys.remove(key_id)
    again = opened(tmp_path)
    for one in (keys, again):
        assert one.ids == []
        assert not one.uses_default
        assert not one.verify(*DEFAULT)
        assert not one.verify(key_id, secret)


def test_a_closed_keychain_opens_for_a_new_key_only(tmp_path: Path) -> None:
    keys = opened(tmp_path)
    keys.remove(keys.add()[0])
    pair = keys.add()
    assert keys.ids == [pair[0]]
    assert keys.verify(*pair)
    assert len((tmp_path / "keys").read_text().splitlines()) == 1


@pytest.mark.parametrize("key_id", ["nobody", keychain.CLOSED_ID])
def test_what_is_not_a_key_is_not_removed(tmp_path: Path, key_id: str) -> None:
    keys = opened(tmp_path)
    keys.remove(keys.add()[0])
    before = (tmp_path / "keys").read_text()
    assert not keys.remove(key_id)
    assert (tmp_path / "keys").read_text() == before


@pytest.mark.parametrize("line", ["no colon", ":hash", "id:"])
def test_a_line_that_makes_no_sense_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "keys").write_text(f"\n{line}\n")
    with pytest.raises(KeychainError, match=":2: want `id:hash`"):
        opened(tmp_path)


def test_what_was_found_is_recalled_until_the_file_changes(tmp_path: Path) -> None:
    keys = opened(tmp_path)
    pair = keys.add()
    assert keys.recall(*pair) is None
    assert keys.verify(*pair) and not keys.verify("other", "wrong")
    assert keys.recall(*pair) is True
    assert keys.recall("other", "wrong") is False
    keys.remove(pair[0])
    assert keys.recall(*pair) is None


@pytest.mark.parametrize("is_right", [True, False])
def test_what_was_found_out_while_the_file_changed_is_not_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_right: bool
) -> None:
    """A check takes a tenth of a second, in a thread of its own: meanwhile the key may be removed, or come back."""
    keys = opened(tmp_path)
    keys.add()
    pair = keys.add()
    entries = keychain.read_keys(tmp_path / "keys")
    if not is_right:
        keys.remove(pair[0])
    check = bcrypt.checkpw

    def slow(secret: bytes, hashed: bytes) -> bool:
        verdict = check(secret, hashed)
        # Somebody else removes the key, or puts it back, and other requests are answered.
        if is_right:
            keys.remove(pair[0])
        else:
            keychain.write_keys(tmp_path / "keys", entries)
        keys.recall("other", "wrong")
        return verdict

    monkeypatch.setattr(bcrypt, "checkpw", slow)
    keys.verify(*pair)
    monkeypatch.undo()
    assert keys.recall(*pair) is None
    assert keys.verify(*pair) is not is_right


def test_wrong_pairs_do_not_push_out_a_right_one_that_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keychain, "MAX_REMEMBERED", 3)
    keys = opened(tmp_path)
    pair = keys.add()
    assert keys.verify(*pair)
    for number in range(6):
        keys.verify("x", str(number))
        assert keys.recall(*pair) is True


def test_without_a_default_pair_a_missing_file_opens_for_nobody(tmp_path: Path) -> None:
    keys = Keychain(tmp_path / "keys", default=None)
    assert keys.uses_default
    assert not keys.verify(*DEFAULT)


def test_a_key_file_that_was_left_over_is_not_left_readable(tmp_path: Path) -> None:
    (tmp_path / "keys.tmp").write_text("")
    (tmp_path / "keys.tmp").chmod(0o644)
    opened(tmp_path).add()
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o600


def test_a_file_that_cannot_be_read_leaves_the_door_as_it_was(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Also one that was not there before: what opened the door goes on opening it, and a request is no crash."""
    keys = opened(tmp_path)
    (tmp_path / "keys").write_text("no colon\n")
    assert [keys.verify(*DEFAULT) for _ in range(3)] == [True] * 3
    (tmp_path / "keys").unlink()
    pair = keys.add()
    (tmp_path / "keys").unlink()
    (tmp_path / "keys").symlink_to(tmp_path / "keys")
    assert keys.verify(*pair)
    assert not keys.verify(*DEFAULT)
    assert [record.message for record in caplog.records] == ["keychain_refused"] * 2


def test_a_file_that_is_out_of_reach_is_refused_at_first(tmp_path: Path) -> None:
    (tmp_path / "keys").symlink_to(tmp_path / "keys")
    with pytest.raises(KeychainError, match="cannot read the keychain"):
        opened(tmp_path)


def test_a_file_that_was_emptied_opens_for_nobody_until_it_is_deleted(tmp_path: Path) -> None:
    """Whoever writes it in place cuts it off first: that is no moment for the pair that everybody knows."""
    keys = opened(tmp_path)
    pair = keys.add()
    content = (tmp_path / "keys").read_text()
    (tmp_path / "keys").write_text("")
    assert not keys.verify(*DEFAULT) and not keys.verify(*pair)
    (tmp_path / "keys").write_text(content)
    assert keys.verify(*pair) and not keys.verify(*DEFAULT)
    (tmp_path / "keys").unlink()
    assert keys.verify(*DEFAULT)


def test_a_file_that_was_always_empty_is_one_without_keys(tmp_path: Path) -> None:
    (tmp_path / "keys").touch()
    assert opened(tmp_path).verify(*DEFAULT)
