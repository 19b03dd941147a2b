"""What users do where they sign in, and what they are told of it: gone through at two servers, to compare them."""

import asyncio
import contextlib
import json
import urllib.parse
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, NamedTuple

from tests.e2e.oidc_provider import query_of
from tests.e2e.plain_socket import PlainSocket
from tests.e2e.rpc_client import JSON, KEY, RpcClient
from tests.e2e.sign_in_facts import Facts, Side, facts_of, neutral, told
from tests.e2e.sign_in_site import cookie
from tests.e2e.sign_in_visitor import Visitor
from tests.e2e.stub_app import DISCONNECT, StubApp
from tests.e2e.stub_app import Told as Event

UNKNOWN = "00000000-0000-4000-8000-000000000000"
STRANGE = {"Cookie": f"oidcsession={UNKNOWN}"}
BY_KEY = {"Authorization": KEY}


class Ask(NamedTuple):
    """A request."""

    path: str
    headers: Mapping[str, str] = {}
    method: str = "GET"


# By somebody who is not signed in.
ASKS: dict[str, Ask] = {
    "the home page": Ask("/"),
    "a page": Ask("/some/page%20x?lost=1"),
    "a page with a cookie of nobody": Ask("/demo", STRANGE),
    "a page for a key": Ask("/demo", BY_KEY),
    "a page as JSON": Ask("/demo", JSON),
    "a page as JSON for a key": Ask("/demo", JSON | BY_KEY),
    "a file of the client": Ask("/index.html"),
    "a missing file for who navigates": Ask("/nothing.js"),
    "a missing file": Ask("/nothing.js", {"Accept": "*/*"}),
    "an edit": Ask("/demo", method="PATCH"),
    "an upload": Ask("/_f/", method="POST"),
    "an uploaded file": Ask("/_f/x/y.txt"),
    "an uploaded file for a key": Ask("/_f/x/y.txt", BY_KEY),
    "a stream": Ask("/_m/none"),
    "a stream for a key": Ask("/_m/none", BY_KEY),
    "the cache": Ask("/_c/x/y"),
    "login": Ask("/_auth/login"),
    "login, then a page": Ask("/_auth/login?next=/x"),
    "login, then another site": Ask("/_auth/login?next=//evil.example"),
    "login by POST": Ask("/_auth/login", method="POST"),
    "init": Ask("/_auth/init"),
    "init, then a page": Ask("/_auth/init?next=%2Fx"),
    "init by POST": Ask("/_auth/init?next=%2Fx", method="POST"),
    "callback of nobody": Ask("/_auth/callback"),
    "callback with a cookie of nobody": Ask("/_auth/callback?state=x&code=y", STRANGE),
    "callback of nobody with a code": Ask("/_auth/callback?state=x&code=y"),
    "callback of nobody with an error": Ask("/_auth/callback?error=access_denied"),
    "logout": Ask("/_auth/logout"),
    "logout with a cookie of nobody": Ask("/_auth/logout", STRANGE),
    "logout from another site": Ask("/_auth/logout", {"Sec-Fetch-Site": "cross-site"}),
    "logout by the provider without a token": Ask("/_auth/backchannel-logout", method="POST"),
    "logout by POST": Ask("/_auth/logout", method="POST"),
    "refresh without a key": Ask("/_auth/refresh"),
    "refresh without a session": Ask("/_auth/refresh", BY_KEY),
    "refresh of a session of nobody": Ask("/_auth/refresh", BY_KEY | {"Wave-Session-ID": UNKNOWN}),
    "refresh by POST": Ask("/_auth/refresh", BY_KEY | {"Wave-Session-ID": UNKNOWN}, "POST"),
    "what is not below _auth": Ask("/_auth/other"),
    "_auth": Ask("/_auth"),
}
# Of these, what the other settings change.
OTHERS = [
    *("a page", "login", "login, then a page", "login, then another site", "login by POST"),
    *("init", "init, then a page", "callback of nobody", "logout", "logout with a cookie of nobody"),
]

# What a callback is called with after `_auth/init`; `STATE` is the right one.
CALLBACKS = {
    "callback without anything": {},
    "callback without a state": {"code": "x"},
    "callback with a wrong state": {"state": "0" * 40, "code": "x"},
    "callback without a code": {"state": "STATE"},
    "callback with a code of nobody": {"state": "STATE", "code": "x"},
    "callback after a refusal": {
        "state": "STATE",
        "error": "access_denied",
        "error_description": "The user said no",
    },
    "callback after a refusal without a state": {"error": "access_denied"},
}
TARGETS = {"no page": "", "a page": "/some/page x", "another site": "//evil.example", "words": "x"}
# By somebody who is signed in, in this order.
SIGNED_IN: dict[str, Ask] = {
    "the home page": Ask("/"),
    "a page": Ask("/demo"),
    "a page as JSON": Ask("/demo", JSON),
    "an uploaded file": Ask("/_f/x/y.txt"),
    "a stream": Ask("/_m/none"),
    "the cache": Ask("/_c/x/y"),
    "login": Ask("/_auth/login"),
    "refresh without a key": Ask("/_auth/refresh"),
    "logout": Ask("/_auth/logout"),
    "a page after logout": Ask("/demo"),
    "an uploaded file after logout": Ask("/_f/x/y.txt"),
    "logout again": Ask("/_auth/logout"),
}

Told = dict[str, Facts]
Story = Callable[[Side], Awaitable[Told]]


async def ask(side: Side, visitor: Visitor, one: Ask) -> Facts:
    """What one request is answered."""
    headers: dict[str, Any] = {"Accept-Encoding": "identity", **one.headers}
    return facts_of(side, await visitor.go(side.address + one.path, method=one.method, **headers))


async def of_a_stranger(side: Side, names: list[str]) -> Told:
    """Each request by somebody who has never been there."""
    facts = {}
    for name in names:
        async with Visitor() as visitor:
            facts[name] = await ask(side, visitor, ASKS[name])
    return facts


async def everything(side: Side) -> Told:
    """Every request without a session."""
    return await of_a_stranger(side, list(ASKS))


async def what_settings_change(side: Side) -> Told:
    """Those requests without a session that settings have a say in."""
    return await of_a_stranger(side, OTHERS)


async def bad_callbacks(side: Side) -> Told:
    """Coming back from the provider with something else than what it has given."""
    facts = {}
    for name, given in CALLBACKS.items():
        async with Visitor() as visitor:
            begun = await visitor.go(f"{side.address}/_auth/init?next=/x")
            state = query_of(begun.location)["state"]
            query = urllib.parse.urlencode(
                {key: value.replace("STATE", state) for key, value in given.items()}
            )
            facts[name] = await ask(side, visitor, Ask(f"/_auth/callback?{query}"))
            facts[f"a page after {name}"] = await ask(side, visitor, Ask("/demo"))
    return facts


async def signing_in(side: Side) -> Told:
    """Signing in, and going back in the history of the browser."""
    facts = {}
    for name, target in TARGETS.items():
        async with Visitor() as visitor:
            callback = await visitor.callback_url(side.address, "ann", next_=target)
            facts[f"signing in, then {name}"] = facts_of(side, await visitor.go(callback))
            facts[f"signing in, then {name}: callback again"] = facts_of(side, await visitor.go(callback))
    return facts


async def being_signed_in(side: Side) -> Told:
    """From a session to its end."""
    async with Visitor() as visitor:
        await visitor.sign_in(side.address, "ann")
        facts = {f"signed in: {name}": await ask(side, visitor, one) for name, one in SIGNED_IN.items()}
    # What is the same at both must not be that nobody has got in.
    assert facts["signed in: a page"]["status"] == "200", facts
    return facts


async def sockets(side: Side) -> Told:
    """What a socket without a session hears first."""
    facts = {}
    for name, headers in {"nobody": {}, "a cookie of nobody": STRANGE}.items():
        tab = PlainSocket()
        await tab.connect(side.address, client_id="none", headers=dict(headers))
        facts[f"socket of {name}"] = {"line": neutral(side, await tab.raw_line())}
        await tab.close()
    return facts


async def an_app(side: Side) -> Told:
    """What an app and a socket are told of a user: while signed in, and at logout."""
    app, client, tab = StubApp(), RpcClient(side.origin), PlainSocket()
    await app.start()
    try:
        async with Visitor() as ann:
            await ann.sign_in(side.address, "ann")
            secret = ann.cookie("oidcsession") or ""
            app.register(client, "/app")
            await tab.connect(side.address, headers=cookie(ann))
            await tab.send("+ /app ")
            event = await app.next()
            session_id = {"Wave-Session-ID": event.headers["wave-session-id"]}
            facts = {"app: event": identity(side, event, secret)}
            facts["app: refresh"] = await renewal(side, ann, session_id, event)
            await ann.go(f"{side.address}/_auth/logout")
            facts["app: logout"] = identity(side, await next_word(app), secret)
            facts["socket: logout"] = {"line": await tab.raw_line(), "then": await fate(tab, app)}
            facts["app: refresh after logout"] = await ask(
                side, ann, Ask("/_auth/refresh", BY_KEY | session_id)
            )
            return facts
    finally:
        await tab.close()
        client.close()
        await app.stop()


async def renewal(side: Side, visitor: Visitor, session_id: dict[str, str], event: Event) -> Facts:
    """What an app is answered that asks for tokens: are they others than those of its event?"""
    headers: dict[str, Any] = BY_KEY | session_id
    seen = await visitor.go(f"{side.address}/_auth/refresh", **headers)
    facts = facts_of(side, seen)
    tokens = {str(name).lower(): value for name, value in dict(seen.headers).items()}
    for name in ("wave-access-token", "wave-refresh-token"):
        is_same = tokens.get(name) == event.headers[name]
        facts[f"{name} is"] = "that of the event" if is_same else "another"
    return facts


def identity(side: Side, event: Event, secret: str) -> Facts:
    """What an app is told with an event. `secret` is what the cookie of the user holds."""
    names = [name for name in event.headers if name.startswith("wave-") and name != "wave-client-id"]
    facts = {name: told(side, name, event.headers[name]) for name in names}
    is_cookie = event.headers["wave-session-id"] == secret
    facts["wave-session-id"] = "the cookie" if is_cookie else "something else"
    body = dict(event.body or {})
    facts |= {f"forwarded header {name.lower()}": "yes" for name in body.pop("headers", {})}
    return facts | {"body": json.dumps(body)}


async def fate(tab: PlainSocket, app: StubApp) -> str:
    """What becomes of a socket that speaks: it is closed, or the app hears it."""
    with contextlib.suppress(ConnectionError):
        await tab.send("+ /app ")
    closed, heard = asyncio.ensure_future(tab.closed()), asyncio.ensure_future(next_word(app))
    done, others = await asyncio.wait((closed, heard), return_when=asyncio.FIRST_COMPLETED)
    for other in others:
        other.cancel()
    return f"closed with {closed.result()}" if closed in done else "heard"


async def next_word(app: StubApp) -> Event:
    """What a tab says next; that it has gone is nothing said."""
    while True:
        event = await app.next()
        if event.body != DISCONNECT:
            return event
