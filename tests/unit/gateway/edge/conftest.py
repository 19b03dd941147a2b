"""What tests of connections share."""

from collections.abc import AsyncIterator

import pytest

from services.gateway.auth.gate import Gate
from tests.unit.gateway.edge.lean_scene import GOOD, Checker, Scene


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    gate = Gate(Checker())
    await gate.check(GOOD, "")
    yield Scene(gate)
