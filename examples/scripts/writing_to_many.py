"""One program, many pages: a page per ship, and a page that links to all of them.

Run it: `python examples/scripts/writing_to_many.py`, then look at http://localhost:10101/scripts/fleet
"""

from h2o_wave import site, ui

FLEET = {"ada": "grain", "grace": "timber", "edith": "salt"}

for name, cargo in FLEET.items():
    page = site[f"/scripts/fleet/{name}"]
    page["ship"] = ui.markdown_card(
        box="1 1 3 2", title=name.title(), content=f"Carries {cargo}. [Back](/scripts/fleet)"
    )
    page.save()

page = site["/scripts/fleet"]
page.drop()
links = [ui.link(label=name.title(), path=f"/scripts/fleet/{name}") for name in FLEET]
page["fleet"] = ui.form_card(box="1 1 2 3", title="Fleet", items=links)
page.save()
