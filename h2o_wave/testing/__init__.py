"""Test apps without a browser, without a server, without ports.

    from h2o_wave.testing import start
    import berths

    async def test_a_berth_can_be_booked():
        async with start(berths) as client:
            await client.submit("book", ship="Ada", days=3)
            assert "Ada" in client.page["bookings"].content

The app runs in the process of the test. What it saves goes to a server in memory that keeps the rules of the real one;
what a tab submits is what a browser would submit. What a handler raises, the test raises.
"""

from .client import Client
from .memory_server import MemoryServer
from .running import HandlerExited, RunningApp, start
from .views import NotThere

__all__ = ["Client", "HandlerExited", "MemoryServer", "NotThere", "RunningApp", "start"]
