"""The smallest app: it answers.

Run it: `wave run examples/apps/hello.py`, then look at http://localhost:10101/apps/hello
"""

from h2o_wave import Q, app, main, ui  # noqa: F401 - `main` is what `wave run` serves


@app("/apps/hello")
async def serve(q: Q) -> None:
    items = [ui.text_l(f"Hello, {q.args.name}!")] if q.args.name else []
    items += [
        ui.textbox(name="name", label="Your name"),
        ui.button(name="greet", label="Greet", primary=True),
    ]
    q.page["form"] = ui.form_card(box="1 1 3 3", items=items)
    await q.page.save()
