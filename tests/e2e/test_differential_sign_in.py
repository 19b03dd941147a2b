"""Signing in at the published server and at ours, step by step: the same, or different for a reason. `make compat`."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.e2e.cluster import Cluster, Form
from tests.e2e.differences import Differences, between, expect_listed
from tests.e2e.oidc_provider import provider
from tests.e2e.ports import free_port
from tests.e2e.published_server import HOW_TO_INSTALL, IS_INSTALLED, published
from tests.e2e.sign_in_facts import Side
from tests.e2e.sign_in_stories import (
    Story,
    an_app,
    bad_callbacks,
    being_signed_in,
    everything,
    signing_in,
    sockets,
    what_settings_change,
)

# What differs on purpose: the step, the fact, what theirs and ours say, and why. A `…` is something that is made anew each time.
DIFFERENCES = Path(__file__).with_name("sign_in_differences.json")

pytestmark = [
    pytest.mark.compat,
    pytest.mark.timeout(180),
    pytest.mark.skipif(not IS_INSTALLED, reason=HOW_TO_INSTALL),
]


class Settings(NamedTuple):
    """How both are started, and what is compared."""

    flags: Mapping[str, str]
    stories: tuple[Story, ...]
    base: str = ""
    access_token_seconds: int = 3600


SETTINGS = {
    "both URLs": Settings(
        {
            "oidc_end_session_url": "https://end.example/out",
            "oidc_post_logout_redirect_url": "https://home.example/",
        },
        (everything, bad_callbacks, signing_in, being_signed_in, sockets, an_app),
    ),
    "end session URL": Settings(
        {
            "oidc_end_session_url": "https://end.example/out",
            "oidc_skip_login": "true",
            "oidc_scopes": "openid,email",
            "oidc_auth_url_params": "foo:bar,qux:42",
        },
        (what_settings_change, being_signed_in),
    ),
    "base URL": Settings(
        {"oidc_skip_login": "true", "base_url": "/base/"},
        (what_settings_change, signing_in, being_signed_in, sockets),
        base="/base",
    ),
    # Tokens that are about to end whenever somebody looks.
    "short tokens": Settings({}, (being_signed_in, an_app), access_token_seconds=5),
}


@contextlib.contextmanager
def both(directory: Path, settings: Settings) -> Iterator[tuple[Side, Side]]:
    """Both servers, with one provider."""
    (directory / "theirs").mkdir(parents=True)
    port = free_port()
    cluster = Cluster(Form.EMBEDDED, directory / "ours", flags=["-fsync", "no"])
    origins = [f"http://127.0.0.1:{port}", cluster.address]
    callbacks = [f"{origin}{settings.base}/_auth/callback" for origin in origins]
    # Theirs knows nothing of PKCE.
    options = {"requires_pkce": False, "access_token_seconds": settings.access_token_seconds}
    with provider(directory, callbacks, **options) as one:
        flags = [one.flags(callback, **settings.flags) for callback in callbacks]
        cluster.gateway().command += flags[1]
        with published(directory / "theirs", port, ["-web-dir", str(directory / "ours/www"), *flags[0]]):
            try:
                cluster.start()
                theirs, ours = (Side(origin, settings.base, one.issuer) for origin in origins)
                yield theirs, ours
            finally:
                cluster.stop()


async def compare(theirs: Side, ours: Side, stories: Iterable[Story]) -> tuple[list[str], Differences]:
    """Goes the same ways on both sides; returns the steps, and what differed."""
    steps: list[str] = []
    found: Differences = {}
    for story in stories:
        their, our = await story(theirs), await story(ours)
        assert list(their) == list(our)
        steps += their
        for step in their:
            found |= between(step, their[step], our[step])
    return steps, found


async def test_users_sign_in_as_at_theirs_but_for_what_differs_on_purpose(tmp_path: Path) -> None:
    steps: list[str] = []
    found: Differences = {}
    for name, settings in SETTINGS.items():
        with both(tmp_path / name, settings) as (theirs, ours):
            here, differences = await compare(theirs, ours, settings.stories)
        steps += [f"{name}: {step}" for step in here]
        found |= {(f"{name}: {step}", fact): pair for (step, fact), pair in differences.items()}
    expect_listed(found, DIFFERENCES, steps)
