"""A table: sorted, searched, filtered, grouped and saved by the browser; opened and selected by the app.

Run it: `wave run examples/forms/table.py`, then look at http://localhost:10101/forms/table
"""

from h2o_wave import Q, app, main, on, run_on, ui  # noqa: F401 - `main` is what `wave run` serves

SHIPS = [
    ("ada", "Ada", "grain", "310"),
    ("grace", "Grace", "timber", "95"),
    ("edith", "Edith", "grain", "120"),
]
COLUMNS = [
    ui.table_column("name", "Name", link=True, sortable=True, searchable=True, max_width="160px"),
    ui.table_column("cargo", "Cargo", filterable=True, filters=["grain", "timber"], cell_overflow="tooltip"),
    ui.table_column("tonnes", "Tonnes", data_type="number", sortable=True, align="right"),
]
ROWS = [ui.table_row(name, cells) for name, *cells in SHIPS]


@app("/forms/table")
async def serve(q: Q) -> None:
    if not q.client.ready:
        q.client.ready = True
        q.page["form"] = ui.form_card(
            box="1 1 6 9",
            items=[
                ui.table(
                    name="ships",
                    columns=COLUMNS,
                    rows=ROWS,
                    multiple=True,
                    values=["ada"],
                    groupable=True,
                    downloadable=True,
                    resettable=True,
                    height="300px",
                    events=["select", "group_change"],
                ),
                ui.table(
                    name="fleets",
                    columns=COLUMNS,
                    groups=[
                        ui.table_group("Grain", ROWS[::2]),
                        ui.table_group("Timber", ROWS[1:2], collapsed=True),
                    ],
                ),
                ui.button(name="send_off", label="Send off the selected ones"),
            ],
        )
        q.page["answer"] = ui.markdown_card(box="7 1 3 2", title="Answer", content="")
    await run_on(q)
    await q.page.save()


@on("ships")
async def open_ship(q: Q, names: list[str]) -> None:
    q.page["answer"].content = f"Opened {', '.join(names)}"


@on("ships.select")
async def count(q: Q, names: list[str]) -> None:
    q.page["answer"].content = f"{len(names)} selected"


@on("ships.group_change")
async def note_groups(q: Q, labels: list[str]) -> None:
    q.page["answer"].content = f"Folded or unfolded: {', '.join(labels)}"


@on()
async def send_off(q: Q) -> None:
    q.page["answer"].content = f"Off go {q.args.ships}"
