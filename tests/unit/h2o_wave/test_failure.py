import logging

import pytest

from h2o_wave.errors import ServiceError
from h2o_wave.failure import report
from tests.unit.h2o_wave.app_scene import FakeSite, Scene, make_q

BOOM = ValueError("boom <secret path>")


@pytest.fixture(autouse=True)
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    monkeypatch.delenv("H2O_WAVE_SHOW_ERRORS", raising=False)
    scene = Scene(monkeypatch)
    scene.set(dev_mode=False)
    return scene


async def test_the_user_gets_a_reference_and_the_log_the_traceback(caplog: pytest.LogCaptureFixture) -> None:
    site = FakeSite()
    await report(make_q(site), BOOM)
    ((route, (drop, card)),) = site.saved
    assert (route, drop, card["k"]) == ("/c1", {}, "__unhandled_error__")
    assert card["d"]["view"] == "markdown"
    assert "boom" not in card["d"]["content"]
    (record,) = caplog.records
    reference = record.args[1] if isinstance(record.args, tuple) else None
    assert f"**{reference}**" in card["d"]["content"]
    assert record.exc_info is not None and record.exc_info[1] is BOOM


@pytest.mark.parametrize("way", ["variable", "dev mode"])
async def test_the_author_may_want_to_see_tracebacks(
    way: str, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    if way == "variable":
        monkeypatch.setenv("H2O_WAVE_SHOW_ERRORS", "1")
    else:
        scene.set(dev_mode=True)
    site = FakeSite()
    await report(make_q(site), BOOM)
    assert site.saved[0][1][1]["d"]["content"] == "```\nValueError: boom <secret path>\n\n```"


@pytest.mark.parametrize("mode", ["multicast", "broadcast"])
async def test_others_keep_their_page(mode: str) -> None:
    site = FakeSite()
    q = make_q(site, mode=mode)
    q.page["half"] = {"view": "finished"}
    await report(q, BOOM)
    ((_, (card,)),) = site.saved
    assert card["k"] == "__unhandled_error__"
    assert card["d"]["view"] == "meta"
    assert card["d"]["notification_bar"]["type"] == "error"
    assert "boom" not in card["d"]["notification_bar"]["text"]


async def test_a_page_that_cannot_be_saved_does_not_hide_the_error() -> None:
    site = FakeSite()
    site.refusals = [ServiceError("Request", 400, "bad card")]
    q = make_q(site)
    q.page["bad"] = {"view": "x"}
    await report(q, BOOM)
    ((route, ops),) = site.saved
    assert route == "/c1"
    assert [op.get("k") for op in ops] == [None, "__unhandled_error__"]


async def test_an_error_that_cannot_be_shown_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    site = FakeSite()
    site.refusals = [ServiceError("Request", 503, "away")] * 2
    await report(make_q(site), BOOM)
    assert site.saved == []
    assert [record.levelno for record in caplog.records] == [logging.ERROR] * 2
    assert "error_not_shown" in caplog.text
