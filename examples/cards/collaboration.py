"""Cards that all who look at a page change together: a chat, a drawing board, pixels and the page itself.

The server must allow it: `waved -editable`. Run it: `python examples/cards/collaboration.py`, then look at
http://localhost:10101/cards/collaboration in two tabs.
"""

from h2o_wave import data, site, ui

page = site["/cards/collaboration"]
page.drop()
page["chat"] = ui.chat_card(box="1 1 3 6", title="Radio", data={}, capacity=50)
page["board"] = ui.canvas_card(box="4 1 4 4", title="Chart of the bay", width=500, height=300, data={})
page["pixels"] = ui.pixel_art_card(box="8 1 3 4", title="Flag", data=data("color", 16 * 16))
page["editor"] = ui.editor_card(box="1 7 1 1", mode="private")
page.save()
