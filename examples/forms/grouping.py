"""Components side by side, folded away, and behind tabs.

Run it: `wave run examples/forms/grouping.py`, then look at http://localhost:10101/forms/grouping
"""

from h2o_wave import Q, app, main, ui  # noqa: F401 - `main` is what `wave run` serves

TABS = [ui.tab(name="ships", label="Ships", icon="Ferry"), ui.tab(name="crew", label="Crew")]


@app("/forms/grouping")
async def serve(q: Q) -> None:
    q.client.tab = q.args.tab or q.client.tab or "ships"
    q.page["form"] = ui.form_card(
        box="1 1 4 5",
        title="Grouped",
        items=[
            ui.tabs(name="tab", value=q.client.tab, items=TABS),
            ui.text_l(f"About the {q.client.tab}"),
            ui.inline(
                [ui.textbox(name="first", label="First"), ui.textbox(name="last", label="Last")],
                justify="between",
                align="end",
            ),
            ui.expander(
                name="details",
                label="Details",
                expanded=False,
                items=[ui.slider(name="age", label="Age"), ui.text("…")],
            ),
            ui.inline(
                [ui.button(name="save", label="Save"), ui.button(name="undo", label="Undo")],
                justify="end",
                inset=True,
            ),
        ],
    )
    await q.page.save()
