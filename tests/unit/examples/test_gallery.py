"""The gallery as an app: what it answers, without a browser."""

from examples import gallery
from h2o_wave import expando_to_dict
from h2o_wave.testing import start


async def test_the_source_of_an_exhibit_is_shown() -> None:
    async with start(gallery, "form_card") as client:
        await client.submit("source")
        assert client.page["meta"].side_panel.title == client.page["title"].title


async def test_a_tab_that_asks_for_the_source_after_a_restart_begins_anew() -> None:
    async with start(gallery, "form_card") as client:
        shown = set(client.page)
        known = client.app.client_state(client)
        for name in list(expando_to_dict(known)):
            del known[name]
        await client.submit("source")
        assert known.shown == "form_card"
        assert set(client.page) == shown
