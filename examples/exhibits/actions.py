"""Doing and going."""

from h2o_wave import ui

from .pictures import CAPTAIN, ENGINEER
from .place import Cards, place

_MORE = [
    ui.command("copy", label="Copy", icon="Copy"),
    ui.command(
        "move",
        label="Move",
        icon="Move",
        items=[ui.command("north", label="To North"), ui.command("east", label="To East")],
    ),
    ui.command("delete", label="Delete", icon="Delete"),
]


def button() -> Cards:
    """Buttons of every kind."""
    kinds = [
        ui.button("plain", label="Plain"),
        ui.button("primary", label="Primary", primary=True),
        ui.button("icon", label="With an icon", icon="Ferry"),
        ui.button("link", label="As a link", link=True),
        ui.button("off", label="Disabled", disabled=True),
        ui.button("off_primary", label="Disabled", disabled=True, primary=True),
        ui.button("only", icon="Heart", caption="Like", tooltip="Like it"),
    ]
    large = [
        ui.button("caption", label="With a caption", caption="which says more about it"),
        ui.button("caption_primary", label="With a caption", caption="in the primary colour", primary=True),
        ui.button("split", label="With more", commands=_MORE),
        ui.button("split_primary", label="With more", primary=True, commands=_MORE),
        ui.button("wide", label="Of a width", width="100%", tooltip="As wide as the card"),
        ui.button("open", label="Opens a page", path="https://example.com"),
    ]
    return {"kinds": ui.form_card(place(260), items=kinds), "large": ui.form_card(place(320), items=large)}


def buttons() -> Cards:
    """Buttons in a row."""
    rows = [
        ui.buttons(
            [ui.button("yes", label="Yes", primary=True), ui.button("no", label="No")], justify=justify
        )
        for justify in ("start", "center", "end", "between", "around")
    ]
    return {"rows": ui.form_card(place(420), items=rows)}


def mini_buttons() -> Cards:
    """Small buttons in a row, and one alone."""
    row = [
        ui.mini_button("like", "Like", icon="Heart"),
        ui.mini_button("share", "Share", icon="Share"),
        ui.mini_button("more", "More"),
    ]
    return {
        "row": ui.form_card(
            place(320), items=[ui.mini_buttons(row), ui.mini_button("alone", "Alone", icon="Add")]
        )
    }


def menu() -> Cards:
    """Commands behind a button."""
    menus = [
        ui.menu(_MORE, label="With a label"),
        ui.menu(_MORE, icon="Ferry"),
        ui.menu(_MORE, image=CAPTAIN),
        ui.text_xl("Text with a menu", commands=_MORE),
        ui.text_l("Smaller text with a menu", commands=_MORE),
    ]
    return {"menus": ui.form_card(place(340), items=menus)}


def link() -> Cards:
    """Links, alone and in lists."""
    links = [
        ui.link(label="A link", path="https://example.com", tooltip="Opens the page"),
        ui.link(label="In a new tab", path="https://example.com", target="_blank"),
        ui.link(label="As a button", path="https://example.com", button=True),
        ui.link(label="A file", path="data:text/plain,Ada", download=True),
        ui.link(label="Disabled", path="https://example.com", disabled=True),
    ]
    return {"links": ui.form_card(place(280), items=links)}


def links() -> Cards:
    """Links in a column or in a row."""
    places = [ui.link(label=name, path="https://example.com") for name in ("Terms", "Privacy", "Contact")]
    return {
        "lists": ui.form_card(
            place(320), items=[ui.links(places, label="Harbour office"), ui.links(places, inline=True)]
        )
    }


def tabs() -> Cards:
    """One view of several."""
    views = [ui.tab("now", "Now", icon="Clock"), ui.tab("later", "Later"), ui.tab("never", "Never")]
    forms = [
        ui.tabs("view", value="later", items=views),
        ui.tabs("link_view", value="now", items=views, link=True),
    ]
    return {"tabs": ui.form_card(place(420), items=forms)}


def persona() -> Cards:
    """Somebody, in every size."""
    people = [
        ui.persona(title="Edith Clarke", subtitle="Captain", caption="At sea", size=size, image=CAPTAIN)
        for size in ("xl", "l", "m", "s", "xs")
    ]
    letters = [
        ui.persona(
            title="Joan Lovelace",
            subtitle="Engineer",
            size="l",
            initials="JL",
            initials_color="$red",
            name="joan",
        ),
        ui.persona(title="Grace Byron", subtitle="Pilot", size="m", initials="GB"),
    ]
    return {
        "sizes": ui.form_card(place(300), items=people),
        "letters": ui.form_card(place(300), items=letters),
    }


def facepile() -> Cards:
    """Several people at once."""
    crew = [
        ui.persona(title="Edith Clarke", image=CAPTAIN),
        ui.persona(title="Joan Lovelace", image=ENGINEER),
        *(ui.persona(title=f"Sailor {letter}", initials=f"S{letter}") for letter in "ABCDE"),
    ]
    return {
        "crew": ui.form_card(place(320), items=[ui.facepile(crew, name="add", max=4), ui.facepile(crew[:3])])
    }
