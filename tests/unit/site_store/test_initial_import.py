"""Filling a site from a text log, by a site-store that is started with `-init`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from services.chassis.metrics import Registry
from services.chassis.process import StartError
from services.site_store import importing
from services.site_store.edits import Edit
from services.site_store.import_mark import ImportMark
from services.site_store.initial_import import InitialImport
from services.site_store.service import SiteStoreService
from services.site_store.settings import StoreSettings

ROUTES = [f"/p{number}" for number in range(20)]


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH_EDITS", 10)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Three changes of each of some pages."""
    card = '{"d":[{"k":"c","d":{"view":"x","n":%d}}]}'
    lines = [f"2026/01/01 00:00:00 * {route} {card % number}" for number in range(3) for route in ROUTES]
    path = tmp_path / "site.log"
    path.write_text("".join(f"{line}\n" for line in lines))
    return path


@asynccontextmanager
async def site_store(folder: Path, **settings: Any) -> AsyncIterator[SiteStoreService]:
    def fail(reason: str) -> None:
        raise AssertionError(reason)

    service = SiteStoreService(StoreSettings(data_dir=str(folder), **settings), Registry("test"), fail)
    await service.start()
    try:
        yield service
    finally:
        await service.stop()


def pages(service: SiteStoreService) -> dict[str, bytes]:
    site = service.store.site
    return {route: page.snapshot() for route in site.routes() if (page := site.page(route))}


async def broken_off(folder: Path, source: Path, batches: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """An import that goes wrong after some batches."""
    whole = InitialImport._apply
    applied = 0

    async def apply(self: InitialImport, edits: list[Edit]) -> int:
        nonlocal applied
        if applied == batches:
            raise OSError("broken off")
        applied += 1
        return await whole(self, edits)

    with monkeypatch.context() as patch:
        patch.setattr(InitialImport, "_apply", apply)
        with pytest.raises(StartError, match="broken off"):
            async with site_store(folder, init=str(source)):
                pass


async def test_a_site_is_filled_once(tmp_path: Path, source: Path) -> None:
    async with site_store(tmp_path / "data", init=str(source)) as service:
        filled = pages(service)
        assert sorted(filled) == sorted(ROUTES) and all(b'"n":2' in page for page in filled.values())
    source.unlink()
    async with site_store(tmp_path / "data", init=str(source)) as service:
        assert pages(service) == filled


async def test_a_site_that_was_filled_is_read_from_a_snapshot(tmp_path: Path, source: Path) -> None:
    async with site_store(tmp_path / "data", init=str(source)):
        pass
    async with site_store(tmp_path / "data") as service:
        assert len(pages(service)) == len(ROUTES)
        assert service.store.reading.applied == 3 * len(ROUTES)
        assert service._log is not None and service._log.stats.tail_records == 0


@pytest.mark.parametrize("batches", [0, 1, 5])
@pytest.mark.parametrize("fsync", ["always", "no"])
async def test_an_import_that_was_broken_off_is_begun_anew(
    tmp_path: Path, source: Path, batches: int, fsync: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    async with site_store(tmp_path / "other", init=str(source)) as service:
        wanted = pages(service)
    await broken_off(data, source, batches, monkeypatch)
    async with site_store(data, init=str(source), fsync=fsync) as service:
        assert pages(service) == wanted
    async with site_store(data) as service:
        assert pages(service) == wanted


async def test_pages_of_the_first_attempt_that_are_not_in_the_source_any_more_are_gone(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await broken_off(tmp_path / "data", source, 1, monkeypatch)
    source.write_text('2026/01/01 00:00:00 * /other {"d":[{"k":"c","d":{"view":"x"}}]}\n')
    async with site_store(tmp_path / "data", init=str(source)) as service:
        assert list(pages(service)) == ["/other"]


async def test_a_site_that_was_filled_in_part_is_not_shown(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await broken_off(tmp_path / "data", source, 1, monkeypatch)
    with pytest.raises(StartError, match=f"start with -init {source} once more, or with an empty -data-dir"):
        async with site_store(tmp_path / "data"):
            pass


async def test_a_source_that_is_not_there_leaves_no_mark(tmp_path: Path) -> None:
    with pytest.raises(StartError, match="there is no file"):
        async with site_store(tmp_path / "data", init=str(tmp_path / "nowhere")):
            pass
    assert ImportMark(tmp_path / "data").source is None
    async with site_store(tmp_path / "data") as service:
        assert pages(service) == {}


async def test_a_site_that_keeps_nothing_is_filled_at_every_start(tmp_path: Path, source: Path) -> None:
    for _ in range(2):
        async with site_store(tmp_path / "data", init=str(source), no_log=True) as service:
            assert len(pages(service)) == len(ROUTES)
