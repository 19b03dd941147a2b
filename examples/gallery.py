"""The gallery: a page for every card, every family of components and every kind of plot, in every theme.

What the app receives from a page is told on it.

Run it: `wave run examples/gallery.py`, then look at http://localhost:10101/gallery
"""

import json
import sys
from pathlib import Path

from h2o_wave import Q, app, expando_to_dict, main, ui  # noqa: F401 - `main` is what `wave run` serves

sys.path.append(str(Path(__file__).parent))

from exhibits import EXHIBITS, FAMILIES, Exhibit
from exhibits.place import ZONE
from exhibits.themes import THEMES

OVERLAYS = ("dialog", "side_panel", "notification_bar")


@app("/gallery")
async def serve(q: Q) -> None:
    # Nothing is known of a tab that is new, nor of any after a restart: such a page may still show what it did.
    if not q.client.shown:
        q.page.drop()
        show_frame(q)
    if q.args.theme:
        q.client.theme = q.page["meta"].theme = q.args.theme
    exhibit = EXHIBITS.get(q.args["#"] or "markdown_card")
    if q.args.source and q.client.shown:
        show_source(q, EXHIBITS[q.client.shown])
    elif exhibit and (exhibit.name != q.client.shown or is_again(q)):
        show(q, exhibit)
    else:
        tell_what_came(q)
    await q.page.save()


def is_again(q: Q) -> bool:
    """Whether somebody has asked for the exhibit that is shown."""
    return q.args.__wave_submission_name__ == "#"


def show_frame(q: Q) -> None:
    exhibit = ui.zone(ZONE, direction="row", wrap="start", align="start")
    content = ui.zone("content", zones=[ui.zone("title"), exhibit, ui.zone("received")])
    wide = [
        ui.zone("header"),
        ui.zone("body", direction="row", zones=[ui.zone("sidebar", size="240px"), content]),
    ]
    q.page["meta"] = ui.meta_card(
        box="",
        title="Gallery",
        theme=q.client.theme or "default",
        layouts=[
            ui.layout("xs", zones=[ui.zone("header"), content]),
            ui.layout("l", zones=wide, max_width="1400px"),
        ],
    )
    themes = [ui.choice(name, name.replace("-", " ").capitalize()) for name in THEMES]
    q.page["header"] = ui.header_card(
        box="header",
        title="Gallery",
        subtitle="All that Wave can show",
        icon="Picture",
        nav=groups(""),
        items=[ui.dropdown("theme", value="default", choices=themes, trigger=True, width="180px")],
    )


def groups(shown: str) -> list[ui.NavGroup]:
    """The families, of which the one that is shown is unfolded."""
    return [
        ui.nav_group(
            family.title,
            [ui.nav_item(f"#{each.name}", each.title) for each in family.exhibits],
            collapsed=all(each.name != shown for each in family.exhibits),
        )
        for family in FAMILIES
    ]


def show(q: Q, exhibit: Exhibit) -> None:
    for name in q.client.cards or ():
        del q.page[name]
    for name in OVERLAYS:
        q.page["meta"][name] = None
    made = exhibit.make()
    for order, (name, content) in enumerate(made.items()):
        if name in OVERLAYS:
            q.page["meta"][name] = content
        else:
            q.page[f"{exhibit.name}_{order}"] = content
    q.client.shown = exhibit.name
    q.client.cards = [f"{exhibit.name}_{order}" for order, name in enumerate(made) if name not in OVERLAYS]
    q.page["sidebar"] = ui.nav_card("sidebar", value=f"#{exhibit.name}", items=groups(exhibit.name))
    q.page["title"] = ui.section_card(
        "title",
        title=exhibit.title,
        subtitle=exhibit.about,
        items=[ui.button("source", label="Source", icon="Code")],
    )
    q.page["received"] = ui.markdown_card("received", title="What the app received", content="Nothing yet.")


def show_source(q: Q, exhibit: Exhibit) -> None:
    q.page["meta"].side_panel = ui.side_panel(
        title=exhibit.title,
        width="800px",
        closable=True,
        items=[ui.text(f"```python\n{exhibit.source}\n```")],
    )


def tell_what_came(q: Q) -> None:
    args = {name: value for name, value in expando_to_dict(q.args).items() if not name.startswith("__wave")}
    told = json.dumps({"args": args, "events": expando_to_dict(q.events)}, indent=2, default=expando_to_dict)
    q.page["received"].content = f"```json\n{told}\n```"
