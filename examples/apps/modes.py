"""Whom a page is for: this app counts for one tab, for one user and for everybody.

Run it: `wave run examples/apps/modes.py`, then look at http://localhost:10101/apps/modes in several tabs. What they see
is shared, or not, by the mode: `H2O_WAVE_APP_MODE=broadcast wave run …`
"""

from h2o_wave import Q, app, main, ui  # noqa: F401 - `main` is what `wave run` serves


@app("/apps/modes")
async def serve(q: Q) -> None:
    for state in (q.client, q.user, q.app):
        state.count = (state.count or 0) + bool(q.args.count)
    q.page["form"] = ui.form_card(
        box="1 1 3 4",
        items=[
            ui.text_l(f"This tab: {q.client.count}"),
            ui.text_l(f"{q.auth.username}: {q.user.count}"),
            ui.text_l(f"Everybody: {q.app.count}"),
            ui.button(name="count", label="Count", primary=True),
            ui.text_xs(f"The mode is {q.mode}."),
        ],
    )
    await q.page.save()
