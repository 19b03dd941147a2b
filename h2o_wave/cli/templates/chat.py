from h2o_wave import Q, app, data, main, on, run_on, ui  # noqa: F401 - `main` is what serves the app


@on()
async def chatbot(q: Q) -> None:
    # What the user said, then what you make of it.
    q.page["chat"].data += [q.args.chatbot, True]
    q.page["chat"].data += [f"You said: {q.args.chatbot}", False]


@app("/")
async def serve(q: Q) -> None:
    if not q.client.initialized:
        q.client.initialized = True
        q.page["chat"] = ui.chatbot_card(
            box="1 1 5 8",
            name="chatbot",
            data=data("content from_user", t="list"),
            placeholder="Say something",
        )
    await run_on(q)
    await q.page.save()
