"""What lies above a page: a dialog, a side panel and a notification bar, and how they are closed.

Run it: `wave run examples/apps/overlays.py`, then look at http://localhost:10101/apps/overlays
"""

from h2o_wave import Q, app, main, on, run_on, ui  # noqa: F401 - `main` is what `wave run` serves


@app("/apps/overlays")
async def serve(q: Q) -> None:
    if not q.client.ready:
        q.client.ready = True
        q.page["meta"] = ui.meta_card(box="")
        q.page["form"] = ui.form_card(
            box="1 1 3 4",
            items=[
                ui.button(name=name, label=name.title()) for name in ("ask", "details", "notify", "leave")
            ],
        )
    await run_on(q)
    await q.page.save()


@on()
async def ask(q: Q) -> None:
    q.page["meta"].dialog = ui.dialog(
        title="Sink the ship?",
        name="question",
        blocking=True,
        closable=True,
        events=["dismissed"],
        items=[
            ui.buttons([ui.button(name="yes", label="Yes", primary=True), ui.button(name="no", label="No")])
        ],
    )


@on("yes")
@on("no")
@on("question.dismissed")
async def close_dialog(q: Q) -> None:
    q.page["meta"].dialog = None


@on()
async def details(q: Q) -> None:
    q.page["meta"].side_panel = ui.side_panel(
        title="Ada", name="panel", closable=True, events=["dismissed"], items=[ui.text("310 tonnes of grain")]
    )


@on("panel.dismissed")
async def close_panel(q: Q) -> None:
    q.page["meta"].side_panel = None


@on()
async def notify(q: Q) -> None:
    q.page["meta"].notification_bar = ui.notification_bar(
        text="High tide in *ten* minutes",
        type="warning",
        position="bottom-left",
        timeout=-1,
        name="bar",
        events=["dismissed"],
        buttons=[ui.button(name="thanks", label="Thanks", link=True)],
    )


@on("thanks")
@on("bar.dismissed")
async def close_bar(q: Q) -> None:
    q.page["meta"].notification_bar = None


@on()
async def leave(q: Q) -> None:
    q.page["meta"].redirect = "#gone"


@on("#gone")
async def say_goodbye(q: Q) -> None:
    q.page["form"].title = "You have left."
