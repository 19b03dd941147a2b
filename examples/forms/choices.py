"""Everything to choose by: check boxes, toggles, radio buttons, lists that fold away and fields that suggest.

Run it: `wave run examples/forms/choices.py`, then look at http://localhost:10101/forms/choices
"""

from h2o_wave import Q, app, main, ui  # noqa: F401 - `main` is what `wave run` serves

BERTHS = [ui.choice(name, name.title()) for name in ("north", "east", "south")]
NAMES = ["crane", "pilot", "toggle", "berth", "services", "flag", "flags", "port", "crew"]


@app("/forms/choices")
async def serve(q: Q) -> None:
    if q.args.show:
        answer = "\n".join(f"- {name}: `{q.args[name]!r}`" for name in NAMES)
        q.page["answer"] = ui.markdown_card(box="5 1 4 5", title="q.args", content=answer)
    else:
        q.page["form"] = ui.form_card(
            box="1 1 4 10",
            items=[
                ui.checkbox(name="crane", label="With a crane"),
                ui.checkbox(name="pilot", label="Perhaps a pilot", indeterminate=True),
                ui.toggle(name="toggle", label="Tonight", value=True),
                ui.choice_group(name="berth", label="Berth", value="east", choices=BERTHS, inline=True),
                ui.checklist(
                    name="services", label="Services", choices=[ui.choice("water"), ui.choice("power")]
                ),
                ui.dropdown(
                    name="flag",
                    label="Flag",
                    placeholder="One",
                    choices=[*BERTHS, ui.choice("x", disabled=True)],
                ),
                ui.dropdown(name="flags", label="Flags", values=["north"], choices=BERTHS, popup="never"),
                ui.combobox(name="port", label="Port", choices=["Oslo", "Riga"], value="Turku"),
                ui.picker(name="crew", label="Crew", choices=BERTHS, max_choices=2),
                ui.button(name="show", label="Show", primary=True),
            ],
        )
    await q.page.save()
