"""What a browser remembers of sign-ins that it has begun."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.contract.http_scene import exchange
from tests.contract.sign_in_scene import signing_in

OLDEST_FIRST = ["c", "e", "a", "d", "b", "g", "f"]


@pytest.mark.parametrize(("others", "given_up"), [(0, 0), (4, 0), (5, 1), (7, 3)])
async def test_the_sixth_takes_the_place_of_the_oldest(tmp_path: Path, others: int, given_up: int) -> None:
    """[A3] Browsers send cookies of one path in the order in which they got them (RFC 6265, 5.4)."""
    names = [f"oidclogin_{name}" for name in OLDEST_FIRST[:others]]
    cookies = "; ".join(["a=1", *(f"{name}=x" for name in names)])
    async with signing_in(tmp_path) as scene:
        served = cast(Any, SimpleNamespace(address=scene.address.removeprefix("http://")))
        head = f"GET /_auth/init HTTP/1.1\r\nHost: h\r\nCookie: {cookies}\r\n\r\n"
        answer = (await exchange(served, head.encode())).decode()
    assert answer.startswith("HTTP/1.1 302 ")
    assert re.findall(r"Set-Cookie: (\w+)=;", answer) == names[:given_up]
    assert len(re.findall(r"Set-Cookie: oidclogin_\w+=\S{40,};", answer)) == 1
