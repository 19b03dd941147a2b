import json
from typing import Any

import pytest

from services.gateway.errors import AppInvalid
from services.gateway.upstream.apps import AppMode, HttpApp
from services.gateway.web import answers
from services.gateway.web.apps import AppRequests
from tests.unit.gateway.fakes import FakeApps

APP = {"mode": "multicast", "route": "/app", "address": "http://h:1", "key_id": "k", "key_secret": "s"}


async def handle(body: Any) -> FakeApps:
    apps = FakeApps()
    encoded = body if isinstance(body, bytes) else json.dumps(body).encode()
    assert await AppRequests(apps).handle(encoded) == answers.OK
    return apps


async def test_an_app_is_registered() -> None:
    """[P6]"""
    apps = await handle({"register_app": APP})
    assert apps.registered == [HttpApp("/app", AppMode.MULTICAST, "http://h:1", "k", "s")]


async def test_an_app_may_name_its_run() -> None:
    """[P6]"""
    apps = await handle({"register_app": APP | {"run_id": "r"}})
    assert apps.registered[0].run_id == "r"


@pytest.mark.parametrize(
    ("mode", "meaning"),
    [("unicast", AppMode.UNICAST), ("Broadcast", AppMode.BROADCAST), ("nonsense", AppMode.UNICAST)],
)
async def test_any_other_word_means_unicast(mode: str, meaning: AppMode) -> None:
    """[P6]"""
    apps = await handle({"register_app": APP | {"mode": mode}})
    assert apps.registered[0].mode is meaning


async def test_names_of_members_have_no_case_and_the_rest_may_be_left_out() -> None:
    """[P6]"""
    apps = await handle({"Register_App": {"ROUTE": "/app", "Address": "http://h:1"}, "other": 1})
    assert apps.registered == [HttpApp("/app", AppMode.UNICAST, "http://h:1", "", "")]


async def test_an_app_is_unregistered() -> None:
    """[P6]"""
    assert (await handle({"unregister_app": {"route": "/app"}, "register_app": None})).unregistered == [
        "/app"
    ]


async def test_registering_comes_before_unregistering() -> None:
    apps = await handle({"unregister_app": {"route": "/x"}, "register_app": APP})
    assert (len(apps.registered), apps.unregistered) == (1, [])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nonsense",
        {},
        None,
        [],
        5,
        {"register_app": 5},
        {"register_app": {}},
        {"register_app": APP | {"route": ""}},
        {"register_app": APP | {"route": 5}},
        {"register_app": APP | {"address": None}},
        {"register_app": APP | {"mode": 5}},
        {"unregister_app": {}},
        {"unregister_app": "app"},
    ],
)
async def test_what_makes_no_sense_is_refused(body: Any) -> None:
    """[P6]"""
    with pytest.raises(AppInvalid):
        await handle(body)
