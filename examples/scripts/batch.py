"""Many pages at a time: no save waits for the one before.

Run it: `python examples/scripts/batch.py`, then look at http://localhost:10101/scripts/batch/1
"""

import asyncio

from h2o_wave import AsyncSite, ui


async def write() -> None:
    site = AsyncSite()
    async with site.batch() as batch:
        for number in range(1, 51):
            page = batch[f"/scripts/batch/{number}"]
            page["number"] = ui.markdown_card(
                box="1 1 2 2", title=f"Page {number}", content=f"[On](/scripts/batch/{number + 1})"
            )
    await site.aclose()


asyncio.run(write())
