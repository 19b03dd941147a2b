"""The fixture `wave` for pytest: starts apps as `h2o_wave.testing.start` does, and stops them after the test.

    async def test_hello(wave):
        client = await wave.start(hello)
        assert client.page["hello"].content == "World"

Loaded by pytest when the package is installed. It imports nothing of the driver before the fixture is used, so that a
test suite can still set the environment.
"""

from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .testing import Client

try:
    from pytest_asyncio import fixture as _fixture
except ImportError:  # anyio runs plain fixtures
    _fixture = pytest.fixture  # type: ignore[assignment]


class Wave:
    """Starts apps for one test."""

    def __init__(self) -> None:
        self._stops: list[Callable[[], Any]] = []

    async def start(self, target: Any, location_hash: str = "", **tab: Any) -> "Client":
        """Start an app and open a tab. An app that this test has started before is stopped. See `testing.start`."""
        from .testing import start

        await self.stop()
        client = await start(target, location_hash, **tab)
        self._stops.append(client.stop)
        return client

    async def stop(self) -> None:
        """Stop what runs."""
        while self._stops:
            await self._stops.pop()()


@_fixture
async def wave() -> AsyncIterator[Wave]:
    """Starts apps in the process of the test: `client = await wave.start(my_app)`."""
    starter = Wave()
    yield starter
    await starter.stop()
