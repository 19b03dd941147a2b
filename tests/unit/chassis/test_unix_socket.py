import asyncio
import os
import socket
import stat
from pathlib import Path

import pytest

from services.chassis.process import StartError
from services.chassis.server import GrpcServer
from services.chassis.values import Address
from tests.unit.chassis.shop import exists, order, running


async def test_only_its_owner_may_open_the_socket_which_goes_with_the_server(unix: Address) -> None:
    before = os.umask(0)
    os.umask(before)
    async with running(unix):
        assert stat.S_IMODE(os.stat(unix.path).st_mode) == 0o600
    assert not exists(unix)
    assert os.umask(before) == before


async def test_a_socket_that_a_crash_left_is_replaced(unix: Address) -> None:
    with socket.socket(socket.AF_UNIX) as crashed:
        crashed.bind(unix.path)
    async with running(unix):
        assert await order(unix) == b"ordered tea"


async def test_the_socket_of_a_living_process_is_left_alone(unix: Address) -> None:
    async with running(unix):
        with pytest.raises(StartError, match="another process is listening there"):
            await GrpcServer([unix]).start()
        assert await order(unix) == b"ordered tea"


def test_a_file_that_is_no_socket_is_left_alone(unix: Address) -> None:
    Path(unix.path).write_text("precious")
    with pytest.raises(StartError, match="is not a socket"):
        asyncio.run(GrpcServer([unix]).start())
    assert Path(unix.path).read_text() == "precious"


async def test_a_path_that_cannot_be_had_is_explained(folder: Path) -> None:
    (Path(folder) / "file").touch()
    with pytest.raises(StartError, match="cannot listen on unix:.*file"):
        await GrpcServer([Address(path=f"{folder}/file/a.sock")]).start()


async def test_the_folder_of_a_socket_is_made_for_its_owner_alone(folder: Path) -> None:
    address = Address(path=f"{folder}/missing/a.sock")
    async with running(address):
        assert Path(f"{folder}/missing").stat().st_mode & 0o777 == 0o700
