"""Signing in over HTTP."""

import pytest

from services.gateway.auth.flow import LOGIN_LIFETIME_SECONDS
from services.gateway.auth.room import MAX_LOGINS
from services.gateway.errors import ProviderAway, SignInFailed, StoreAway
from services.gateway.web.answers import Answer
from tests.unit.gateway.auth.room_scene import ANN, LOGIN, RULES, SHELL, STATE, Scene, cookies, location


@pytest.fixture
async def scene() -> Scene:
    return Scene()


async def test_what_is_not_there_is_not_found(scene: Scene) -> None:
    assert (await scene.get("elsewhere")).status == 404


async def test_the_login_page_is_the_shell_which_may_be_kept(scene: Scene) -> None:
    """[A2]"""
    assert await scene.get("login?next=/demo") == SHELL


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "/base/_auth/init"),
        ("?next=/demo?a=b", "/base/_auth/init?next=%2Fdemo%3Fa%3Db"),
        ("?next=//evil.example/", "/base/_auth/init"),
    ],
)
async def test_who_need_not_see_the_login_page_is_sent_past_it(query: str, expected: str) -> None:
    """[A2]"""
    answer = await Scene(RULES._replace(skips_login=True)).get(f"login{query}")
    assert location(answer) == expected and ("Cache-Control", "no-store") in answer.headers


@pytest.mark.parametrize(
    ("query", "target"), [("", "/base/"), ("?next=/demo", "/demo"), ("?next=https://evil.example/", "/base/")]
)
async def test_a_browser_is_sent_to_the_provider_and_remembers_that(
    query: str, target: str, scene: Scene
) -> None:
    """[A3]"""
    answer = await scene.get(f"init{query}")
    assert location(answer) == "https://provider/auth?x=y" and ("Cache-Control", "no-store") in answer.headers
    assert scene.sign_in.asked == [("begin", target)]
    ((name, value),) = cookies(answer).items()
    assert name == f"oidclogin_{STATE[:8]}"
    assert value.startswith("sealed; Path=/base/_auth/; Expires=")
    assert value.endswith("; HttpOnly; SameSite=Lax; Secure")
    assert LOGIN_LIFETIME_SECONDS == 600


@pytest.mark.parametrize(("others", "given_up"), [(MAX_LOGINS - 1, 0), (MAX_LOGINS, 1), (MAX_LOGINS + 2, 3)])
async def test_of_too_many_sign_ins_at_once_the_oldest_are_given_up(
    others: int, given_up: int, scene: Scene
) -> None:
    """[A3]"""
    names = [f"oidclogin_{number}" for number in range(others)]
    header = "; ".join(f"{name}=x" for name in ("other", *names))
    given = cookies(await scene.get("init", Cookie=header))
    cleared = {name for name, value in given.items() if "Max-Age=0" in value}
    assert cleared == set(names[:given_up]) and len(given) == given_up + 1


async def came_back(scene: Scene, **more: str) -> Answer:
    """The browser comes back from the provider."""
    header = "; ".join(f"{name}={value}" for name, value in more.items())
    return await scene.get(f"callback?code=c&state={STATE}", Cookie=header)


REMEMBERED = {f"oidclogin_{STATE[:8]}": "sealed"}


async def test_a_browser_that_comes_back_is_signed_in(scene: Scene) -> None:
    """[A4, A9]"""
    answer = await came_back(scene, **REMEMBERED)
    assert location(answer) == "/demo" and ("Cache-Control", "no-store") in answer.headers
    assert scene.sign_in.asked == [("finish", "c", LOGIN)]
    given = cookies(answer)
    assert given["oidcsession"].startswith("new; Path=/base/; Expires=")
    assert given["oidcsession"].endswith("; HttpOnly; SameSite=Lax; Secure")
    assert given[f"oidclogin_{STATE[:8]}"].startswith("; Path=/base/_auth/; Max-Age=0")


async def test_the_session_before_ends_when_the_new_one_has_begun(scene: Scene) -> None:
    """[A4]"""
    await came_back(scene, **REMEMBERED, oidcsession="old")
    assert [name for name, *_ in scene.sign_in.asked] == ["finish", "end"]
    assert scene.sign_in.known == {}
    # It is no signing out: apps are not told.
    assert scene.apps.take() == []


async def test_a_session_before_that_cannot_be_ended_does_not_take_the_new_one_away(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    """[A4] The code of the provider is spent: the user could not try again."""
    scene.sign_in.failures["end"] = StoreAway("the site-store does not answer")
    answer = await came_back(scene, **REMEMBERED, oidcsession="old")
    assert location(answer) == "/demo" and cookies(answer)["oidcsession"].startswith("new; ")
    assert "earlier_session_not_ended" in caplog.text


@pytest.mark.parametrize(
    ("failure", "status"),
    [(SignInFailed("no: \nwhy"), 400), (ProviderAway("away"), 502), (StoreAway("away"), 503)],
)
async def test_a_sign_in_that_fails_says_why_and_leaves_what_there_was(
    failure: Exception, status: int, scene: Scene
) -> None:
    """[A4]"""
    scene.sign_in.failures["finish"] = failure
    answer = await came_back(scene, **REMEMBERED, oidcsession="old")
    assert answer.status == status and cookies(answer) == {} and answer.body.count(b"\n") == 1
    assert ("Cache-Control", "no-store") in answer.headers
    assert scene.sign_in.known == {"old": ANN}


async def test_who_goes_back_in_the_history_of_the_browser_is_still_signed_in(scene: Scene) -> None:
    """[A4]"""
    answer = await came_back(scene, oidcsession="old")
    assert location(answer) == "/base/" and scene.sign_in.asked == []


@pytest.mark.parametrize("session", ["", "unknown"])
async def test_a_browser_that_has_not_begun_ends_no_sign_in(session: str, scene: Scene) -> None:
    """[A4]"""
    await came_back(scene, oidclogin_else="sealed", oidcsession=session)
    assert scene.sign_in.asked[0] == ("finish", "c", None)
