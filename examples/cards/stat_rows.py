"""Lists and tables of numbers whose rows can be clicked, and the row that was.

Run it: `wave run examples/cards/stat_rows.py`, then look at http://localhost:10101/cards/stat_rows
"""

from h2o_wave import Q, app, main, on, run_on, ui  # noqa: F401 - `main` is what `wave run` serves


@app("/cards/stat_rows")
async def serve(q: Q) -> None:
    if not q.client.ready:
        q.client.ready = True
        q.page["list"] = ui.stat_list_card(
            box="1 1 3 3",
            name="ship",
            title="Ships",
            subtitle="By cargo",
            items=[
                ui.stat_list_item(label="Ada", name="ada", value="310 t", aux_value="grain", icon="Ferry"),
                ui.stat_list_item(
                    label="Grace", name="grace", caption="Late", value="95 t", value_color="$red"
                ),
            ],
        )
        q.page["table"] = ui.stat_table_card(
            box="4 1 4 3",
            title="Berths",
            columns=["Berth", "Taken", "Depth"],
            items=[
                ui.stat_table_item(
                    label="North", name="north", values=["yes", "9 m"], colors=["$green", "$text"]
                ),
                ui.stat_table_item(
                    label="East", name="east", values=["no", "6 m"], icon="Warning", icon_color="red"
                ),
            ],
        )
        q.page["answer"] = ui.markdown_card(box="1 4 7 1", title="", content="Click a row.")
    await run_on(q)
    await q.page.save()


@on("ship")
async def show_ship(q: Q, ship: str) -> None:
    q.page["answer"].content = f"The ship **{ship}**"


@on("north")
@on("east")
async def show_berth(q: Q) -> None:
    q.page["answer"].content = "A **berth**"
