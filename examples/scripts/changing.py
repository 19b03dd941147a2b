"""All the ways to change a page: by place, by name, and as a whole.

Run it: `python examples/scripts/changing.py`, then look at http://localhost:10101/scripts/changing
"""

from h2o_wave import site, ui

page = site["/scripts/changing"]
page.drop()
page["form"] = ui.form_card(
    box="1 1 3 4", items=[ui.text("One", name="one"), ui.textbox(name="ship", label="Ship")]
)
page["gone"] = ui.markdown_card(box="4 1 2 2", title="", content="Not for long")
page.save()

page["form"].items[0].text.content = "By place"
page["form"].ship.value = "By name"
page["form"].ship.placeholder = None  # deletes an attribute
page["form"].title = "Changed"
del page["gone"]
page.save()

for name, card in page.load()["p"]["c"].items():
    print(name, card["d"]["title"])
