"""A table that shows one page of many: the app sorts, searches, filters and pages, and sends what is asked for.

Run it: `wave run examples/forms/table_pages.py`, then look at http://localhost:10101/forms/table_pages
"""

from typing import Any

from h2o_wave import Q, app, main, on, run_on, ui  # noqa: F401 - `main` is what `wave run` serves

PORTS = [
    (f"port{number}", ["Oslo", "Riga", "Turku"][number % 3], str(number * 37 % 101)) for number in range(100)
]
PAGE = 10
EVENTS = ["sort", "search", "filter", "page_change", "download", "reset"]
COLUMNS = [
    ui.table_column("city", "City", searchable=True, filterable=True, filters=["Oslo", "Riga", "Turku"]),
    ui.table_column("ships", "Ships", sortable=True, data_type="number"),
]


@app("/forms/table_pages")
async def serve(q: Q) -> None:
    if not q.client.view:
        q.client.view = {}
        q.page["form"] = ui.form_card(
            box="1 1 5 8",
            items=[
                ui.table(
                    name="ports",
                    columns=COLUMNS,
                    rows=[],
                    pagination=ui.table_pagination(total_rows=len(PORTS), rows_per_page=PAGE),
                    downloadable=True,
                    resettable=True,
                    groupable=True,
                    events=EVENTS,
                ),
                ui.text("", name="note"),
            ],
        )
        show(q)
    await run_on(q)
    await q.page.save()


def show(q: Q) -> None:
    """Send the rows that the view asks for."""
    view: dict[str, Any] = q.client.view
    text = view.get("search", "").lower()
    cities = view.get("filter", {}).get("city") or ["Oslo", "Riga", "Turku"]
    found = [port for port in PORTS if text in port[1].lower() and port[1] in cities]
    for ascending in view.get("sort", {}).values():
        found.sort(key=lambda port: int(port[2]), reverse=not ascending)
    offset = view.get("offset", 0)
    q.page["form"].ports.rows = [
        ui.table_row(name, list(cells)) for name, *cells in found[offset : offset + PAGE]
    ]
    q.page["form"].ports.pagination = ui.table_pagination(total_rows=len(found), rows_per_page=PAGE)


@on("ports.sort")
async def sort(q: Q, columns: dict[str, bool]) -> None:
    q.client.view = {**q.client.view, "sort": columns}
    show(q)


@on("ports.search")
async def search(q: Q, wanted: dict[str, Any]) -> None:
    q.client.view = {**q.client.view, "search": wanted["value"], "offset": 0}
    show(q)


@on("ports.filter")
async def filter_rows(q: Q, checked: dict[str, list[str]]) -> None:
    q.client.view = {**q.client.view, "filter": checked, "offset": 0}
    show(q)


@on("ports.page_change")
async def turn_page(q: Q, page: dict[str, int]) -> None:
    q.client.view = {**q.client.view, "offset": page["offset"]}
    show(q)


@on("ports.reset")
async def reset(q: Q) -> None:
    q.client.view = {"offset": 0}
    show(q)


@on("ports.download")
async def download(q: Q) -> None:
    q.page["form"].note.content = "The whole list is on its way."


@on("ports.group_by")
async def group(q: Q, column: str) -> None:
    q.page["form"].note.content = f"Grouped by {column}"
