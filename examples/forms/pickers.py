"""Dates, times and colours.

Run it: `wave run examples/forms/pickers.py`, then look at http://localhost:10101/forms/pickers
"""

from h2o_wave import Q, app, main, ui  # noqa: F401 - `main` is what `wave run` serves


@app("/forms/pickers")
async def serve(q: Q) -> None:
    if q.args.book:
        answer = f"{q.args.day} at {q.args.time}, under the flag {q.args.flag}, hull {q.args.hull}"
        q.page["form"].items = [ui.text_l(answer), ui.button(name="again", label="Again")]
    else:
        q.page["form"] = ui.form_card(
            box="1 1 3 8",
            items=[
                ui.date_picker(
                    name="day", label="Day", value="2026-11-20", min="2026-01-01", max="2027-12-31"
                ),
                ui.time_picker(name="time", label="Time", value="09:30", hour_format="24", minutes_step=15),
                ui.color_picker(name="flag", label="Flag", value="#0a6699", choices=["#0a6699", "#c72e20"]),
                ui.color_picker(name="hull", label="Hull", alpha=True, inline=True),
                ui.button(name="book", label="Book", primary=True),
            ],
        )
    await q.page.save()
