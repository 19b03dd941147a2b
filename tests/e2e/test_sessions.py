"""The life of a session, from gateway to gateway: used, renewed, ended."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.e2e.cluster import Cluster, Form
from tests.e2e.oidc_provider import query_of
from tests.e2e.plain_socket import PlainSocket
from tests.e2e.rpc_client import RpcClient
from tests.e2e.sign_in_site import LOGGED_OUT, RESET, Site, cookie, is_signed_in, signing_in, told_to
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
        assert await told_to(new_tab, address, secret) == LOGGED_OUT
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
    with signing_in(Form.SPLIT_UNIX, tmp_path, session_inactivity_timeout="8s") as site:
        await ann.sign_in(site.first, "ann")
        await eve.sign_in(site.first, "eve")
        idle = await new_tab().connect(site.first, headers=cookie(ann))
        await idle.send("+ /x ")
        await idle.line(), await idle.line()
        busy = await new_tab().connect(site.last, headers=cookie(eve))
        # A message at one gateway counts at the other. They come often: a machine that is busy may hold them up.
        for _ in range(30):
            await busy.send("#  ")
            await asyncio.sleep(0.3)
        assert await is_signed_in(eve, site.first)
        await idle.send("+ /y ")
        assert await idle.line() == LOGGED_OUT
        assert not await is_signed_in(ann, site.last)


async def test_an_unused_session_looks_on_while_processes_come_and_go_and_is_signed_out(
    tmp_path: Path, ann: Visitor, eve: Visitor, new_tab: NewTab
) -> None:
    """[A5, A8, A12] The user's session in another browser is not concerned."""
    with signing_in(Form.SPLIT_UNIX, tmp_path, session_inactivity_timeout="3s") as site:
        await ann.sign_in(site.first, "ann")
        idle = await new_tab().connect(site.last, headers=cookie(ann))
        await idle.send("+ /x ")
        await idle.line(), await idle.line()
        await asyncio.sleep(3.5)
        site.cluster.site_store().kill()
        site.cluster.recover()
        await eve.sign_in(site.first, "ann")
        other = await new_tab().connect(site.first, headers=cookie(eve))
        await other.send("+ /x ")
        await other.line(), await other.line()
        assert not await is_signed_in(ann, site.last)
        with closing(RpcClient(site.first)) as client:
            client.patch("/x", {"k": "c", "d": {"view": "x"}})
            for tab in (idle, other):
                assert await tab.line() == {"d": [{"k": "c", "d": {"view": "x"}}]}
            # Signed in or not, the browser says whose session it was.
            out = await ann.go(f"{site.first}/_auth/logout")
            assert query_of(out.location)["id_token_hint"].count(".") == 2
            assert await idle.line() == RESET
            assert await idle.closed() == 4001
            client.patch("/x", {"k": "c v", "v": 1})
            assert await other.line() == {"d": [{"k": "c v", "v": 1}]}


def renewals(site: Site) -> float:
    """How many tokens both gateways have renewed."""
    name = 'wave_gateway_token_renewals_total{outcome="succeeded"}'
    return sum(site.cluster.gateway(number).metrics()[name] for number in range(2))


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
        before, began = renewals(site), int(time.time())
        seen = await asyncio.gather(*(ann.go(page) for page in pages))
        # A token that has just been renewed ends soon again when the next second begins.
        assert 1 <= renewals(site) - before <= 1 + int(time.time()) - began
        assert {one.status for one in seen} == {200}
        await tab.send(f"@ /app {json.dumps({'x': 1})}")
        later = (await app.next_of(tab.client_id)).headers
        assert later["wave-access-token"] != first["wave-access-token"]
        assert later["wave-refresh-token"] != first["wave-refresh-token"]
        client.close()
