"""A page that everybody shares: mode `broadcast`.

Run it: `wave run examples/apps/chat_room.py`, then look at http://localhost:10101/apps/chat_room in several tabs
"""

from h2o_wave import Q, app, main, on, run_on, ui  # noqa: F401 - `main` is what `wave run` serves

MAX_LINES = 20


@app("/apps/chat_room", mode="broadcast")
async def serve(q: Q) -> None:
    q.app.lines = q.app.lines or []
    if not await run_on(q):
        items = [ui.textbox(name="line", label="Say"), ui.button(name="say", label="Send", primary=True)]
        q.page["form"] = ui.form_card(box="1 1 3 3", items=items)
    q.page["room"] = ui.markdown_card(
        box="4 1 4 6", title="Room", content="\n\n".join(q.app.lines) or "Silence."
    )
    await q.page.save()


@on()
async def say(q: Q) -> None:
    if q.args.line:
        q.app.lines = [*q.app.lines, f"**{q.auth.username}**: {q.args.line}"][-MAX_LINES:]
        q.page["form"].line.value = ""
