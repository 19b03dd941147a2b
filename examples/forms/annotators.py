"""Marking what matters in texts, images and sounds.

Run it: `wave run examples/forms/annotators.py`, then look at http://localhost:10101/forms/annotators
"""

from h2o_wave import Q, app, main, on, run_on, ui  # noqa: F401 - `main` is what `wave run` serves

CHART = (
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='300' height='200'>"
    "<rect width='300' height='200' fill='lightblue'/><path d='M30 180l60-90 60 90z' fill='tan'/></svg>"
)
SILENCE = "data:audio/wav;base64,UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA="


@app("/forms/annotators")
async def serve(q: Q) -> None:
    if not q.client.ready:
        q.client.ready = True
        island = ui.image_annotator_rect(x1=30, y1=90, x2=150, y2=180)
        route = ui.image_annotator_polygon(
            [
                ui.image_annotator_point(200, 20),
                ui.image_annotator_point(280, 60),
                ui.image_annotator_point(220, 120),
            ]
        )
        q.page["form"] = ui.form_card(
            box="1 1 5 10",
            items=[
                ui.text_annotator(
                    name="log",
                    title="The log book",
                    tags=[
                        ui.text_annotator_tag("ship", "Ship", "$blue"),
                        ui.text_annotator_tag("port", "Port", "$red"),
                    ],
                    items=[
                        ui.text_annotator_item("Ada", tag="ship"),
                        ui.text_annotator_item(" left Oslo at noon."),
                    ],
                ),
                ui.image_annotator(
                    name="chart",
                    title="The chart",
                    image=CHART,
                    image_height="200px",
                    tags=[
                        ui.image_annotator_tag("land", "Land", "$brown"),
                        ui.image_annotator_tag("way", "Way", "$red"),
                    ],
                    items=[ui.image_annotator_item(island, "land"), ui.image_annotator_item(route, "way")],
                    allowed_shapes=["rect", "polygon"],
                    events=["click", "tool_change"],
                ),
                ui.audio_annotator(
                    name="radio",
                    title="The radio",
                    path=SILENCE,
                    tags=[ui.audio_annotator_tag("call", "Call", "$green")],
                    items=[ui.audio_annotator_item(start=0, end=1, tag="call")],
                ),
                ui.button(name="save", label="Save", primary=True),
            ],
        )
        q.page["answer"] = ui.markdown_card(box="6 1 3 4", title="Marks", content="")
    await run_on(q)
    await q.page.save()


@on()
async def save(q: Q) -> None:
    counted = {name: len(q.args[name] or []) for name in ("log", "chart", "radio")}
    q.page["answer"].content = ", ".join(f"{name}: {count}" for name, count in counted.items())


@on("chart.click")
async def note_place(q: Q, place: dict[str, float]) -> None:
    q.page["answer"].content = f"Clicked at {place['x']:.0f}, {place['y']:.0f}"


@on("chart.tool_change")
async def note_tool(q: Q, tool: str) -> None:
    q.page["answer"].content = f"Drawing with {tool}"
