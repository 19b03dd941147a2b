"""Numbers by sliding and stepping; the page follows while you do.

Run it: `wave run examples/forms/sliders.py`, then look at http://localhost:10101/forms/sliders
"""

from h2o_wave import Q, app, main, ui  # noqa: F401 - `main` is what `wave run` serves


@app("/forms/sliders")
async def serve(q: Q) -> None:
    if not q.client.ready:
        q.client.ready = True
        q.client.speed, q.client.crew, q.client.hours = 10, 3, [8, 18]
        q.page["form"] = ui.form_card(
            box="1 1 4 5",
            items=[
                ui.slider(name="speed", label="Speed", min=0, max=20, step=0.5, value=10, trigger=True),
                ui.spinbox(name="crew", label="Crew", min=1, max=9, value=3, trigger=True),
                ui.range_slider(name="hours", label="Hours", max=24, min_value=8, max_value=18, trigger=True),
            ],
        )
        q.page["answer"] = ui.markdown_card(box="5 1 3 2", title="Plan", content="")
    for name in ("speed", "crew", "hours"):
        if q.args[name] is not None:
            q.client[name] = q.args[name]
    first, last = q.client.hours
    q.page["answer"].content = f"{q.client.crew} people, {q.client.speed * (last - first):.0f} miles"
    await q.page.save()
