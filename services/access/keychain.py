"""Access keys in a file: `id:bcrypt hash` lines, as Wave 1.8 writes them."""

import contextlib
import hashlib
import hmac
import os
import secrets
import string
from collections import OrderedDict
from pathlib import Path

import bcrypt

from services.chassis.file_stamp import FileStamp, file_stamp
from services.chassis.logs import get_logger

logger = get_logger("access")

BCRYPT_COST = 10
# What an unknown id is compared with, so that it takes as long as a known one. Of that cost, and of bytes that nobody has kept; a
# match would open nothing. Made beforehand, because making one takes a tenth of a second of every start.
_NOBODY = b"$2b$10$dzcMXlAGHMjk3tsXMdHYIesj26F1yRAwSqEC2n7aQyCWkMj5o68Di"
MAX_SECRET_BYTES = 72  # bcrypt looks at no more
MAX_REMEMBERED = 1024
ID_LENGTH, ID_ALPHABET = 20, string.ascii_uppercase + string.digits
SECRET_LENGTH, SECRET_ALPHABET = 40, string.ascii_letters + string.digits

# The pair of Wave 1.8, which is printed in every document.
PUBLIC_PAIR = ("access_key_id", "access_key_secret")

# An entry that opens for nobody. It stands alone in a file whose last key was removed, so that this does not open the door to
# the default pair again; Wave 1.8 understands it the same way.
CLOSED_ID, CLOSED_HASH = "-", b"closed"


class KeychainError(Exception):
    """The keychain cannot be read, or a line of it makes no sense."""


class _Reading:
    """What was in the file at one time, and what was found of it since."""

    def __init__(self, stamp: FileStamp | None, hashes: dict[str, bytes]) -> None:
        self.stamp = stamp
        self.hashes = hashes
        self.verdicts: OrderedDict[bytes, bool] = OrderedDict()


# The stamp of a file that there is, but that cannot even be looked at.
_OUT_OF_REACH = FileStamp(-1, -1, -1)


class Keychain:
    """The keys of a file, or one given pair as long as the file holds none.

    The file is read again when it changes. A pair that was found right or wrong is remembered as a keyed digest, so that only its
    first use costs a bcrypt check; an unknown id takes as long as a wrong secret. Without a default pair, a file without keys
    opens for nobody.
    """

    def __init__(self, path: Path, *, default: tuple[str, str] | None) -> None:
        """Reads the file, if there is one. Raises KeychainError."""
        self._path = path
        self._default = default
        self._digest_key = os.urandom(32)
        stamp = self._stamp()
        self._reading = _Reading(stamp, read_keys(path) if stamp else {})

    @property
    def ids(self) -> list[str]:
        """The ids in the file, sorted."""
        return sorted(self._reading.hashes.keys() - {CLOSED_ID})

    @property
    def uses_default(self) -> bool:
        """Tells whether the file has no keys, so that the given pair is what opens the door."""
        return not self._reading.hashes

    @property
    def is_public(self) -> bool:
        """Tells whether what opens the door is the pair that everybody knows."""
        return self.uses_default and self._default == PUBLIC_PAIR

    def verify(self, key_id: str, secret: str) -> bool:
        """Tells whether id and secret belong together."""
        verdict = self.recall(key_id, secret)
        if verdict is None:
            # A check takes a tenth of a second, in a thread of its own. What it finds is remembered of the keys that it looked
            # at: in the meantime the file may be another.
            reading = self._reading
            verdict = self._check(reading.hashes, key_id, secret.encode())
            reading.verdicts[self._digest(key_id, secret)] = verdict
            if len(reading.verdicts) > MAX_REMEMBERED:
                reading.verdicts.popitem(last=False)
        return verdict

    def recall(self, key_id: str, secret: str) -> bool | None:
        """What was found about a pair before, at once; None for one that was not seen yet."""
        self.refresh()
        verdicts = self._reading.verdicts
        digest = self._digest(key_id, secret)
        verdict = verdicts.get(digest)
        if verdict:
            # Wrong pairs, of which there may be any number, push out only what is not used. Another thread may push out this one.
            with contextlib.suppress(KeyError):
                verdicts.move_to_end(digest)
        return verdict

    def _digest(self, key_id: str, secret: str) -> bytes:
        return hmac.digest(self._digest_key, f"{len(key_id)}:{key_id}{secret}".encode(), hashlib.sha256)

    def _check(self, hashes: dict[str, bytes], key_id: str, secret: bytes) -> bool:
        if not hashes:
            if self._default is None:
                return False
            wanted_id, wanted_secret = self._default
            is_id = hmac.compare_digest(key_id.encode(), wanted_id.encode())
            return hmac.compare_digest(secret, wanted_secret.encode()) and is_id
        known = hashes.get(key_id)
        if len(secret) > MAX_SECRET_BYTES:
            return False
        try:
            return bcrypt.checkpw(secret, known or _NOBODY) and known is not None
        except ValueError:  # Not a bcrypt hash: an entry that opens for nobody.
            return False

    def refresh(self) -> None:
        """Reads the file when it has changed; of one that cannot be read, the keys that were read before stay."""
        stamp, before = self._stamp(), self._reading
        if stamp == before.stamp:
            return
        try:
            hashes = read_keys(self._path) if stamp else {}
        except KeychainError as error:
            logger.error("keychain_refused", reason=str(error))
            hashes = before.hashes
        if stamp and before.hashes and not hashes:
            # Perhaps somebody is writing it in place. To open the door to the default pair again, it has to be deleted.
            logger.warning("keychain_emptied", file=str(self._path), effect="nobody gets in")
            hashes = {CLOSED_ID: CLOSED_HASH}
        # At once, so that no thread sees new keys beside what was found of the old ones.
        self._reading = _Reading(stamp, hashes)

    def _stamp(self) -> FileStamp | None:
        try:
            return file_stamp(self._path)
        except FileNotFoundError:
            return None
        except OSError:  # Reading it will say why.
            return _OUT_OF_REACH

    def add(self) -> tuple[str, str]:
        """Makes a key and writes it to the file; returns its id and its secret, which nobody can read later."""
        key_id = "".join(secrets.choice(ID_ALPHABET) for _ in range(ID_LENGTH))
        secret = "".join(secrets.choice(SECRET_ALPHABET) for _ in range(SECRET_LENGTH))
        self._write(
            self._reading.hashes | {key_id: bcrypt.hashpw(secret.encode(), bcrypt.gensalt(BCRYPT_COST))}
        )
        return key_id, secret

    def remove(self, key_id: str) -> bool:
        """Removes a key from the file; False when it is not there. Without keys the file opens for nobody."""
        if key_id not in self.ids:
            return False
        self._write({other: hashed for other, hashed in self._reading.hashes.items() if other != key_id})
        return True

    def _write(self, hashes: dict[str, bytes]) -> None:
        keys = {key_id: hashed for key_id, hashed in hashes.items() if key_id != CLOSED_ID}
        write_keys(self._path, keys or {CLOSED_ID: CLOSED_HASH})
        self.refresh()


def read_keys(path: Path) -> dict[str, bytes]:
    """Returns the hashes in a keychain file by id. Raises KeychainError."""
    try:
        lines = path.read_text().split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise KeychainError(f"cannot read the keychain {path}: {error}") from error
    keys: dict[str, bytes] = {}
    for number, line in enumerate(lines, 1):
        if not line:
            continue
        key_id, colon, hashed = line.partition(":")
        if not (colon and key_id and hashed):
            raise KeychainError(f"{path}:{number}: want `id:hash`; remove the line or make the key anew")
        keys[key_id] = hashed.encode()
    return keys


def write_keys(path: Path, keys: dict[str, bytes]) -> None:
    """Writes a keychain file that only its owner can read, whole or not at all."""
    unfinished = path.with_name(path.name + ".tmp")
    content = b"".join(key_id.encode() + b":" + hashed + b"\n" for key_id, hashed in sorted(keys.items()))
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        # One that was left over keeps the mode that it had.
        os.fchmod(descriptor, 0o600)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
