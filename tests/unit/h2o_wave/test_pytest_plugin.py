"""The fixture `wave` starts apps for one test, and stops them after it."""

from h2o_wave import Q, app, main, ui
from h2o_wave.pytest_plugin import Wave
from h2o_wave.pytest_plugin import wave as wave
from h2o_wave.testing import start

story: list[str] = []


@app("/story", on_shutdown=lambda: story.append("stopped"))
async def serve(q: Q) -> None:
    q.page["c"] = ui.markdown_card(box="", title="", content=str(q.args["#"]))
    await q.page.save()


async def test_it_starts_an_app_and_opens_a_tab(wave: Wave) -> None:
    client = await wave.start(serve, "menu")
    assert client.page["c"].content == "menu"


async def test_the_app_of_the_test_before_was_stopped() -> None:
    assert story == ["stopped"]
    await (await start(serve)).stop()


async def test_starting_another_app_stops_the_first(wave: Wave) -> None:
    before = len(story)
    await wave.start(serve)
    await wave.start(main)
    assert len(story) == before + 1
