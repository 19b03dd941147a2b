import contextvars
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from h2o_wave import query
from h2o_wave.expando import Expando
from h2o_wave.query import Auth, Q
from tests.unit.h2o_wave.app_scene import FakeSite, make_q


def make(mode: str, *, client_id: str | None = "c1", subject: str | None = "ann", site: Any = None) -> Q:
    auth = Auth("Ann", subject, None, None, None)
    bags = [Expando() for _ in range(5)]
    return Q(site or FakeSite(), mode, auth, client_id, "/app", *bags, headers={})


@pytest.mark.parametrize(
    ("mode", "route"), [("unicast", "/c1"), ("multicast", "/ann"), ("broadcast", "/app")]
)
def test_the_page_is_that_of_the_mode(mode: str, route: str) -> None:
    assert make(mode).page.url == route


@pytest.mark.parametrize("mode", ["unicast", "multicast"])
async def test_what_concerns_nobody_has_a_page_that_nobody_sees(mode: str) -> None:
    site = FakeSite()
    q = make(mode, client_id=None, subject=None, site=site)
    q.page["card"] = {"view": "x"}
    await q.page.save()
    assert site.saved == []
    assert "None" not in q.page.url


async def test_sleeping_gives_the_result() -> None:
    assert await make_q(FakeSite()).sleep(0, "done") == "done"


async def test_a_blocking_function_runs_in_a_thread_with_the_context_of_the_caller() -> None:
    variable = contextvars.ContextVar("variable", default="unset")
    variable.set("set")
    q = make_q(FakeSite())

    def blocking(number: int, *, factor: int) -> tuple[int, str]:
        return number * factor, variable.get()

    assert await q.run(blocking, 2, factor=3) == (6, "set")
    with ThreadPoolExecutor(1) as executor:
        assert await q.exec(executor, blocking, 1, factor=5) == (5, "set")


async def test_a_coroutine_function_is_awaited_in_place() -> None:
    async def double(number: int) -> int:
        return 2 * number

    assert await make_q(FakeSite()).run(double, 4) == 8


async def test_without_a_refresh_token_nothing_is_renewed() -> None:
    auth = Auth("anon", "anon", "access", None, "s1")
    assert auth.claims == {}
    assert await auth.ensure_fresh_token() is None
    assert auth.ensure_fresh_token_sync() is None
    assert auth.access_token == "access"


async def test_renewed_tokens_take_the_place_of_the_old_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    class Renewing:
        async def _call(self, call: Any) -> tuple[str, str]:
            assert call.request.headers == (("Wave-Session-ID", "s1"),)
            return "new access", "new refresh"

    monkeypatch.setattr(query, "shared_site", Renewing)
    auth = Auth("ann", "ann", "access", "refresh", "s1")
    assert await auth.ensure_fresh_token() == "new access"
    assert (auth.access_token, auth.refresh_token) == ("new access", "new refresh")
