"""Uploads, from the pieces of a form to the disk."""

import asyncio
import errno
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from services.gateway.errors import BodyCut, FormInvalid, StorageFull, TooBusy
from services.gateway.web.disk import Disk
from services.gateway.web.file_store import FileStore, Measure
from services.gateway.web.uploads import UploadLimits, Uploads

LIMITS = UploadLimits(max_files=3, max_at_once=1, max_stored_bytes=0, min_free_bytes=0, expiry_seconds=0.0)
FORM = b'--XX\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n12345\r\n--XX--'


class Scene:
    """Uploads into a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.store = FileStore(root)
        self.disk = Disk()

    def uploads(self, **limits: float) -> Uploads:
        return Uploads(self.store, self.disk, LIMITS._replace(**limits))  # type: ignore[arg-type]

    def names(self) -> list[str]:
        return sorted(path.name for path in self.root.rglob("*") if path.is_file())


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    scene = Scene(tmp_path / "f")
    yield scene
    scene.disk.close()


async def pieces(*given: bytes, error: Exception | None = None) -> AsyncIterator[bytes]:
    for one in given:
        yield one
    if error is not None:
        raise error


async def take(uploads: Uploads, *given: bytes, error: Exception | None = None) -> list[tuple[str, ...]]:
    return await uploads.take(pieces(*given, error=error), b"XX", as_directory=False)


async def test_what_is_kept_is_counted(scene: Scene) -> None:
    uploads = scene.uploads()
    ((folder, name),) = await take(uploads, FORM[:50], FORM[50:])
    assert (name, (scene.root / folder / name).read_bytes()) == ("a.txt", b"12345")
    assert uploads.stored == Measure(1, 5)
    assert (uploads.counts.files, uploads.counts.received_bytes) == (1, 5)
    assert (uploads.counts.under_way, uploads.counts.unfinished_bytes) == (0, 0)
    assert await uploads.remove((folder, name))
    assert not await uploads.remove((folder, name))
    assert uploads.stored == Measure(0, 0)


async def test_an_upload_that_fails_leaves_nothing_and_is_counted(scene: Scene) -> None:
    uploads = scene.uploads()
    with pytest.raises(BodyCut):
        await take(uploads, FORM[:-10], error=BodyCut("gone"))
    assert scene.names() == []
    assert uploads.counts.refused == {("BodyCut",): 1}
    assert (uploads.counts.under_way, uploads.counts.unfinished_bytes) == (0, 0)


async def test_other_fields_of_a_form_are_left_out(scene: Scene) -> None:
    other = b'--XX\r\nContent-Disposition: form-data; name="note"\r\n\r\nhello\r\n'
    uploads = scene.uploads()
    assert len(await take(uploads, other + FORM)) == 1
    assert scene.names() == ["a.txt"]
    with pytest.raises(FormInvalid, match="no files"):
        await take(uploads, other + b"--XX--")


async def test_a_full_disk_is_told_as_such(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def write_nothing(descriptor: int, data: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("services.gateway.web.uploads.write_all", write_nothing)
    with pytest.raises(StorageFull, match="No space left"):
        await take(scene.uploads(), FORM)
    assert scene.names() == []


async def test_space_that_runs_out_is_noticed_on_the_way(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.gateway.web.uploads.SPACE_CHECK_BYTES", 1)
    free = iter((100, 10))
    monkeypatch.setattr(scene.store, "free_bytes", lambda: next(free))
    with pytest.raises(StorageFull, match="min-free-disk"):
        await take(scene.uploads(min_free_bytes=50), FORM)


async def test_uploads_under_way_count_towards_the_quota(scene: Scene) -> None:
    uploads = scene.uploads(max_stored_bytes=9, max_at_once=2)
    going_on = asyncio.Event()
    arrived = asyncio.Event()

    async def slowly() -> AsyncIterator[bytes]:
        yield FORM
        arrived.set()
        await going_on.wait()

    first = asyncio.create_task(uploads.take(slowly(), b"XX", as_directory=False))
    await arrived.wait()
    with pytest.raises(StorageFull, match="max-stored-uploads"):
        await take(uploads, FORM)
    going_on.set()
    assert len(await first) == 1


async def test_too_many_at_once_are_refused(scene: Scene) -> None:
    with pytest.raises(TooBusy, match="max-uploads-at-once"):
        await take(scene.uploads(max_at_once=0), FORM)


async def test_a_sweep_removes_what_has_expired_and_counts_what_others_put_there(scene: Scene) -> None:
    uploads = scene.uploads(expiry_seconds=100.0)
    ((folder, _),) = await take(uploads, FORM)
    (scene.root / "copied").mkdir()
    (scene.root / "copied/x.txt").write_text("123")
    born = (scene.root / folder).stat().st_mtime
    await uploads.sweep(born + 50)
    assert uploads.stored == Measure(2, 8)
    await uploads.sweep(born + 200)
    assert uploads.stored == Measure(0, 0)
    assert uploads.counts.expired_files == 2


async def test_a_cancelled_upload_leaves_nothing(scene: Scene) -> None:
    uploads = scene.uploads()
    arrived = asyncio.Event()

    async def endlessly() -> AsyncIterator[bytes]:
        yield FORM[:-10]
        arrived.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(uploads.take(endlessly(), b"XX", as_directory=False))
    await arrived.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert scene.names() == []
    assert uploads.counts.under_way == 0
