from h2o_wave import Q, app, main, on, run_on, ui  # noqa: F401 - `main` is what serves the app

PAGES = {"#home": "Home", "#data": "Data", "#about": "About"}


def show(q: Q, title: str, content: str) -> None:
    q.page["content"] = ui.markdown_card(box="content", title=title, content=content)


@on("#home")
async def home(q: Q) -> None:
    show(q, "Home", "Welcome! Choose a page from the menu.")


@on("#data")
async def numbers(q: Q) -> None:
    show(q, "Data", "Put a table or a plot here.")


@on("#about")
async def about(q: Q) -> None:
    show(q, "About", "Say what this app is for.")


def layout(q: Q) -> None:
    menu = [
        ui.nav_group("Menu", items=[ui.nav_item(name=name, label=label) for name, label in PAGES.items()])
    ]
    zones = [ui.zone("main", direction="row", zones=[ui.zone("sidebar", size="250px"), ui.zone("content")])]
    q.page["meta"] = ui.meta_card(box="", title="My app", layouts=[ui.layout(breakpoint="xs", zones=zones)])
    q.page["sidebar"] = ui.nav_card(
        box="sidebar", title="My app", subtitle="What it is for", value="#home", items=menu
    )


@app("/")
async def serve(q: Q) -> None:
    if not q.client.initialized:
        q.client.initialized = True
        layout(q)
        if not q.args["#"]:
            await home(q)
    await run_on(q)
    await q.page.save()
