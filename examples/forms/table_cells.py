"""Cells of a table that are more than text: icons, bars, tags, markdown and menus.

Run it: `wave run examples/forms/table_cells.py`, then look at http://localhost:10101/forms/table_cells
"""

from h2o_wave import Q, app, main, on, run_on, ui  # noqa: F401 - `main` is what `wave run` serves

TAGS = [ui.tag(label="grain", color="$amber"), ui.tag(label="timber", color="$brown")]
MENU = ui.menu_table_cell_type(
    name="actions", commands=[ui.command(name="call", label="Call"), ui.command(name="sink")]
)
COLUMNS = [
    ui.table_column("kind", "Kind", cell_type=ui.icon_table_cell_type(color="$blue")),
    ui.table_column("loaded", "Loaded", cell_type=ui.progress_table_cell_type(color="$green")),
    ui.table_column("cargo", "Cargo", cell_type=ui.tag_table_cell_type(name="tags", tags=TAGS)),
    ui.table_column("notes", "Notes", cell_type=ui.markdown_table_cell_type(target="_blank")),
    ui.table_column("actions", "Actions", cell_type=MENU),
]
ROWS = [
    ui.table_row("ada", ["Ferry", "0.8", "grain", "see [port](https://example.com)", ""]),
    ui.table_row("grace", ["Airplane", "0.3", "timber,grain", "**late**", ""]),
]


@app("/forms/table_cells")
async def serve(q: Q) -> None:
    if not q.client.ready:
        q.client.ready = True
        q.page["form"] = ui.form_card(
            box="1 1 6 5", items=[ui.table("ships", COLUMNS, ROWS), ui.text("Use a menu.", name="answer")]
        )
    await run_on(q)
    await q.page.save()


@on()
async def call(q: Q, ship: str) -> None:
    q.page["form"].answer.content = f"Calling {ship}…"


@on()
async def sink(q: Q, ship: str) -> None:
    q.page["form"].answer.content = f"{ship} is afloat. Better so."
