"""Around the content."""

from h2o_wave import ui

from .pictures import CAPTAIN
from .place import Cards, place

_PLACES = [("berths", "Berths", "Ferry"), ("ships", "Ships", "Airplane"), ("crew", "Crew", "People")]


def _groups() -> list[ui.NavGroup]:
    return [
        ui.nav_group("Harbour", [ui.nav_item(name, label, icon=icon) for name, label, icon in _PLACES]),
        ui.nav_group(
            "Papers",
            [
                ui.nav_item("fees", "Fees", tooltip="What berths cost"),
                ui.nav_item("customs", "Customs", disabled=True),
                ui.nav_item("law", "Law of the sea", path="https://example.com"),
            ],
            collapsed=False,
        ),
    ]


def header_card() -> Cards:
    """A bar at the top: who one is, where one is, and what one can do."""
    who = ui.persona(title="Edith Clarke", subtitle="Captain", initials="EC", size="xs")
    search = ui.textbox("search", placeholder="Search", icon="Search", width="200px")
    return {
        color: ui.header_card(
            place(940),
            title="Harbour",
            subtitle=f"color={color}",
            icon="Ferry",
            icon_color=icon_color,
            color=color,
            items=items,
            secondary_items=[search]
            if color == "card"
            else [
                ui.tabs(
                    f"tab_{color}",
                    items=[ui.tab("now", "Now"), ui.tab("later", "Later")],
                    value="now",
                    link=True,
                )
            ],
        )
        for color, icon_color, items in (
            ("primary", None, [ui.menu(label="More", items=[ui.command("about", label="About")])]),
            ("card", "$red", [who]),
            (
                "transparent",
                None,
                [ui.link(label="Sign out", path="?out"), ui.button("book", label="Book", primary=True)],
            ),
        )
    } | {
        "image": ui.header_card(
            place(940), title="With a picture", subtitle="and a menu", image=CAPTAIN, nav=_groups()
        )
    }


def nav_card() -> Cards:
    """Ways to other places, in groups."""
    out = [ui.button("out", label="Sign out", width="100%")]
    return {
        "card": ui.nav_card(
            place(240, 480),
            value="ships",
            title="Harbour",
            subtitle="Kiel",
            icon="Ferry",
            icon_color="$blue",
            items=_groups(),
        ),
        "primary": ui.nav_card(
            place(240, 480),
            value="berths",
            color="primary",
            persona=ui.persona(title="Edith Clarke", subtitle="Captain", image=CAPTAIN, size="l"),
            items=_groups()[:1],
            secondary_items=out,
        ),
    }


def toolbar_card() -> Cards:
    """Commands in a row; those that find no room go behind dots."""
    return {
        "bar": ui.toolbar_card(
            place(940),
            items=[
                ui.command(
                    "add",
                    label="Add",
                    icon="Add",
                    items=[
                        ui.command("add_ship", label="A ship", icon="Ferry"),
                        ui.command("add_berth", label="A berth"),
                    ],
                ),
                ui.command("print", label="Print", icon="Print", value="paper"),
                ui.command(
                    "get", label="Download", icon="Download", path="data:text/plain,Ada", download=True
                ),
            ],
            secondary_items=[
                ui.command("tiles", caption="As tiles", icon="Tiles"),
                ui.command("help", caption="Help", icon="Help"),
            ],
            overflow_items=[
                ui.command("share", label="Share", icon="Share"),
                ui.command("archive", label="Archive", icon="Archive"),
            ],
        )
    }


def breadcrumbs_card() -> Cards:
    """How one came here."""
    trail = [
        ui.breadcrumb("harbour", "Harbour"),
        ui.breadcrumb("ships", "Ships"),
        ui.breadcrumb("ada", "Ada"),
    ]
    return {"trail": ui.breadcrumbs_card(place(420), items=trail)}


def tab_card() -> Cards:
    """Tabs of a page: filled, or as links."""
    tabs = [ui.tab(name, label, icon=icon) for name, label, icon in _PLACES]
    return {
        "filled": ui.tab_card(place(460), name="place", value="ships", items=tabs),
        "link": ui.tab_card(place(460), name="place", value="crew", link=True, items=tabs),
    }


def section_card() -> Cards:
    """A heading within a page, and what concerns all below it."""
    return {
        "ships": ui.section_card(
            place(940),
            title="Ships",
            subtitle="All that have called **this week**",
            items=[
                ui.toggle("all", label="Also those that are gone"),
                ui.button("add", label="Add", icon="Add"),
            ],
        ),
        "plain": ui.section_card(place(940), title="Crew", subtitle="Who is on duty"),
    }


def footer_card() -> Cards:
    """What stands below everything."""
    links = [
        ui.link(label="Terms", path="https://example.com"),
        ui.link(label="Contact", path="https://example.com"),
    ]
    return {
        "caption": ui.footer_card(
            place(940), caption="Made with *care* by the [harbour office](https://example.com)."
        ),
        "items": ui.footer_card(place(940), caption="Harbour office", items=[ui.inline(links)]),
    }
