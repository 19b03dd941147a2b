"""Cards that hold text, images and whole documents.

Run it: `python examples/cards/text.py`, then look at http://localhost:10101/cards/text
"""

from h2o_wave import site, ui

LIGHTHOUSE = (
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 80 80'>"
    "<rect width='80' height='80' fill='skyblue'/><path d='M34 70l3-45h6l3 45z' fill='tomato'/></svg>"
)

page = site["/cards/text"]
page.drop()
page["notes"] = ui.markdown_card(
    box="1 1 4 4",
    title="=For the crew of {{ship}}",
    content="Tide at **{{tide}}**. [The port](https://example.com) opens at *six*.\n\n- ropes\n- flags",
    data={"ship": "Ada", "tide": "4:10"},
)
page["story"] = ui.article_card(
    box="5 1 4 4",
    title="How lighthouses work",
    content="A lamp, a lens, and somebody who stays awake.",
    items=[ui.mini_buttons([ui.mini_button(name="more", label="Read on", icon="ReadingMode")])],
)
page["html"] = ui.markup_card(box="9 1 2 2", title="HTML", content="<b>Plain</b> <i>markup</i>")
page["template"] = ui.template_card(
    box="11 1 2 2",
    title="Template",
    content="<ul>{{#ships}}<li>{{.}}</li>{{/ships}}</ul>",
    data={"ships": ["Ada", "Grace", "Edith"]},
)
page["frame"] = ui.frame_card(box="9 3 2 2", title="A page of its own", content="<h1>Framed</h1>")
page["image"] = ui.image_card(box="11 3 2 2", title="Lighthouse", path=LIGHTHOUSE)
page.save()
