"""These tests write into a temporary folder: what is tested is what is kept there."""

from pathlib import Path
from typing import Any

import pytest

from services.chassis.metrics import Registry
from services.chassis.process import StartError
from services.relay.registry import AppRegistry
from services.relay.service import RelayService
from services.relay.settings import DeliverySettings
from tests.unit.relay.scene import http_app


def make(folder: Path, **settings: Any) -> RelayService:
    return RelayService(DeliverySettings(data_dir=str(folder), **settings), Registry("wave_relay"))


async def test_it_is_ready_from_start_to_drain(tmp_path: Path) -> None:
    service = make(tmp_path)
    ready = [service.is_ready]
    await service.start()
    ready.append(service.is_ready)
    await service.drain()
    ready.append(service.is_ready)
    await service.stop()
    assert ready == [False, True, False]


async def test_the_apps_of_the_last_life_are_there(tmp_path: Path) -> None:
    AppRegistry(tmp_path / "relay" / "apps.json").save([http_app("/kept")])
    registry = Registry("wave_relay")
    service = RelayService(DeliverySettings(data_dir=str(tmp_path)), registry)
    await service.start()
    assert 'wave_relay_apps{state="up"} 1.0' in registry.exposition().decode()
    await service.stop()


async def test_a_damaged_list_of_apps_is_not_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "relay").mkdir()
    (tmp_path / "relay" / "apps.json").write_text("[]")
    service = make(tmp_path)
    with pytest.raises(StartError, match=r"apps\.json is damaged"):
        await service.start()
    assert not service.is_ready
    assert (tmp_path / "relay" / "apps.json").read_text() == "[]"
