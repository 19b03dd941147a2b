"""Edits of pages that make no sense, are too large or only look odd are answered, and harm nobody."""

import contextlib
import json
import re

import pytest

from tests.e2e.bad_edits import BAD_EDITS, MAX_REQUEST_BYTES
from tests.e2e.bystander import Bystander
from tests.e2e.cluster import Cluster
from tests.e2e.raw_socket import RawSocket
from tests.e2e.rpc_client import RpcClient

pytestmark = pytest.mark.e2e


def test_bad_edits_are_refused_with_a_reason(bystander: Bystander, client: RpcClient) -> None:
    """[P2]"""
    for name, body in BAD_EDITS.items():
        status, reason, headers = client.request("PATCH", bystander.route, body)
        assert status == 400, f"{name}: {status} {reason!r}"
        assert headers["content-type"].startswith("text/plain"), name
        assert reason.count(b"\n") == 1 and len(reason) > 10, f"{name}: {reason!r}"
        assert "wave-position" not in headers
    bystander.check()


def test_an_edit_above_the_limit_is_too_large(bystander: Bystander, cluster: Cluster) -> None:
    """[P2]"""
    frame = len(b'{"d":[{"k":"mark v","v":""}]}')
    for excess in (1, MAX_REQUEST_BYTES):
        client = RpcClient(cluster.address)
        body = b'{"d":[{"k":"mark v","v":"%b"}]}' % (b"x" * (MAX_REQUEST_BYTES - frame + excess))
        # The server may close before it has read everything; then only that is known.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            status, reason, _ = client.request("PATCH", bystander.route, body)
            assert (status, reason.count(b"\n")) == (413, 1)
        client.close()
    bystander.check()


def test_a_page_grows_to_its_limit_and_no_further(cluster: Cluster, client: RpcClient, route: str) -> None:
    """[P2]"""
    text = "x" * (4 * 1024 * 1024)
    statuses = []
    for number in range(5):
        status, reason, _ = client.patch(route, {"k": f"c{number}", "d": {"view": "x", "text": text}})
        statuses.append(status)
    assert statuses == [200, 200, 200, 413, 413], reason
    page = client.page(route)
    assert page is not None and list(page["p"]["c"]) == ["c0", "c1", "c2"]
    assert client.patch(route, {})[0] == 200


def test_names_that_mean_something_elsewhere_mean_nothing_here(
    bystander: Bystander, client: RpcClient
) -> None:
    """Cards and components may be called anything, even like each other and like members of objects."""
    names = ["items", "d", "b", "p", "c", "", "0", "-1", "~x", "a.b", "__proto__", "constructor", "toString"]
    items = [{"textbox": {"name": name, "value": "old"}} for name in names]
    cards = [{"k": name or "card", "d": {"view": "form", "items": items, "title": "t"}} for name in names]
    route = f"{bystander.route}/names"
    assert client.patch(route, *cards)[0] == 200
    for card in cards:
        # Two segments are an attribute, three are the component of that name.
        ops = [{"k": f"{card['k']} {name} value", "v": "new"} for name in names if name not in ("items", "d")]
        assert client.patch(route, *ops)[0] == 200, card
    page = client.page(route)
    assert page is not None
    assert sorted(page["p"]["c"]) == sorted(str(card["k"]) for card in cards)
    for name, shown in page["p"]["c"].items():
        assert [item["textbox"]["name"] for item in shown["d"]["items"]] == names, name


ODD_ROUTES = {
    "/café/Zoë": "/caf%C3%A9/Zo%C3%AB",
    "/船": "/%E8%88%B9",
    "/🚢": "/%F0%9F%9A%A2",
    "/a b": "/a%20b",
    "/100%": "/100%25",
    "/a?b#c": "/a%3Fb%23c",
    "/a+b&c=d": "/a+b&c=d",
    "/'\"<>\\^`{|}": "/%27%22%3C%3E%5C%5E%60%7B%7C%7D",
    "/.hidden": "/.hidden",
    "/a.js": "/a.js",
    "/" + "x" * 2000: "/" + "x" * 2000,
}


def test_odd_routes_are_routes_like_any_other(
    bystander: Bystander, cluster: Cluster, client: RpcClient
) -> None:
    """[F4]"""
    for number, (route, path) in enumerate(ODD_ROUTES.items()):
        op = {"k": "c", "d": {"view": "x", "n": number}}
        assert client.patch(path, op)[0] == 200, route
        assert client.card(path, "c")["d"] == op["d"]
        for address in {path, re.sub("%..", lambda escape: escape[0].lower(), path)}:
            tab = RawSocket(cluster.address)
            tab.send(f"+ {address} ")
            lines: list[str] = []
            while len(lines) < 3:
                lines += tab.receive_lines()
            assert json.loads(lines[2]).get("p") == {"c": {"c": {"d": op["d"]}}}, address
            tab.close()
