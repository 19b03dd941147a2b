"""A dialogue in steps that remembers what was said, forwards and backwards.

Run it: `wave run examples/apps/wizard.py`, then look at http://localhost:10101/apps/wizard
"""

from h2o_wave import Q, app, copy_expando, main, on, run_on, ui  # noqa: F401 - `main` is what `wave run` serves

STEPS = ["ship", "cargo", "summary"]


@app("/apps/wizard")
async def serve(q: Q) -> None:
    copy_expando(q.args, q.client, exclude_keys=["forward", "back"])
    q.client.step = q.client.step or 0
    await run_on(q)
    step = q.client.step
    pages = {
        "ship": [ui.textbox(name="name", label="Her name", value=q.client.name or "")],
        "cargo": [ui.spinbox(name="tonnes", label="Tonnes", max=1000, value=q.client.tonnes or 0)],
        "summary": [ui.text_l(f"{q.client.name} carries {q.client.tonnes} tonnes.")],
    }
    q.page["form"] = ui.form_card(
        box="1 1 4 4",
        items=[
            ui.stepper(
                name="way", items=[ui.step(label=each, done=n < step) for n, each in enumerate(STEPS)]
            ),
            *pages[STEPS[step]],
            ui.buttons(
                [
                    ui.button(name="back", label="Back", disabled=step == 0),
                    ui.button(name="forward", label="Next", primary=True, disabled=step == len(STEPS) - 1),
                ]
            ),
        ],
    )
    await q.page.save()


@on()
async def forward(q: Q) -> None:
    q.client.step += 1


@on()
async def back(q: Q) -> None:
    q.client.step -= 1
