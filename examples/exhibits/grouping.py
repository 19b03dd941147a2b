"""Arranging and listing."""

from h2o_wave import ui

from .place import Cards, place

_NAMES = ["Ada", "Grace", "Edith", "Joan", "Hedy", "Mary", "Rosa", "Emmy", "Lise", "Ida"]
_CARGO = ["grain", "timber", "salt"]
_ROWS = [
    ui.table_row(name.lower(), [name, _CARGO[place % 3], str(95 + place * 37 % 300), f"2026-11-{10 + place}"])
    for place, name in enumerate(_NAMES)
]
_COLUMNS = [
    ui.table_column(
        "name", "Name", link=True, sortable=True, searchable=True, min_width="120px", max_width="200px"
    ),
    ui.table_column("cargo", "Cargo", filterable=True, min_width="110px", cell_overflow="tooltip"),
    ui.table_column("tonnes", "Tonnes", data_type="number", sortable=True, align="right"),
    ui.table_column("due", "Due", data_type="time", sortable=True, min_width="160px"),
]


def inline() -> Cards:
    """Components in a row, or in rows and columns."""
    pair = [ui.textbox("ship", label="Ship"), ui.textbox("berth", label="Berth")]
    rows = [
        ui.inline(
            [
                ui.button("a", label="At the start"),
                ui.toggle("b", label="Toggle"),
                ui.checkbox("c", label="Check"),
            ]
        ),
        ui.inline([ui.button("d", label="Between"), ui.button("e", label="the edges")], justify="between"),
        ui.inline(pair, inset=True),
        ui.inline([ui.text_l("Tall"), ui.text_s("and low")], align="baseline", height="60px"),
        ui.inline([ui.text("In a"), ui.text("column")], direction="column", align="center"),
    ]
    return {"rows": ui.form_card(place(520), items=rows)}


def expander() -> Cards:
    """Something to unfold."""
    items = [
        ui.expander(
            "papers",
            label="Papers",
            expanded=True,
            items=[
                ui.checkbox("customs", label="Customs"),
                ui.checkbox("crew", label="Crew list", value=True),
            ],
        ),
        ui.expander("more", label="More", items=[ui.text("Nothing to see here.")]),
    ]
    return {"expanders": ui.form_card(place(340), items=items)}


def table() -> Cards:
    """Records that can be sorted, searched, filtered, grouped, selected and saved."""
    full = ui.table(
        "ships",
        columns=_COLUMNS,
        rows=_ROWS,
        multiple=True,
        values=["ada"],
        groupable=True,
        downloadable=True,
        resettable=True,
        height="420px",
        checkbox_visibility="always",
        events=["select"],
    )
    plain = ui.table("plain", columns=_COLUMNS[:3], rows=_ROWS[:4], single=True, value="grace")
    return {"full": ui.form_card(place(700), items=[full]), "plain": ui.form_card(place(440), items=[plain])}


def table_cells() -> Cards:
    """Cells that are more than text."""
    tags = [ui.tag("grain", "$amber"), ui.tag("timber", "$brown"), ui.tag("late", "$red")]
    commands = [ui.command("call", label="Call", icon="Phone"), ui.command("sink", label="Sink")]
    columns = [
        ui.table_column("kind", "Kind", cell_type=ui.icon_table_cell_type(color="$blue"), max_width="60px"),
        ui.table_column(
            "loaded", "Loaded", cell_type=ui.progress_table_cell_type(color="$green"), max_width="80px"
        ),
        ui.table_column("cargo", "Cargo", cell_type=ui.tag_table_cell_type("tags", tags), min_width="180px"),
        ui.table_column(
            "notes",
            "Notes",
            cell_type=ui.markdown_table_cell_type(target="_blank"),
            min_width="180px",
            cell_overflow="wrap",
        ),
        ui.table_column(
            "actions", "", cell_type=ui.menu_table_cell_type(commands, name="actions"), max_width="60px"
        ),
    ]
    rows = [
        ui.table_row("ada", ["Ferry", "0.8", "grain", "see [the port](https://example.com)", ""]),
        ui.table_row(
            "grace",
            ["Rocket", "0.3", "timber,late", "**two hours** late, because of the fog before the coast", ""],
        ),
    ]
    return {"cells": ui.form_card(place(760), items=[ui.table("cells", columns, rows)])}


def table_groups() -> Cards:
    """Records in groups, and one page of many."""
    groups = [
        ui.table_group("In port", _ROWS[:3], collapsed=False),
        ui.table_group("At sea", _ROWS[3:6]),
        ui.table_group("In the dock", []),
    ]
    pages = ui.table_pagination(total_rows=1000, rows_per_page=5)
    return {
        "groups": ui.form_card(place(620), items=[ui.table("fleets", columns=_COLUMNS, groups=groups)]),
        "pages": ui.form_card(
            place(620),
            items=[
                ui.table(
                    "pages",
                    columns=_COLUMNS,
                    rows=_ROWS[:5],
                    pagination=pages,
                    events=["page_change", "sort"],
                )
            ],
        ),
    }
