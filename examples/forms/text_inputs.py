"""Text boxes: plain, with a mask, with several lines, for secrets and numbers, and one that submits while you type.

Run it: `wave run examples/forms/text_inputs.py`, then look at http://localhost:10101/forms/text
"""

from h2o_wave import Q, app, main, on, run_on, ui  # noqa: F401 - `main` is what `wave run` serves


@app("/forms/text")
async def serve(q: Q) -> None:
    if not q.client.ready:
        q.client.ready = True
        q.page["form"] = ui.form_card(
            box="1 1 4 8",
            items=[
                ui.textbox(name="ship", label="Ship", required=True, placeholder="Her name"),
                ui.textbox(name="phone", label="Phone", mask="(999) 999 - 9999"),
                ui.textbox(name="cargo", label="Cargo", suffix="t", icon="Cube", type="number"),
                ui.textbox(name="secret", label="Pass phrase", password=True),
                ui.textbox(name="remarks", label="Remarks", multiline=True, height="80px", spellcheck=False),
                ui.textbox(name="harbour", label="Harbour", value="Wave", readonly=True),
                ui.textbox(name="search", label="Search", trigger=True, tooltip="Answers while you type"),
                ui.button(name="send", label="Send", primary=True),
            ],
        )
        q.page["answer"] = ui.markdown_card(box="5 1 4 4", title="Answer", content="")
    await run_on(q)
    await q.page.save()


@on()
async def send(q: Q) -> None:
    if q.args.ship == "":
        q.page["form"].ship.error = "A ship needs a name."
        return
    q.page["form"].ship.error = ""
    q.page["answer"].content = f"**{q.args.ship}** with {q.args.cargo or 'no'} tonnes. {q.args.remarks or ''}"


@on()
async def search(q: Q, text: str) -> None:
    q.page["answer"].content = f"Searching for *{text}*…"
