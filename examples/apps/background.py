"""Long work that stops nobody: a thread does it, a progress bar follows, a button cancels it.

Run it: `wave run examples/apps/background.py`, then look at http://localhost:10101/apps/background
"""

import asyncio
import time

from h2o_wave import Q, app, main, on, run_on, ui  # noqa: F401 - `main` is what `wave run` serves

STEPS = 20


def work(step: int) -> int:
    """Something that takes a while, and would stop everybody if it was not done by a thread."""
    time.sleep(0.01)
    return step


@app("/apps/background")
async def serve(q: Q) -> None:
    if not q.client.ready:
        q.client.ready = True
        q.page["form"] = ui.form_card(
            box="1 1 3 4",
            items=[
                ui.progress(name="bar", label="Nothing to do", value=0),
                ui.button(name="begin", label="Begin", primary=True),
                ui.button(name="cancel", label="Cancel", disabled=True),
            ],
        )
    await run_on(q)
    await q.page.save()


@on()
async def begin(q: Q) -> None:
    q.page["form"].cancel.disabled = False
    q.page["form"].begin.disabled = True
    # The task goes on when this handler has ended. Whoever holds no reference to a task may lose it.
    q.client.task = asyncio.create_task(go_on(q))


async def go_on(q: Q) -> None:
    """Work step by step, and tell how far it is."""
    form = q.page["form"]
    try:
        for step in range(STEPS):
            await q.run(work, step)
            form.bar.label, form.bar.value = "At work", (step + 1) / STEPS
            await q.page.save()
        form.bar.label = "Done"
    except asyncio.CancelledError:
        form.bar.label = "Cancelled"
        raise
    finally:
        form.cancel.disabled, form.begin.disabled = True, False
        await q.page.save()


@on()
async def cancel(q: Q) -> None:
    if q.client.task is not None:
        q.client.task.cancel()
