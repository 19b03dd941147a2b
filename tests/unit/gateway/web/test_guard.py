"""Who may do what beside pages."""

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from aiohttp import web

from services.access import Keychain, KeyChecker
from services.access.keychain import PUBLIC_PAIR
from services.gateway.auth.gate import Gate
from services.gateway.live.handshake import OriginRules
from services.gateway.web.guard import Guard, HasSession
from tests.contract.raw_websocket import basic


def guard(has_session: HasSession | None = None) -> Guard:
    keys = Keychain(Path("nowhere"), default=PUBLIC_PAIR)
    return Guard(Gate(KeyChecker(keys)), OriginRules(()), has_session)


def asked(**headers: str) -> web.BaseRequest:
    return cast(web.BaseRequest, SimpleNamespace(headers=headers, remote="10.0.0.1"))


STRANGER, PROGRAM, USER = asked(), asked(Authorization=basic()), asked(Cookie="session")


async def signed_in(request: web.BaseRequest) -> bool:
    return "Cookie" in request.headers


@pytest.mark.parametrize(
    ("request_", "key", "stranger", "visitor"),
    [(STRANGER, 401, 401, None), (PROGRAM, None, None, None), (USER, 401, 401, None)],
)
async def test_where_nobody_can_sign_in(
    request_: web.BaseRequest, key: int, stranger: int, visitor: int
) -> None:
    assert await refusals(guard(), request_) == (key, stranger, visitor)


@pytest.mark.parametrize(
    ("request_", "key", "stranger", "visitor"),
    [(STRANGER, 401, 401, 401), (PROGRAM, None, None, None), (USER, 401, None, None)],
)
async def test_where_users_sign_in(request_: web.BaseRequest, key: int, stranger: int, visitor: int) -> None:
    assert await refusals(guard(signed_in), request_) == (key, stranger, visitor)


async def refusals(guard: Guard, request: web.BaseRequest) -> tuple[int | None, ...]:
    found = [
        await ask(request) for ask in (guard.refuse_without_key, guard.refuse_stranger, guard.refuse_visitor)
    ]
    return tuple(None if answer is None else answer.status for answer in found)


def test_pages_of_other_sites_are_refused() -> None:
    assert guard().refuse_foreign_page(asked(Host="h")) is None
    assert guard().refuse_foreign_page(asked(Host="h", Origin="http://h")) is None
    refused = guard().refuse_foreign_page(asked(Host="h", Origin="http://evil"))
    assert refused is not None
    assert refused.status == 403
