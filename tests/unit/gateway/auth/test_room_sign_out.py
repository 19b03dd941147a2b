"""Signing out over HTTP, and tokens for programs."""

from urllib.parse import urlencode

import pytest

from services.gateway.auth.room import MAX_LOGOUT_BYTES
from services.gateway.errors import ProviderAway, RenewalRefused, SessionLost, SignInFailed, StoreAway
from services.gateway.upstream.apps import EventKind, EventStatus
from services.gateway.web import answers
from tests.unit.gateway.auth.room_scene import ANN, ID, Scene, cookies, location

REFUSED = answers.refusal(401, "no key")


@pytest.fixture
async def scene() -> Scene:
    return Scene()


@pytest.mark.parametrize(
    ("goes_to", "expected"),
    [(None, "/base/"), ("https://provider/end?a=b&c=%20", "https://provider/end?a=b&c=%20")],
)
async def test_who_signs_out_loses_the_cookie_and_apps_are_told(
    goes_to: str | None, expected: str, scene: Scene
) -> None:
    """[A5]"""
    scene.sign_in.goes_to = goes_to
    answer = await scene.get("logout", Cookie="oidcsession=old", Host="wave.example.org")
    assert location(answer) == expected and ("Cache-Control", "no-store") in answer.headers
    assert cookies(answer)["oidcsession"].startswith("; Path=/base/; Max-Age=0")
    assert scene.sign_in.asked == [("end", "old"), ("farewell", ANN, "wave.example.org")]
    (event,) = scene.apps.take()
    assert (event.kind, event.user, event.client_id) == (EventKind.LOGOUT, ANN.user, "")


async def test_an_app_that_is_not_told_is_in_the_log(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    """[A5]"""
    scene.apps.outcome = EventStatus.UNKNOWN_APP
    assert (await scene.get("logout", Cookie="oidcsession=old")).status == 302
    assert "logout_not_told" in caplog.text


@pytest.mark.parametrize(("cookie", "is_cleared"), [("", False), ("oidcsession=gone", True)])
async def test_who_has_no_session_is_sent_away_all_the_same(
    cookie: str, is_cleared: bool, scene: Scene
) -> None:
    """[A5]"""
    answer = await scene.get("logout", Cookie=cookie)
    assert location(answer) == "/base/" and ("oidcsession" in cookies(answer)) is is_cleared
    assert scene.apps.take() == []


async def test_a_page_of_another_site_signs_nobody_out(scene: Scene) -> None:
    """[A5]"""
    answer = await scene.get("logout", Cookie="oidcsession=old", Sec_Fetch_Site="cross-site")
    assert answer.status == 403 and cookies(answer) == {} and scene.sign_in.asked == []


async def test_a_place_with_other_letters_is_encoded(scene: Scene) -> None:
    scene.sign_in.goes_to = "https://provider/ende?für=\r\nx"
    assert location(await scene.get("logout")) == "https://provider/ende?f%C3%BCr=%0D%0Ax"


async def test_a_program_is_given_fresh_tokens(scene: Scene) -> None:
    """[A6]"""
    answer = await scene.get("refresh", Wave_Session_ID=ID)
    expected = {
        "Wave-Access-Token": "access",
        "Wave-Refresh-Token": "refresh",
        "Cache-Control": "no-store",
    }
    assert (answer.status, answer.body, dict(answer.headers)) == (200, b"", expected)
    assert scene.sign_in.asked == [("tokens", ID)]


async def test_without_a_key_there_are_no_tokens(scene: Scene) -> None:
    """[A6]"""
    scene.key_answer = REFUSED
    assert (await scene.get("refresh", Wave_Session_ID=ID)).status == 401
    assert scene.sign_in.asked == []


@pytest.mark.parametrize("given", ["", "old", ID.upper(), ID[1:], f"{ID}0", "g" * 64])
async def test_what_is_no_session_id_is_not_looked_up(given: str, scene: Scene) -> None:
    """[A6]"""
    assert (await scene.get("refresh", Wave_Session_ID=given)).status == 401
    assert scene.sign_in.asked == []


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (SessionLost("x"), 401),
        (RenewalRefused("x"), 401),
        (ProviderAway("x"), 502),
        (StoreAway("x"), 503),
    ],
)
async def test_tokens_that_cannot_be_had_are_an_error(failure: Exception, status: int, scene: Scene) -> None:
    """[A6]"""
    scene.sign_in.failures["tokens"] = failure
    assert (await scene.get("refresh", Wave_Session_ID=ID)).status == status


async def test_the_provider_signs_users_out_and_apps_are_told_of_each(scene: Scene) -> None:
    """[A7]"""
    answer = await scene.post("backchannel-logout", b"logout_token=a.b.c&other=x")
    assert answer.status == 200 and ("Cache-Control", "no-store") in answer.headers
    assert scene.sign_in.asked == [("end_by_provider", "a.b.c")]
    assert [event.user.username for event in scene.apps.take()] == ["ann", "eve"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"a.b.c", 400),
        (b"token=a", 400),
        (b"logout_token=", 400),
        (b"logout_token=a&logout_token=b", 400),
        (b"logout_token=\xff", 400),
        (urlencode([(f"x{number}", "y") for number in range(11)]).encode(), 400),
        (b"logout_token=" + b"x" * MAX_LOGOUT_BYTES, 413),
    ],
)
async def test_what_is_no_logout_of_a_provider_is_refused(body: bytes, status: int, scene: Scene) -> None:
    """[A7]"""
    assert (await scene.post("backchannel-logout", body)).status == status
    assert scene.sign_in.asked == []


async def test_a_logout_token_that_is_not_believed_ends_nothing(scene: Scene) -> None:
    """[A7]"""
    scene.sign_in.failures["end_by_provider"] = SignInFailed("the logout token is too old")
    answer = await scene.post("backchannel-logout", b"logout_token=a.b.c")
    assert (answer.status, answer.body) == (400, b"the logout token is too old\n")
    assert scene.apps.take() == []


async def test_the_provider_posts(scene: Scene) -> None:
    """[A7]"""
    answer = await scene.get("backchannel-logout?logout_token=a.b.c")
    assert answer.status == 405 and ("Allow", "POST") in answer.headers
