"""State that outlives a restart of the app: what is in `q.app` and `q.user`.

The file is a pickle, because authors keep all kinds of things there. Whoever can write a pickle can run code
in the app, so a file that everybody may write to is not read.
"""

import logging
import os
import pickle
import stat
from pathlib import Path
from typing import Any

from .errors import BadValue

logger = logging.getLogger("h2o_wave")

State = tuple[dict[Any, Any], dict[str, dict[Any, Any]]]


class Checkpoint:
    """The file in which an app keeps its state between runs."""

    def __init__(self, folder: str) -> None:
        """Raises `BadValue` when `folder` cannot be a folder."""
        try:
            Path(folder).mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            raise BadValue(f"H2O_WAVE_CHECKPOINT_DIR is not a directory: {folder}") from error
        except OSError as error:
            raise BadValue(f"H2O_WAVE_CHECKPOINT_DIR cannot be made: {error}") from error
        self._path = Path(folder) / "h2o_wave.checkpoint"

    def load(self) -> State:
        """The state of the app and of its users; empty when there is none, or none that can be read."""
        try:
            with self._path.open("rb") as file:
                if os.name == "posix" and os.fstat(file.fileno()).st_mode & stat.S_IWOTH:
                    raise BadValue(
                        "everybody may write to it; run chmod o-w on it if you trust what is in it"
                    )
                app, users = pickle.load(file)
                return dict(app), {subject: dict(user) for subject, user in users.items()}
        except FileNotFoundError:
            return {}, {}
        # Unpickling runs whatever the classes in the file do, so it can raise anything.
        except Exception as error:
            logger.exception("checkpoint_ignored path=%s reason=%s", self._path, error)
            return {}, {}

    def save(self, state: State) -> None:
        """Put the state in the place of the one before, which stays if that fails. Raises nothing."""
        draft = self._path.with_suffix(".tmp")
        try:
            content = _pickle(state)
            draft.unlink(missing_ok=True)
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._path)
        except OSError as error:
            logger.error("checkpoint_not_saved path=%s reason=%s", self._path, error)


def _pickle(state: State) -> bytes:
    app, users = state
    content = _try_pickle(state)
    if content is not None:
        return content
    # Leave out what cannot be kept, rather than lose everything.
    kept_users = {subject: _picklable(user, f"q.user of {subject}") for subject, user in users.items()}
    return pickle.dumps((_picklable(app, "q.app"), kept_users))


def _picklable(values: dict[Any, Any], owner: str) -> dict[Any, Any]:
    kept = {key: value for key, value in values.items() if _try_pickle((key, value)) is not None}
    for key in values.keys() - kept.keys():
        logger.error("state_not_kept owner=%s key=%s reason=it cannot be pickled", owner, key)
    return kept


def _try_pickle(value: Any) -> bytes | None:
    try:
        return pickle.dumps(value)
    # Pickling runs whatever the classes of the author do, so it can raise anything.
    except Exception as error:  # noqa: BLE001
        logger.debug("pickling_failed reason=%s", error)
        return None
