"""Signing in with a real provider: every step over HTTP, so that a test can meddle with it."""

import asyncio
import base64
import json
import urllib.parse
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.cluster import Cluster, Form
from tests.e2e.oidc_provider import CLIENT_SECRET, provider, query_of
from tests.e2e.plain_socket import PlainSocket
from tests.e2e.rpc_client import RpcClient
from tests.e2e.sign_in_site import FLAGS, LOGGED_OUT, Site, cookie, is_signed_in, signing_in, told_to
from tests.e2e.sign_in_visitor import Visitor
from tests.e2e.stub_app import StubApp

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]

NewTab = Callable[[], PlainSocket]


@pytest.fixture(scope="module", params=[Form.EMBEDDED, Form.SPLIT_UNIX], ids=lambda form: form.value)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with signing_in(request.param, tmp_path_factory.mktemp("sign-in")) as site:
        yield site


@pytest.fixture
def cluster(site: Site) -> Cluster:
    return site.cluster


@pytest.fixture
async def ann() -> AsyncIterator[Visitor]:
    async with Visitor() as visitor:
        yield visitor


@pytest.fixture
async def eve() -> AsyncIterator[Visitor]:
    async with Visitor() as visitor:
        yield visitor


async def test_from_a_page_to_the_provider_and_back(site: Site, ann: Visitor) -> None:
    """[A1, A2, A3, A4, A9]"""
    seen = await ann.go(f"{site.first}/some/page%20x?lost=1")
    assert (seen.status, seen.location) == (302, f"{site.first}/_auth/login?next=%2Fsome%2Fpage+x")
    assert (await ann.go(seen.location)).status == 200
    started = await ann.go(f"{site.first}/_auth/init?next=%2Fsome%2Fpage+x", method="POST")
    asked = query_of(started.location)
    assert started.status == 302 and started.location.startswith(f"{site.provider.issuer}/auth?")
    assert asked["response_type"] == "code" and asked["code_challenge_method"] == "S256"
    assert asked["scope"] == "openid profile" and len(asked["state"]) == len(asked["nonce"]) == 40
    assert "oidcsession" not in ann.names()

    done = await ann.sign_in(site.first, "ann", next_="/some/page x")
    assert (done.status, done.location) == (302, f"{site.first}/some/page%20x")
    given = next(one for one in done.cookies if one.startswith("oidcsession="))
    assert "; Path=/; " in given and "; HttpOnly; SameSite=Lax" in given and "Secure" not in given
    assert done.headers["Cache-Control"] == "no-store"
    for address in site.cluster.addresses:
        assert await is_signed_in(ann, address)


async def test_what_is_guarded_and_what_is_not(site: Site, ann: Visitor) -> None:
    """[A1]"""
    expected = {"/": 302, "/demo": 302, "/_auth/login": 200, "/_f/x/y.txt": 401, "/_m/x": 401, "/_c/x/y": 401}
    assert {path: (await ann.go(site.last + path)).status for path in expected} == expected
    upload = await ann.go(f"{site.last}/_f/", method="POST", data={"x": "y"})
    assert upload.status == 401
    # Programs show keys, not cookies.
    client = RpcClient(site.last)
    assert client.patch("/guarded", {"k": "c", "d": {"view": "x"}})[0] == 200
    assert client.page("/guarded") is not None
    assert client.request("GET", "/_f/x/y.txt")[0] == 404
    client.close()
    await ann.sign_in(site.first, "ann")
    assert (await ann.go(f"{site.last}/_f/x/y.txt")).status == 404
    assert (await ann.go(f"{site.last}/_c/x/y")).status == 401


async def test_an_app_is_told_who_the_user_is(
    site: Site, ann: Visitor, client: RpcClient, app: StubApp, new_tab: NewTab, route: str
) -> None:
    """[A11]"""
    await ann.sign_in(site.first, "ann")
    app.register(client, route)
    tab = await new_tab().connect(site.last, headers=cookie(ann))
    await tab.send(f"+ {route} ")
    boot = await app.next_of(tab.client_id)
    told = boot.headers
    assert (told["wave-subject-id"], told["wave-username"]) == ("ann", "Ann A.")
    assert told["wave-access-token"] and told["wave-refresh-token"]
    claims = json.loads(base64.b64decode(told["wave-claims"]))
    assert claims["groups"] == ["sales", "staff"] and claims["sub"] == "ann"
    # What an app knows a session by opens no door.
    assert told["wave-session-id"] != ann.cookie("oidcsession")
    forged = await told_to(new_tab, site.last, told["wave-session-id"])
    assert forged == LOGGED_OUT


@pytest.mark.parametrize("secret", ["", "x", "x" * 43, "x" * 5000, "é", "../../etc/passwd"])
async def test_a_socket_without_a_session_is_sent_away_and_not_heard(
    secret: str, site: Site, client: RpcClient, new_tab: NewTab, route: str
) -> None:
    """[A8, N6]"""
    tab = new_tab()
    headers = {"Cookie": f"oidcsession={urllib.parse.quote(secret)}"} if secret else {}
    await tab.connect(site.last, client_id="none", headers=headers)
    assert await tab.line() == LOGGED_OUT
    await tab.send(f"+ {route} ")
    assert client.patch(route, {"k": "c", "d": {"view": "x"}})[0] == 200
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(tab.raw_line(), 0.3)


async def test_a_session_begins_with_a_secret_that_nobody_has_chosen(site: Site, ann: Visitor) -> None:
    """[A4] Session fixation: what was in the cookie before is worth nothing afterwards."""
    ann.keep(site.first, oidcsession="chosen-by-somebody-else")
    await ann.sign_in(site.first, "ann")
    first = ann.cookie("oidcsession")
    assert first != "chosen-by-somebody-else"
    await ann.sign_in(site.first, "ann")
    assert ann.cookie("oidcsession") not in (first, None)
    # The session before is over: it is no spare key.
    ann.keep(site.first, oidcsession=first or "")
    assert not await is_signed_in(ann, site.first)


async def test_a_callback_is_worth_something_once_and_in_one_browser(
    site: Site, ann: Visitor, eve: Visitor
) -> None:
    """[A4]"""
    callback = await ann.callback_url(site.first, "ann")
    # In another browser: somebody wants eve to work in the account of ann.
    refused = await eve.go(callback)
    assert (refused.status, "begin anew" in refused.text) == (400, True)
    assert "oidcsession" not in eve.names()
    for change in ({"state": "0" * 40}, {"state": ""}, {"code": ""}, {"iss": "https://evil.example"}):
        query = urllib.parse.urlencode(query_of(callback) | change)
        refused = await ann.go(f"{site.first}/_auth/callback?{query}")
        assert refused.status == 400, change
    remembered = {name: ann.cookie(name) or "" for name in ann.names() if name.startswith("oidclogin")}
    assert (await ann.go(callback)).status == 302
    session = ann.cookie("oidcsession") or ""
    # Back in the history: nothing happens to who is signed in.
    assert (await ann.go(callback)).location == f"{site.first}/"
    assert ann.cookie("oidcsession") == session
    # Replayed with all that was remembered: the provider does not take the code again.
    for name, value in remembered.items():
        eve.keep(f"{site.first}/_auth/", **{name: value})
    replayed = await eve.go(callback)
    assert (replayed.status, "does not take the code" in replayed.text) == (400, True)


async def test_a_login_that_somebody_has_changed_is_none(site: Site, ann: Visitor) -> None:
    """[A4]"""
    callback = await ann.callback_url(site.first, "ann", next_="/demo")
    name = next(one for one in ann.names() if one.startswith("oidclogin"))
    value = ann.cookie(name) or ""
    for changed in (value[:-6] + "AAAAAA", "x", "", value[:40], f"{value}{value}"):
        ann.keep(f"{site.first}/_auth/", **{name: changed})
        assert (await ann.go(callback)).status == 400
    assert "oidcsession" not in ann.names()


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "/%09/evil.example",
        "javascript:alert(1)",
        "x",
    ],
)
async def test_nobody_is_sent_to_another_site_after_signing_in(target: str, site: Site, ann: Visitor) -> None:
    """[A3]"""
    quoted = target if "%" in target else urllib.parse.quote_plus(target)
    started = await ann.go(f"{site.first}/_auth/init?next={quoted}")
    assert started.location.startswith(site.provider.issuer)
    done = await ann.sign_in(site.first, "ann", next_=urllib.parse.unquote(target))
    assert done.location == f"{site.first}/"


async def test_a_browser_may_sign_in_in_several_tabs_at_once(site: Site, ann: Visitor) -> None:
    """[A3]"""
    callbacks = [await ann.callback_url(site.first, "ann", next_=f"/tab{number}") for number in range(3)]
    for number, callback in enumerate(callbacks):
        assert (await ann.go(callback)).location == f"{site.first}/tab{number}"
    for _ in range(12):
        await ann.go(f"{site.first}/_auth/init")
    assert len([name for name in ann.names() if name.startswith("oidclogin")]) <= 5


async def test_the_settings_of_the_reference_do_what_they_say(tmp_path: Path, ann: Visitor) -> None:
    """[A2, A3]"""
    more = {
        "oidc_skip_login": "true",
        "oidc_scopes": "openid,email",
        "oidc_auth_url_params": "foo:bar,qux:42",
        "base_url": "/base/",
    }
    secret = tmp_path / "secret"
    directory = tmp_path / "site"
    cluster = Cluster(Form.EMBEDDED, directory, flags=[*FLAGS, "-base-url", "/base/"])
    callback = f"{cluster.address}/base/_auth/callback"
    with provider(tmp_path, [callback]) as one:
        flags = [flag for flag in one.flags(callback, **more) if not flag.startswith("-oidc-client-secret=")]
        secret.write_text(f"{CLIENT_SECRET}\n")
        process = cluster.gateway()
        process.command += flags
        process.variables["H2O_WAVE_OIDC_CLIENT_SECRET_FILE"] = str(secret)
        try:
            cluster.start()
            address = f"{cluster.address}/base"
            seen = await ann.go(f"{address}/_auth/login?next=%2Fbase%2Fx")
            assert (seen.status, seen.location) == (302, f"{address}/_auth/init?next=%2Fbase%2Fx")
            assert (await ann.go(f"{address}/_auth/login?next=//x")).location == f"{address}/_auth/init"
            asked = query_of((await ann.go(f"{address}/_auth/init")).location)
            assert (asked["foo"], asked["qux"], asked["scope"]) == ("bar", "42", "openid email")
            done = await ann.sign_in(address, "ann", next_="/base/x")
            assert done.location == f"{address}/x"
            assert "; Path=/base/; " in "".join(done.cookies)
            # Without an end session URL, the way out leads back.
            assert (await ann.go(f"{address}/_auth/logout")).location == f"{address}/"
        finally:
            cluster.stop()


async def test_with_a_setting_missing_nobody_signs_in_and_the_log_says_why(
    tmp_path: Path, ann: Visitor
) -> None:
    """[A1]"""
    cluster = Cluster(Form.EMBEDDED, tmp_path, flags=[*FLAGS, "-oidc-client-id", "wave"])
    try:
        cluster.start()
        assert (await ann.go(f"{cluster.address}/demo")).status == 200
        said = cluster.gateway().tail(100)
        assert "sign_in_incomplete" in said and "oidc-provider-url" in said
    finally:
        cluster.stop()
