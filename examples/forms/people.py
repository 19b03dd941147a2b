"""Faces: one person, or several in a row.

Run it: `wave run examples/forms/people.py`, then look at http://localhost:10101/forms/people
"""

from h2o_wave import Q, app, main, on, run_on, ui  # noqa: F401 - `main` is what `wave run` serves

CREW = ["Ada", "Grace", "Edith", "Mary"]


@app("/forms/people")
async def serve(q: Q) -> None:
    if not q.client.crew:
        q.client.crew = CREW[:2]
    await run_on(q)
    faces = [
        ui.persona(title=name, initials=name[0], initials_color="$blue", size="s") for name in q.client.crew
    ]
    q.page["form"] = ui.form_card(
        box="1 1 3 4",
        items=[
            ui.persona(title="Edith Clarke", subtitle="Captain", caption="On duty", size="l", name="captain"),
            ui.facepile(faces, name="add", max=3),
            ui.text(f"{len(q.client.crew)} on board"),
        ],
    )
    await q.page.save()


@on()
async def add(q: Q) -> None:
    q.client.crew = [*q.client.crew, CREW[len(q.client.crew) % len(CREW)]]


@on()
async def captain(q: Q) -> None:
    q.client.crew = CREW[:1]
