"""An app: a form that answers.

Run it: `wave run examples/berths.py`
"""

from h2o_wave import Q, app, main, on, run_on, ui  # noqa: F401 - `main` is what `wave run` serves

BERTHS = ["North", "East", "South", "West"]


@app("/berths")
async def serve(q: Q) -> None:
    if not q.client.ready:
        q.client.ready = True
        q.app.bookings = q.app.bookings or []
        zones = [ui.zone("form", size="420px"), ui.zone("bookings")]
        q.page["meta"] = ui.meta_card(
            box="",
            title="Book a berth",
            layouts=[
                ui.layout(breakpoint="xs", zones=[ui.zone("form"), ui.zone("bookings")]),
                ui.layout(
                    breakpoint="m", max_width="960px", zones=[ui.zone("body", direction="row", zones=zones)]
                ),
            ],
        )
        await show_form(q)
    await run_on(q)
    await q.page.save()


async def show_form(q: Q) -> None:
    q.page["form"] = ui.form_card(
        box="form",
        items=[
            ui.text_xl("Book a berth"),
            ui.textbox(name="ship", label="Ship", placeholder="Her name", required=True),
            ui.dropdown(
                name="berth", label="Berth", value="North", choices=[ui.choice(b, b) for b in BERTHS]
            ),
            ui.slider(name="days", label="Days", min=1, max=14, value=3),
            ui.checkbox(name="crane", label="With a crane"),
            ui.toggle(name="pilot", label="Pilot wanted", value=True),
            ui.button(name="book", label="Book", primary=True),
        ],
    )
    q.page["bookings"] = ui.markdown_card(box="bookings", title="Bookings", content=listing(q))


@on()
async def book(q: Q) -> None:
    """Runs when the button named `book` was pressed."""
    if not q.args.ship:
        q.page["form"].ship.error = "A ship needs a name."
        return
    extras = [word for word, wanted in (("crane", q.args.crane), ("pilot", q.args.pilot)) if wanted]
    booking = f"**{q.args.ship}**, {q.args.berth}, {q.args.days} days"
    q.app.bookings.append(booking + (f", with {' and '.join(extras)}" if extras else ""))
    q.page["form"].ship.error = ""
    q.page["form"].ship.value = ""
    q.page["bookings"].content = listing(q)


def listing(q: Q) -> str:
    return "\n".join(f"1. {booking}" for booking in q.app.bookings) or "None yet. Be the first."
