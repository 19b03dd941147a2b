"""Wave with sign-in, and the small things that tests of it do again and again."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.e2e.cluster import Cluster, Form
from tests.e2e.oidc_provider import Provider, provider
from tests.e2e.plain_socket import PlainSocket
from tests.e2e.sign_in_visitor import Visitor

FLAGS = ["-fsync", "no", "-reconnect-timeout", "500ms", "-drain-spread", "0"]
RESET = {"r": 1}
LOGGED_OUT = {"u": "/_auth/logout"}


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


def cookie(visitor: Visitor) -> dict[str, str]:
    """The header that shows who opens a socket."""
    return {"Cookie": f"oidcsession={visitor.cookie('oidcsession')}"}


async def is_signed_in(visitor: Visitor, address: str) -> bool:
    """Whether pages are shown."""
    seen = await visitor.go(f"{address}/demo")
    assert seen.status == 200 or seen.location == f"{address}/_auth/login?next=%2Fdemo", seen
    return seen.status == 200


async def told_to(new_tab: Callable[[], PlainSocket], address: str, secret: str) -> object:
    """What a socket with a certain secret is told first of all."""
    tab = new_tab()
    await tab.connect(address, client_id="none", headers={"Cookie": f"oidcsession={secret}"})
    return await tab.line()
