"""A plot that answers clicks: the event `select_marks`.

Run it: `wave run examples/plots/selection.py`, then look at http://localhost:10101/plots/selection
"""

from typing import Any

from h2o_wave import Q, app, data, main, on, run_on, ui  # noqa: F401 - `main` is what `wave run` serves

PLOT = ui.plot([ui.mark(type="interval", x="=berth", y="=tonnes", y_min=0)])


@app("/plots/selection")
async def serve(q: Q) -> None:
    if not q.client.ready:
        q.client.ready = True
        rows = [("North", 12), ("East", 31), ("South", 8)]
        q.page["cargo"] = ui.plot_card(
            box="1 1 4 4",
            title="Click a bar",
            data=data("berth tonnes", rows=rows),
            plot=PLOT,
            events=["select_marks"],
            interactions=["drag_move", "scale_zoom"],
        )
        q.page["answer"] = ui.markdown_card(box="5 1 3 2", title="Selected", content="nothing")
    await run_on(q)
    await q.page.save()


@on("cargo.select_marks")
async def show(q: Q, marks: list[dict[str, Any]]) -> None:
    q.page["answer"].content = ", ".join(f"{mark['berth']}: {mark['tonnes']} t" for mark in marks)
