import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from services.chassis.admin import AdminServer
from services.chassis.metrics import Registry
from services.chassis.process import StartError
from services.chassis.values import Address


@pytest.fixture
def folder() -> Any:
    path = tempfile.mkdtemp(prefix="admin")  # short: the path of a socket is limited
    yield Path(path)
    shutil.rmtree(path)


class Door:
    """Open or not; asked by coroutine."""

    is_open = False

    async def __call__(self) -> bool:
        await asyncio.sleep(0)
        return self.is_open


async def get(address: Address, path: str) -> tuple[int, str, Mapping[str, str]]:
    connector = aiohttp.UnixConnector(address.path)
    async with aiohttp.ClientSession(connector=connector) as session, session.get(f"http://x{path}") as reply:
        return reply.status, await reply.text(), reply.headers


@pytest.fixture
async def admin(folder: Path) -> AsyncIterator[AdminServer]:
    registry = Registry("shop")
    registry.gauge("guests", "guests inside").set(3)
    checks = {"shelf": lambda: True, "door": Door(), "till": lambda: bool(1 // 0)}
    server = AdminServer(Address(path=str(folder / "admin.sock")), registry, checks)
    await server.start()
    yield server
    await server.stop()


async def test_alive_is_alive(admin: AdminServer) -> None:
    assert (await get(admin.address, "/healthz"))[:2] == (200, "ok\n")


async def test_not_ready_names_what_is_not(admin: AdminServer) -> None:
    assert (await get(admin.address, "/readyz"))[:2] == (503, "not ready: door, till\n")


async def test_ready_when_every_check_passes(folder: Path) -> None:
    server = AdminServer(Address(path=str(folder / "a.sock")), Registry("shop"), {"shelf": lambda: True})
    await server.start()
    assert (await get(server.address, "/readyz"))[:2] == (200, "ok\n")
    await server.stop()
    await server.stop()


async def test_metrics_are_those_of_the_registry(admin: AdminServer) -> None:
    status, text, headers = await get(admin.address, "/metrics")
    assert status == 200 and "shop_guests 3.0" in text
    assert headers["Content-Type"].startswith("text/plain; version=")


async def test_nothing_else_is_there(admin: AdminServer) -> None:
    assert (await get(admin.address, "/"))[0] == 404


async def test_an_address_that_cannot_be_had_is_explained(folder: Path) -> None:
    server = AdminServer(Address(path=str(folder / "missing" / "a.sock")), Registry("shop"), {})
    with pytest.raises(StartError, match=r"cannot listen on the admin address unix:.*a\.sock"):
        await server.start()
    await server.stop()
