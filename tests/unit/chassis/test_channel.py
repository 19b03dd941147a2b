import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import grpc
import pytest

from services.chassis.channel import ChannelNotReady, ClientTls, open_channel, wait_ready
from services.chassis.inprocess import InProcessChannel, InProcessServer
from services.chassis.values import Address


@pytest.fixture
def folder() -> Iterator[Path]:
    path = tempfile.mkdtemp(prefix="chan")  # short: the path of a socket is limited
    yield Path(path)
    shutil.rmtree(path)


async def test_a_channel_finds_its_server(folder: Path) -> None:
    server = grpc.aio.server()
    server.add_insecure_port(f"unix:{folder}/a.sock")
    await server.start()
    async with open_channel(Address(path=f"{folder}/a.sock")) as channel:
        await wait_ready(channel, timeout_seconds=30)
    await server.stop(None)


async def test_a_server_that_does_not_answer_in_time_is_an_error(folder: Path) -> None:
    async with open_channel(Address(path=f"{folder}/nobody.sock")) as channel:
        with pytest.raises(ChannelNotReady, match=r"within 0\.01 s"):
            await wait_ready(channel, timeout_seconds=0.01)


async def test_waiting_works_in_process_too() -> None:
    server = InProcessServer()
    channel = InProcessChannel(server)
    with pytest.raises(ChannelNotReady):
        await wait_ready(channel, timeout_seconds=0.01)
    await server.start()
    await wait_ready(channel, timeout_seconds=30)


async def test_a_call_to_nobody_fails_at_once_and_is_not_repeated(folder: Path) -> None:
    async with open_channel(Address(path=f"{folder}/nobody.sock")) as channel:
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await channel.unary_unary("/a/B")(b"", timeout=30)
    assert caught.value.code() is grpc.StatusCode.UNAVAILABLE


async def test_a_missing_certificate_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        open_channel(Address("localhost", 1), tls=ClientTls(ca_file="/nowhere/ca.pem"))
