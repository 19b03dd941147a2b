"""A list of things to do: shown, added to, opened, changed, deleted.

Run it: `wave run examples/apps/table_editor.py`, then look at http://localhost:10101/apps/table_editor
"""

from h2o_wave import Q, app, main, on, run_on, ui  # noqa: F401 - `main` is what `wave run` serves


@app("/apps/table_editor")
async def serve(q: Q) -> None:
    q.user.tasks = q.user.tasks if q.user.tasks is not None else {"1": "Mend the sail", "2": "Paint the hull"}
    if not await run_on(q):
        show_list(q)
    await q.page.save()


def show_list(q: Q) -> None:
    """Draw all tasks."""
    rows = [ui.table_row(name, [text]) for name, text in q.user.tasks.items()]
    columns = [ui.table_column("text", "Task", link=True, min_width="250px")]
    items = [
        ui.table(name="task", columns=columns, rows=rows),
        ui.button(name="add", label="Add", primary=True),
    ]
    q.page["form"] = ui.form_card(box="1 1 4 6", items=items)


def show_task(q: Q, name: str) -> None:
    """Draw one task, to be changed."""
    q.client.task = name
    q.page["form"] = ui.form_card(
        box="1 1 4 6",
        items=[
            ui.textbox(name="text", label="Task", value=q.user.tasks.get(name, "")),
            ui.buttons(
                [ui.button(name="save", label="Save", primary=True), ui.button(name="delete", label="Delete")]
            ),
        ],
    )


@on("task")
async def open_task(q: Q, names: list[str]) -> None:
    show_task(q, names[0])


@on()
async def add(q: Q) -> None:
    show_task(q, str(max(map(int, q.user.tasks), default=0) + 1))


@on()
async def save(q: Q) -> None:
    q.user.tasks[q.client.task] = q.args.text
    show_list(q)


@on()
async def delete(q: Q) -> None:
    q.user.tasks.pop(q.client.task, None)
    show_list(q)
