"""What goes around the content: header, navigation, toolbar, breadcrumbs, tabs, section and footer.

Run it: `wave run examples/cards/frame_of_page.py`, then look at http://localhost:10101/cards/frame
"""

from h2o_wave import Q, app, main, ui  # noqa: F401 - `main` is what `wave run` serves

PLACES = ["berths", "ships", "crew"]


@app("/cards/frame")
async def serve(q: Q) -> None:
    place = str(q.args["#"] or q.args.tab or "berths")
    q.page["header"] = ui.header_card(
        box="1 1 10 1",
        title="Harbour",
        subtitle="An app with everything around it",
        icon="Ferry",
        items=[ui.menu(label="More", items=[ui.command(name="about", label="About")])],
        secondary_items=[ui.textbox(name="search", placeholder="Search")],
    )
    q.page["nav"] = ui.nav_card(
        box="1 2 2 6",
        value=f"#{place}",
        items=[ui.nav_group("Places", items=[ui.nav_item(f"#{each}", each.title()) for each in PLACES])],
        secondary_items=[ui.button(name="sign_out", label="Sign out", link=True)],
    )
    q.page["toolbar"] = ui.toolbar_card(
        box="3 2 8 1",
        items=[
            ui.command(
                name="add", label="Add", icon="Add", items=[ui.command(name="add_ship", label="A ship")]
            ),
            ui.command(name="print", label="Print", icon="Print", value="paper"),
        ],
        secondary_items=[ui.command(name="help", caption="Help", icon="Help")],
        overflow_items=[ui.command(name="share", label="Share", icon="Share")],
    )
    q.page["trail"] = ui.breadcrumbs_card(
        box="3 3 4 1", items=[ui.breadcrumb("#berths", "Harbour"), ui.breadcrumb(f"#{place}", place.title())]
    )
    q.page["tabs"] = ui.tab_card(
        box="7 3 4 1",
        name="tab",
        value=place,
        items=[ui.tab(each, each.title(), icon="Tag") for each in PLACES],
    )
    q.page["section"] = ui.section_card(
        box="3 4 8 1",
        title=place.title(),
        subtitle="What there is",
        items=[ui.toggle(name="all", label="All")],
    )
    q.page["content"] = ui.markdown_card(box="3 5 8 3", title="", content=f"You see **{place}**.")
    q.page["footer"] = ui.footer_card(
        box="1 8 10 1", caption="Harbour, by *nobody*", items=[ui.link(label="Top")]
    )
    await q.page.save()
