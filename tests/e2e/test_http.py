"""Pages over HTTP: what programs are answered, in every form of the server."""

import base64
import json
from collections.abc import Iterator

import pytest

from tests.e2e.cluster import Cluster, Form, running
from tests.e2e.rpc_client import JSON, RpcClient

CARD = {"k": "c", "d": {"view": "x", "n": 0}}

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module", params=list(Form), ids=lambda form: form.value)
def cluster(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with running(request.param, tmp_path_factory.mktemp("http")) as cluster:
        yield cluster


def test_an_edit_is_answered_by_its_position(client: RpcClient, route: str) -> None:
    """[P1]"""
    status, body, headers = client.patch(route, CARD)
    assert (status, body) == (200, b"")
    epoch, _, revision = headers["wave-position"].partition(":")
    again = client.patch(route, {"k": "c n", "v": 1})[2]["wave-position"]
    assert again == f"{epoch}:{int(revision) + 1}"


def test_what_was_answered_is_there_after_a_crash(cluster: Cluster, client: RpcClient, route: str) -> None:
    """[P1]"""
    assert client.patch(route, CARD)[0] == 200
    for process in cluster.processes.values():
        process.kill()
    cluster.recover()
    again = RpcClient(cluster.address)
    assert again.card(route, "c")["d"] == CARD["d"]
    again.close()


def test_a_condition_holds_only_for_the_page_as_it_was(client: RpcClient, route: str) -> None:
    """[P3]"""
    position = client.patch(route, CARD)[2]["wave-position"]
    client.patch(f"{route}/other", CARD)

    def change_if(position: str, value: int) -> int:
        body = json.dumps({"d": [{"k": "c n", "v": value}]}).encode()
        return client.request("PATCH", route, body, {"If-Match": f'"{position}"'})[0]

    assert change_if(position, 1) == 200
    assert change_if(position, 2) == 412
    assert client.card(route, "c")["d"]["n"] == 1


def test_a_page_is_read_with_any_parameters_of_the_media_type(client: RpcClient, route: str) -> None:
    """[P5]"""
    client.patch(route, CARD)
    for media_type in ("application/json", "application/json; charset=utf-8", "Application/JSON"):
        status, body, _ = client.request("GET", route, headers={"Content-Type": media_type})
        assert (status, json.loads(body)) == (200, {"p": {"c": {"c": {"d": CARD["d"]}}}})
    assert client.request("GET", f"{route}/nothing", headers=JSON)[0] == 404
    # Without the media type it is a browser that asks, for the shell.
    status, body, headers = client.request("GET", route)
    assert status == 200
    assert headers["content-type"].lower().startswith("text/html")


def test_an_app_is_registered_and_unregistered(client: RpcClient, route: str) -> None:
    """[P6]"""
    app = {"route": route, "mode": "unicast", "address": "http://127.0.0.1:9"}
    register = json.dumps({"register_app": app}).encode()
    unregister = json.dumps({"unregister_app": {"route": route}}).encode()
    for body in (register, register, unregister, unregister):
        status, text, _ = client.request("POST", "/", body, JSON)
        assert (status, text) == (200, b"")
    assert client.request("POST", "/", register, {"Content-Type": "text/plain"})[0] == 400


def test_without_a_valid_key_there_is_nothing_to_do(client: RpcClient, route: str) -> None:
    """[P7]"""
    client.patch(route, CARD)

    def basic(pair: str) -> str:
        return "Basic " + base64.b64encode(pair.encode()).decode()

    wrong = [
        "",
        "Basic",
        "Basic !!!",
        "Bearer x",
        basic("access_key_id:"),
        basic("access_key_id"),
        basic(":"),
    ]
    body = json.dumps({"d": [{"k": "c n", "v": 1}]}).encode()
    for key in wrong:
        for method, content in (("PATCH", body), ("GET", None), ("POST", b"{}")):
            status, text, _ = client.request(method, route, content, JSON | {"Authorization": key})
            assert (status, text) == (401, b"Unauthorized\n"), (method, key)
    assert client.card(route, "c")["d"]["n"] == 0


def test_without_the_site_store_programs_are_told_to_come_back(
    cluster: Cluster, client: RpcClient, route: str
) -> None:
    """[P4]"""
    if cluster.form is Form.EMBEDDED:
        pytest.skip("the gateway dies with it")
    assert client.patch(route, CARD)[0] == 200
    cluster.site_store().kill()
    try:
        for status, text, headers in (
            client.patch(route, {"k": "c n", "v": 1}),
            client.request("GET", route, headers=JSON),
        ):
            assert status == 503, text
            assert text.strip()
            assert int(headers["retry-after"]) > 0
    finally:
        cluster.site_store().restart()
    while (answer := client.patch(route, {"k": "c n", "v": 2}))[0] == 503:
        assert answer[2]["retry-after"]
    assert answer[0] == 200
