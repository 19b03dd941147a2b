"""Text and pictures."""

from h2o_wave import ui

from .pictures import BAY, FLAG_BASE64, LIGHTHOUSE
from .place import Cards, place

_NOTES = """
The tide is at **{{tide}}**; [the port](?port) opens at *six*. ~~The crane is broken.~~

1. Ropes
2. Flags
   - signal flags
   - the large one

> No ship leaves without both.

| Berth | Depth |
|-------|------:|
| North | 9.2 m |
| East  | 6.4 m |

```python
def depth(tide: float) -> float:
    return 6.4 + tide  # metres
```
"""


def markdown_card() -> Cards:
    """Formatted text, with a record's fields in it; compact or set like a page of a book."""
    values = {"ship": "Ada", "tide": "4:10"}
    return {
        "compact": ui.markdown_card(
            place(420), title="=For the crew of {{ship}}", content=f"={_NOTES}", data=values
        ),
        "prose": ui.markdown_card(
            place(520),
            title="",
            content=f"=# For the crew of {{{{ship}}}}\n{_NOTES}",
            data=values,
            compact=False,
        ),
    }


def article_card() -> Cards:
    """A title, things to do with it, and a text."""
    read = [
        ui.mini_button("save", "Save", icon="SingleBookmark"),
        ui.mini_button("share", "Share", icon="Share"),
    ]
    return {
        "light": ui.article_card(
            place(520),
            title="How lighthouses work",
            items=[ui.mini_buttons(read)],
            content="A lamp, a lens, and somebody who stays awake.\n\n"
            "The lens was invented by [Fresnel](https://en.wikipedia.org/wiki/Fresnel_lens): rings of glass that bend "
            "what would be lost towards the horizon. A lamp of *a few hundred watts* is seen from **forty kilometres**.",
        )
    }


def markup_card() -> Cards:
    """HTML of the app's own."""
    html = (
        "<div class='wave-s24 wave-w6 wave-p9'>HTML</div><p class='wave-s14 wave-t8'>with <b>classes</b> of Wave</p>"
        "<ul><li>sizes</li><li>weights</li><li>tones</li></ul>"
    )
    return {
        "titled": ui.markup_card(place(280, 200), title="With a title", content=html),
        "compact": ui.markup_card(place(280, 200), title="", content=html, compact=True),
    }


def template_card() -> Cards:
    """HTML with a record's fields in it."""
    return {
        "ships": ui.template_card(
            place(280, 200),
            title="=Ships at {{berth}}",
            content="<ol>{{#each ships}}<li><b>{{name}}</b>{{#if late}} (late){{/if}}</li>{{/each}}</ol>",
            data={
                "berth": "North",
                "ships": [{"name": "Ada"}, {"name": "Grace", "late": True}, {"name": "Edith"}],
            },
        )
    }


def frame_card() -> Cards:
    """A page within the page."""
    page = (
        "<body style='margin:0;font:16px sans-serif;display:grid;place-items:center;height:100vh;"
        "background:#e8f1f5;color:#223'><div><h2>A page of its own</h2><p>In a frame.</p></div></body>"
    )
    return {
        "titled": ui.frame_card(place(320, 240), title="With a title", content=page),
        "compact": ui.frame_card(place(320, 240), title="", content=page, compact=True),
        "empty": ui.frame_card(place(240, 240), title="With nothing in it"),
    }


def image_card() -> Cards:
    """A picture, by address or within the page; a click can show it large."""
    return {
        "path": ui.image_card(place(320, 260), title="=The {{what}}", path=BAY, data={"what": "bay"}),
        "popup": ui.image_card(
            place(320, 260), title="Click to enlarge", path=LIGHTHOUSE, path_popup=LIGHTHOUSE
        ),
        "inline": ui.image_card(place(260, 260), title="Within the page", type="svg+xml", image=FLAG_BASE64),
    }


def form_card() -> Cards:
    """Components, one below the other."""
    return {
        "booking": ui.form_card(
            place(360),
            title="Book a berth",
            items=[
                ui.textbox("ship", label="Ship", placeholder="Its name", required=True),
                ui.dropdown(
                    "berth",
                    label="Berth",
                    value="north",
                    choices=[ui.choice("north", "North"), ui.choice("east", "East")],
                ),
                ui.spinbox("days", label="Days", min=1, max=14, value=3),
                ui.toggle("pilot", label="With a pilot", value=True),
                ui.buttons(
                    [ui.button("book", label="Book", primary=True), ui.button("cancel", label="Cancel")]
                ),
            ],
        )
    }
