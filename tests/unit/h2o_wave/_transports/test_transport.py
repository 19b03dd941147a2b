"""The scheme of the address picks the transport."""

import pytest

from h2o_wave._transports.http_async import AsyncHttpTransport
from h2o_wave._transports.http_sync import HttpTransport
from h2o_wave._transports.transport import open_async_transport, open_transport
from h2o_wave.settings import read_settings


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_http_addresses_are_reached_by_http(scheme: str) -> None:
    settings = read_settings({"H2O_WAVE_ADDRESS": f"{scheme}://h"})
    assert isinstance(open_transport(settings), HttpTransport)
    assert isinstance(open_async_transport(settings), AsyncHttpTransport)
