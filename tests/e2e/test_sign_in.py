"""Signing in with a real provider: every step over HTTP, so that a test can meddle with it."""

import asyncio
import contextlib
import json
import urllib.parse
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.e2e.cluster import Cluster, Form
from tests.e2e.oidc_provider import Provider, provider, query_of
from tests.e2e.plain_socket import PlainSocket
from tests.e2e.rpc_client import RpcClient
from tests.e2e.sign_in_visitor import Visitor
from tests.e2e.stub_app import StubApp

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]

FLAGS = ["-fsync", "no", "-reconnect-timeout", "500ms", "-drain-spread", "0"]
RESET = {"r": 1}
LOGGED_OUT = {"u": "/_auth/logout"}
NewTab = Callable[[], PlainSocket]


class Site(NamedTuple):
    """Wave, and the provider with which users sign in."""

    cluster: Cluster
    provider: Provider

    @property
    def first(self) -> str:
        """Where users sign in."""
        return self.cluster.addresses[0]

    @property
    def last(self) -> str:
        """Another gateway, where there is one."""
        return self.cluster.addresses[-1]


@contextlib.contextmanager
def signing_in(
    form: Form, directory: Path, *, access_token_seconds: int = 3600, **more: str
) -> Iterator[Site]:
    """Wave with sign-in, for the length of a block."""
    gateways = 1 if form is Form.EMBEDDED else 2
    cluster = Cluster(form, directory, flags=FLAGS, gateways=gateways)
    callback = f"{cluster.address}/_auth/callback"
    with provider(directory, [callback], access_token_seconds=access_token_seconds) as one:
        given = {
            "oidc_end_session_url": f"{one.issuer}/session/end",
            "oidc_post_logout_redirect_url": f"{cluster.address}/",
            **more,
        }
        for number in range(gateways):
            cluster.gateway(number).command += one.flags(callback, **given)
        try:
            cluster.start()
            yield Site(cluster, one)
        finally:
            cluster.stop()


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


def cookie(visitor: Visitor) -> dict[str, str]:
    """The header that shows who opens a socket."""
    return {"Cookie": f"oidcsession={visitor.cookie('oidcsession')}"}


async def is_signed_in(visitor: Visitor, address: str) -> bool:
    """Whether pages are shown."""
    seen = await visitor.go(f"{address}/demo")
    assert seen.status == 200 or seen.location == f"{address}/_auth/login?next=%2Fdemo", seen
    return seen.status == 200


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
    # What an app knows a session by opens no door.
    assert told["wave-session-id"] != ann.cookie("oidcsession")
    forged = await new_tab_with(new_tab, site.last, told["wave-session-id"])
    assert forged == LOGGED_OUT


async def new_tab_with(new_tab: NewTab, address: str, secret: str) -> object:
    tab = new_tab()
    await tab.connect(address, client_id="none", headers={"Cookie": f"oidcsession={secret}"})
    return await tab.line()


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


async def test_signing_out_ends_sockets_of_every_gateway_and_tells_apps(
    site: Site, ann: Visitor, eve: Visitor, client: RpcClient, app: StubApp, new_tab: NewTab, route: str
) -> None:
    """[A5, N5]"""
    await ann.sign_in(site.first, "ann")
    await eve.sign_in(site.first, "eve")
    other = await new_tab().connect(site.last, headers=cookie(eve))
    await other.send(f"+ {route} ")
    await other.line(), await other.line()
    app.register(client, "/another/app")
    tab = await new_tab().connect(site.last, headers=cookie(ann))
    await tab.send(f"+ {route} ")
    assert (await tab.line())["m"]["u"] == "Ann A."
    await tab.line()

    out = await ann.go(f"{site.first}/_auth/logout")
    assert out.status == 302
    asked = query_of(out.location)
    assert out.location.startswith(f"{site.provider.issuer}/session/end?")
    assert asked["post_logout_redirect_uri"] == f"{site.first}/" and asked["id_token_hint"].count(".") == 2
    assert any(one.startswith("oidcsession=; Path=/; Max-Age=0") for one in out.cookies)

    assert await tab.line() == RESET
    assert await tab.closed() == 4001
    told = await app.next()
    assert told.data == {"": {"@system": {"logout": True}}} and told.client_id == ""
    assert told.headers["wave-subject-id"] == "ann"
    ann.keep(site.first, oidcsession=cookie(ann)["Cookie"].partition("=")[2])
    assert not await is_signed_in(ann, site.last)
    # Others are not concerned.
    assert await is_signed_in(eve, site.first)
    delta = {"d": [{"k": "c", "d": {"view": "x"}}]}
    client.patch(route, *delta["d"])
    assert await other.line() == delta


async def test_the_old_cookie_opens_nothing_after_signing_out(
    site: Site, ann: Visitor, new_tab: NewTab
) -> None:
    """[A5]"""
    await ann.sign_in(site.first, "ann")
    secret = ann.cookie("oidcsession") or ""
    await ann.go(f"{site.first}/_auth/logout")
    for address in site.cluster.addresses:
        ann.keep(site.first, oidcsession=secret)
        assert not await is_signed_in(ann, address)
        assert await new_tab_with(new_tab, address, secret) == LOGGED_OUT
        assert (await ann.go(f"{address}/_f/x/y.txt")).status == 401


async def test_another_site_cannot_sign_a_user_out(site: Site, ann: Visitor) -> None:
    """[A5]"""
    await ann.sign_in(site.first, "ann")
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert (await ann.go(f"{site.first}/_auth/logout", **headers)).status == 403
    assert await is_signed_in(ann, site.first)


async def test_signing_out_at_the_provider_signs_out_here(
    site: Site, ann: Visitor, eve: Visitor, app: StubApp, client: RpcClient, new_tab: NewTab, route: str
) -> None:
    """[A7] The provider calls us: no browser has anything to do with it."""
    await ann.sign_in(site.first, "ann")
    await eve.sign_in(site.first, "ann")
    app.register(client, "/told/app")
    tab = await new_tab().connect(site.last, headers=cookie(ann))
    await tab.send(f"+ {route} ")
    await tab.line(), await tab.line()
    # The user signs out of the provider, in the middle of something else.
    form = await ann.go(f"{site.provider.issuer}/session/end")
    secret = form.text.partition('name="xsrf" value="')[2].partition('"')[0]
    fields = {"xsrf": secret, "logout": "yes"}
    await ann.go(f"{site.provider.issuer}/session/end/confirm", method="POST", data=fields)
    assert await tab.line() == RESET
    assert await tab.closed() == 4001
    assert (await app.next()).data == {"": {"@system": {"logout": True}}}
    assert not await is_signed_in(ann, site.first)
    # It was one session of the provider: the user's other browser is another.
    assert await is_signed_in(eve, site.first)


async def test_a_client_is_taken_over_within_its_session_only(
    site: Site, ann: Visitor, eve: Visitor, client: RpcClient, new_tab: NewTab, route: str
) -> None:
    """[H5, A4]"""
    await ann.sign_in(site.first, "ann")
    await eve.sign_in(site.first, "ann")
    client.patch(route, {"k": "c", "d": {"view": "x"}})
    tab = await new_tab().connect(site.first, headers=cookie(ann))
    await tab.send(f"+ {route} ")
    await tab.line(), await tab.line()
    thief = new_tab()
    await thief.connect(site.first, client_id=tab.client_id, headers=cookie(eve))
    assert (await thief.line())["i"] != tab.client_id
    again = new_tab()
    await again.connect(site.first, client_id=tab.client_id, headers=cookie(ann))
    await again.send(f"+ {route} ")
    assert "m" in await again.line()
    assert await tab.closed() == 4002


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


async def test_a_program_has_tokens_renewed_only_with_a_key_and_a_session(
    site: Site, ann: Visitor, client: RpcClient, app: StubApp, new_tab: NewTab, route: str
) -> None:
    """[A6]"""
    await ann.sign_in(site.first, "ann")
    app.register(client, route)
    tab = await new_tab().connect(site.last, headers=cookie(ann))
    await tab.send(f"+ {route} ")
    told = (await app.next_of(tab.client_id)).headers
    session = {"Wave-Session-ID": told["wave-session-id"]}
    status, body, answer = client.request("POST", "/_auth/refresh", headers=session)
    assert (status, body) == (200, b"")
    # They are good for a long time yet.
    assert answer["wave-access-token"] == told["wave-access-token"]
    assert answer["wave-refresh-token"] == told["wave-refresh-token"]
    assert client.request("POST", "/_auth/refresh", headers={"Wave-Session-ID": "0" * 64})[0] == 401
    assert client.request("POST", "/_auth/refresh")[0] == 401
    wrong = {"Wave-Session-ID": ann.cookie("oidcsession") or ""}
    assert client.request("POST", "/_auth/refresh", headers=wrong)[0] == 401
    assert (await ann.go(f"{site.last}/_auth/refresh", **session)).status == 401


@pytest.mark.parametrize(
    "form",
    ["", "logout_token=", "logout_token=x", "logout_token=a.b.c", "x=y", "logout_token=a&logout_token=b"],
)
async def test_nobody_but_the_provider_signs_a_user_out_behind_the_back(
    form: str, site: Site, ann: Visitor, client: RpcClient
) -> None:
    """[A7]"""
    await ann.sign_in(site.first, "ann")
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Authorization": ""}
    status, _, answer = client.request("POST", "/_auth/backchannel-logout", form.encode(), headers)
    assert (status, answer["cache-control"]) == (400, "no-store")
    assert client.request("GET", "/_auth/backchannel-logout")[0] == 405
    assert await is_signed_in(ann, site.first)


@pytest.mark.parametrize("form", [Form.EMBEDDED, Form.SPLIT_UNIX], ids=lambda form: form.value)
async def test_sessions_outlive_every_process(
    form: Form, tmp_path: Path, ann: Visitor, new_tab: NewTab
) -> None:
    """[A12]"""
    with signing_in(form, tmp_path) as site:
        await ann.sign_in(site.first, "ann")
        for process in site.cluster.processes.values():
            process.kill()
        # The provider need not be there for that.
        site.provider.stop()
        site.cluster.recover()
        assert await is_signed_in(ann, site.last)
        tab = await new_tab().connect(site.first, headers=cookie(ann))
        await tab.send("+ /x ")
        assert (await tab.line())["m"]["u"] == "Ann A."
        assert (await ann.go(f"{site.first}/_auth/init")).status == 502
        stored = b"".join(path.read_bytes() for path in tmp_path.rglob("sessions.sqlite*"))
        assert stored and b"ann" not in stored and (ann.cookie("oidcsession") or "").encode() not in stored


async def test_an_unused_session_is_over(tmp_path: Path, ann: Visitor, eve: Visitor, new_tab: NewTab) -> None:
    """[A8]"""
    with signing_in(Form.SPLIT_UNIX, tmp_path, session_inactivity_timeout="3s") as site:
        await ann.sign_in(site.first, "ann")
        await eve.sign_in(site.first, "eve")
        idle = await new_tab().connect(site.first, headers=cookie(ann))
        await idle.send("+ /x ")
        await idle.line(), await idle.line()
        busy = await new_tab().connect(site.last, headers=cookie(eve))
        # A message at one gateway counts at the other.
        for _ in range(14):
            await busy.send("#  ")
            await asyncio.sleep(0.3)
        assert await is_signed_in(eve, site.first)
        await idle.send("+ /y ")
        assert await idle.line() == LOGGED_OUT
        assert not await is_signed_in(ann, site.last)


async def test_tokens_that_end_are_renewed_once_however_many_want_it(
    tmp_path: Path, ann: Visitor, app: StubApp, new_tab: NewTab
) -> None:
    """[A6] Used twice, a refresh token of this provider ends the session."""
    with signing_in(Form.SPLIT_UNIX, tmp_path, access_token_seconds=11) as site:
        await ann.sign_in(site.first, "ann")
        client = RpcClient(site.first)
        app.register(client, "/app")
        tab = await new_tab().connect(site.first, headers=cookie(ann))
        await tab.send("+ /app ")
        first = (await app.next_of(tab.client_id)).headers
        await asyncio.sleep(1.5)
        pages = [f"{address}/demo" for address in site.cluster.addresses for _ in range(8)]
        seen = await asyncio.gather(*(ann.go(page) for page in pages))
        assert {one.status for one in seen} == {200}
        await tab.send(f"@ /app {json.dumps({'x': 1})}")
        later = (await app.next_of(tab.client_id)).headers
        assert later["wave-access-token"] != first["wave-access-token"]
        assert later["wave-refresh-token"] != first["wave-refresh-token"]
        name = 'wave_gateway_token_renewals_total{outcome="succeeded"}'
        counts = [site.cluster.gateway(number).metrics()[name] for number in range(2)]
        assert sum(counts) <= 2, counts
        client.close()


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
        flags = one.flags(callback, **more)
        place = flags.index("-oidc-client-secret")
        secret.write_text(f"{flags[place + 1]}\n")
        del flags[place : place + 2]
        place = flags.index("-oidc-skip-login")
        flags[place : place + 2] = ["-oidc-skip-login"]
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
