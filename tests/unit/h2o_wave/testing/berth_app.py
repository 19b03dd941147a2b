"""An app in a file, as authors have them."""

from h2o_wave import Q, app, main, on, run_on, ui  # noqa: F401


@app("/berths")
async def serve(q: Q) -> None:
    if not q.client.ready:
        q.client.ready = True
        q.page["form"] = ui.form_card(
            box="1 1 4 4",
            items=[
                ui.textbox(name="ship", label="Ship"),
                ui.slider(name="days", min=1, max=14, value=3),
                ui.button(name="book", label="Book"),
            ],
        )
        q.page["list"] = ui.markdown_card(box="5 1 4 4", title="Bookings", content="None yet")
    await run_on(q)
    await q.page.save()


@on()
async def book(q: Q) -> None:
    q.page["list"].content = f"{q.args.ship} for {q.args.days} days"
