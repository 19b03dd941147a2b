"""Announcements."""

from h2o_wave import ui

from .pictures import BAY, CAPTAIN, CRANES, ENGINEER, LIGHTHOUSE
from .place import Cards, place


def _more() -> ui.Component:
    return ui.mini_buttons(
        [
            ui.mini_button("like", "Like", icon="Heart"),
            ui.mini_button("comment", "Comment", icon="Comment"),
            ui.mini_button("share", "Share", icon="Share"),
        ]
    )


def _captain() -> ui.Component:
    return ui.persona(title="Edith Clarke", subtitle="Captain of the Ada", caption="At sea", image=CAPTAIN)


def preview_card() -> Cards:
    """A picture with words on it; the whole card can be clicked, or a button in it."""
    return {
        "clickable": ui.preview_card(
            place(300, 240),
            name="bay",
            image=BAY,
            title="The bay",
            caption="Morning over the bay",
            items=[_more()],
        ),
        "button": ui.preview_card(
            place(300, 240),
            name="light",
            image=LIGHTHOUSE,
            title="The old lighthouse",
            caption="Built in 1864",
            label="Visit",
        ),
    }


def tall_info_card() -> Cards:
    """A picture or an icon over a title and a text."""
    return {
        "image": ui.tall_info_card(
            place(260, 320),
            name="cranes",
            title="New cranes",
            caption="Three of them *lift twice as much* as all before.",
            category="Equipment",
            image=CRANES,
            label="Read more",
        ),
        "icon": ui.tall_info_card(
            place(260, 320),
            name="tides",
            title="Tides",
            caption="When they come, and how high, for a week ahead.",
            category="Nature",
            icon="Drop",
        ),
        "low_image": ui.tall_info_card(
            place(260, 320),
            name="bay",
            title="The bay",
            caption="Depths and marks.",
            image=BAY,
            image_height="90px",
        ),
    }


def wide_info_card() -> Cards:
    """A picture or an icon beside a title and a text."""
    return {
        "left": ui.wide_info_card(
            place(460, 200),
            name="light",
            title="The lighthouse",
            subtitle="Open on Sundays",
            caption="From its top one sees *forty kilometres* far.",
            category="Visit",
            image=LIGHTHOUSE,
        ),
        "right": ui.wide_info_card(
            place(460, 200),
            name="cranes",
            title="New cranes",
            subtitle="From March",
            caption="Three of them, for berths North and East.",
            category="Equipment",
            image=CRANES,
            align="right",
            label="Read more",
        ),
        "icon": ui.wide_info_card(
            place(460, 140),
            name="knots",
            title="Knots",
            caption="How to tie the twelve one needs.",
            icon="Dictionary",
        ),
    }


def tall_article_preview_card() -> Cards:
    """A picture with a title on it, and the beginning of a text."""
    return {
        "fog": ui.tall_article_preview_card(
            place(280, 360),
            name="fog",
            title="Sailing in fog",
            subtitle="Seamanship",
            value="5 min",
            image=BAY,
            content="Slow down, sound the horn, and *listen*. What else helps is told here.",
            items=[_more()],
        )
    }


def wide_article_preview_card() -> Cards:
    """Who wrote, a picture, a title and the beginning of a text."""
    return {
        "watch": ui.wide_article_preview_card(
            place(560, 280),
            name="watch",
            persona=_captain(),
            image=LIGHTHOUSE,
            title="A night watch",
            aux_value="2 h ago",
            content="At two the wind turned, and with it everything else. We had **no moon**.",
            items=[_more()],
        )
    }


def post_card() -> Cards:
    """Who posted, a picture, and what is said about it."""
    return {
        "calm": ui.post_card(
            place(320, 420),
            persona=_captain(),
            image=BAY,
            caption="Calm today: a good day for painting the hull.",
            aux_value="1 h ago",
            items=[_more()],
        )
    }


def profile_card() -> Cards:
    """Somebody, in front of a picture."""
    ask = ui.inline(
        [ui.button("ask", label="Ask"), ui.button("follow", label="Follow", primary=True)], justify="center"
    )
    return {
        "plain": ui.profile_card(place(300, 300), persona=_captain(), image=BAY),
        "items": ui.profile_card(
            place(300, 360),
            persona=ui.persona(title="Joan Lovelace", subtitle="Engineer", image=ENGINEER),
            image=CRANES,
            items=[ui.text("Keeps **all cranes** running."), ask],
            height="180px",
        ),
    }
