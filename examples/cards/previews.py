"""Cards that announce something and can be clicked: previews, articles, posts, profiles.

Run it: `wave run examples/cards/previews.py`, then look at http://localhost:10101/cards/previews
"""

from h2o_wave import Q, app, main, ui  # noqa: F401 - `main` is what `wave run` serves

SEA = (
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 80 40'>"
    "<rect width='80' height='40' fill='steelblue'/><circle cx='60' cy='12' r='6' fill='gold'/></svg>"
)


@app("/cards/previews")
async def serve(q: Q) -> None:
    captain = ui.persona(title="Edith Clarke", subtitle="Captain", initials="EC", name="captain")
    again = ui.mini_buttons([ui.mini_button(name="again", label="Again", icon="Refresh")])
    clicked = [name for name in ("preview", "tall", "wide", "tall_article", "wide_article") if q.args[name]]
    q.page["answer"] = ui.markdown_card(
        box="1 1 8 1", title="Clicked", content=", ".join(clicked) or "nothing yet"
    )
    q.page["preview"] = ui.preview_card(
        box="1 2 2 3", name="preview", image=SEA, title="The sea", label="Look"
    )
    q.page["tall"] = ui.tall_info_card(
        box="3 2 2 3", name="tall", title="Tides", caption="Twice a day", icon="Rain", category="Nature"
    )
    q.page["wide"] = ui.wide_info_card(
        box="5 2 4 2",
        name="wide",
        title="Ropes",
        caption="How to tie them",
        image=SEA,
        label="Learn",
        align="right",
    )
    q.page["tall_article"] = ui.tall_article_preview_card(
        box="1 5 2 4",
        name="tall_article",
        title="Fog",
        image=SEA,
        subtitle="Weather",
        value="3 min",
        content="Slow!",
    )
    q.page["wide_article"] = ui.wide_article_preview_card(
        box="3 5 4 2", name="wide_article", persona=captain, image=SEA, title="A night watch", items=[again]
    )
    q.page["post"] = ui.post_card(
        box="5 7 2 4", persona=captain, image=SEA, caption="Calm today", aux_value="1 h"
    )
    q.page["profile"] = ui.profile_card(box="7 5 2 4", persona=captain, image=SEA, items=[again])
    await q.page.save()
