"""A page for every width: zones that lie beside each other on a screen and below each other on a phone.

Run it: `python examples/scripts/layouts.py`, then look at http://localhost:10101/scripts/layouts and change the width
"""

from h2o_wave import site, ui

page = site["/scripts/layouts"]
page.drop()
page["meta"] = ui.meta_card(
    box="",
    title="Layouts",
    layouts=[
        ui.layout(breakpoint="xs", zones=[ui.zone("top"), ui.zone("main"), ui.zone("side")]),
        ui.layout(
            breakpoint="m",
            max_width="1000px",
            min_height="100vh",
            zones=[
                ui.zone("top", size="90px"),
                ui.zone(
                    "body",
                    direction="row",
                    size="1",
                    zones=[
                        ui.zone("main", size="70%", wrap="stretch", justify="around"),
                        ui.zone("side", align="stretch"),
                    ],
                ),
            ],
        ),
    ],
    animate=True,
)
page["title"] = ui.header_card(box="top", title="Layouts", subtitle="Change the width", color="transparent")
page["first"] = ui.markdown_card(
    box=ui.box("main", order=1, height="200px"), title="First", content="200 pixels high"
)
page["second"] = ui.markdown_card(
    box=ui.box("main", order=2, size=2), title="Second", content="Takes what is left"
)
# One box per layout: below everything on a phone, beside it on a screen.
page["third"] = ui.markdown_card(box=ui.boxes("main", "side"), title="Third", content="Moves")
page.save()
