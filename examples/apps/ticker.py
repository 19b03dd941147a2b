"""A task that begins and ends with the app, and writes a page of its own.

Run it: `wave run examples/apps/ticker.py`, then look at http://localhost:10101/apps/ticker
"""

import asyncio
import time

from h2o_wave import AsyncSite, Q, app, main, ui  # noqa: F401 - `main` is what `wave run` serves

tasks: set[asyncio.Task[None]] = set()


async def tick() -> None:
    """Write the time, every second."""
    page = AsyncSite()["/apps/ticker/time"]
    while True:
        page["time"] = ui.small_stat_card(box="1 1 2 1", title="Time", value=time.strftime("%H:%M:%S"))
        await page.save()
        await asyncio.sleep(1)


def start() -> None:
    tasks.add(asyncio.get_running_loop().create_task(tick()))


async def stop() -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    tasks.clear()


@app("/apps/ticker", on_startup=start, on_shutdown=stop)
async def serve(q: Q) -> None:
    q.page["frame"] = ui.frame_card(box="1 1 4 3", title="The time", path="/apps/ticker/time")
    await q.page.save()
