from h2o_wave import Q, app, main, ui  # noqa: F401 - `main` is what serves the app


@app("/")
async def serve(q: Q) -> None:
    q.client.count = (q.client.count or 0) + (1 if q.args.more else 0)
    q.page["hello"] = ui.form_card(
        box="1 1 3 3",
        items=[
            ui.text_xl("Hello, world!"),
            ui.text(f"You have pressed the button {q.client.count} times."),
            ui.button(name="more", label="Press me", primary=True),
        ],
    )
    await q.page.save()
