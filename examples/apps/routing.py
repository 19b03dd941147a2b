"""From what a user does to the function that answers: names, patterns, hashes, events and conditions.

Run it: `wave run examples/apps/routing.py`, then look at http://localhost:10101/apps/routing
"""

from h2o_wave import Q, app, main, on, run_on, ui  # noqa: F401 - `main` is what `wave run` serves


@app("/apps/routing")
async def serve(q: Q) -> None:
    if not q.client.ready:
        q.client.ready = True
        q.page["form"] = ui.form_card(
            box="1 1 3 7",
            items=[
                ui.button(name="plain", label="By the name of the function"),
                ui.button(name="ship_7", label="By a pattern of names"),
                ui.button(name="#berths", label="By a hash"),
                ui.button(name="#berths/north/2", label="By a pattern of hashes"),
                ui.checkbox(name="alarm", label="Only when ticked", trigger=True),
                ui.button(name="dialog", label="By an event"),
            ],
        )
        q.page["answer"] = ui.markdown_card(box="4 1 3 2", title="Answered by", content="nobody yet")
    if not await run_on(q) and q.args["__wave_submission_name__"]:
        q.page["answer"].content = "nobody"
    await q.page.save()


@on()
async def plain(q: Q) -> None:
    q.page["answer"].content = "`plain`"


@on("ship_{number:int}")
async def show_ship(q: Q, number: int) -> None:
    q.page["answer"].content = f"`show_ship`, number {number}"


@on("#berths")
async def show_berths(q: Q) -> None:
    q.page["answer"].content = "`show_berths`"


@on("#berths/{berth}/{place:int}")
async def show_place(q: Q, berth: str, place: int) -> None:
    q.page["answer"].content = f"`show_place`: {berth}, place {place}"


@on("alarm", lambda ticked: ticked)
async def ring(q: Q) -> None:
    q.page["answer"].content = "`ring`"


@on()
async def dialog(q: Q) -> None:
    box = ui.dialog(
        title="Close me", name="box", events=["dismissed"], closable=True, items=[ui.text("Please.")]
    )
    q.page["meta"] = ui.meta_card(box="", dialog=box)


@on("box.dismissed")
async def note_closing(q: Q) -> None:
    q.page["meta"].dialog = None
    q.page["answer"].content = "`note_closing`"
