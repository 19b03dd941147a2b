from h2o_wave import Q, app, main, on, run_on, ui  # noqa: F401 - `main` is what serves the app


@on()
async def greet(q: Q) -> None:
    q.page["greeting"].content = f"Hello, {q.args.name or 'stranger'}!"


def layout(q: Q) -> None:
    zones = [ui.zone("header"), ui.zone("content")]
    q.page["meta"] = ui.meta_card(box="", title="My app", layouts=[ui.layout(breakpoint="xs", zones=zones)])
    q.page["header"] = ui.header_card(box="header", title="My app", subtitle="What it is for")


@app("/")
async def serve(q: Q) -> None:
    if not q.client.initialized:
        q.client.initialized = True
        layout(q)
        q.page["form"] = ui.form_card(
            box="content",
            items=[
                ui.textbox(name="name", label="Your name"),
                ui.button(name="greet", label="Greet", primary=True),
            ],
        )
        q.page["greeting"] = ui.markdown_card(box="content", title="Greeting", content="")
    await run_on(q)
    await q.page.save()
