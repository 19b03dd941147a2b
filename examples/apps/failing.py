"""What happens when a handler fails: the user is told, the log has the reason, the app goes on.

Run it: `wave run examples/apps/failing.py`, then look at http://localhost:10101/apps/failing
"""

from h2o_wave import Q, app, main, ui  # noqa: F401 - `main` is what `wave run` serves


@app("/apps/failing")
async def serve(q: Q) -> None:
    system = q.events["@system"]
    if system and system.client_disconnect:
        return  # the tab is gone: there is nobody to draw for
    if q.args.divide and q.args.by == 0:
        q.page[
            "form"
        ].note.error = "Nothing can be divided by 0."  # what can be foreseen is said where it matters
    elif q.args.divide:
        q.page["answer"] = ui.markdown_card(box="1 4 3 1", title="", content=f"{12 / q.args.by:.2f}")
    elif q.args.fail:
        raise RuntimeError("what cannot be foreseen is caught, and has a reference in the log")
    else:
        q.page["form"] = ui.form_card(
            box="1 1 3 3",
            items=[
                ui.textbox(name="note", label="12 divided by"),
                ui.spinbox(name="by", label="By", value=3),
                ui.button(name="divide", label="Divide"),
                ui.button(name="fail", label="Fail"),
            ],
        )
    await q.page.save()
