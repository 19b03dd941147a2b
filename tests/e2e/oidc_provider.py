"""A real OpenID provider, as the end-to-end tests use it."""

import contextlib
import json
import subprocess
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.e2e.ports import free_port

HERE = Path(__file__).parent / "provider"
ROOT = Path(__file__).parents[2]
CLIENT_ID, CLIENT_SECRET = "wave", "a secret of the tests: with / and + and %"

# What the provider knows of users; whoever else signs in has no claims.
ACCOUNTS = {
    "ann": {"preferred_username": "Ann A.", "groups": ["sales", "staff"], "email": "ann@example.org"},
    "bob": {"preferred_username": "Bob B.", "groups": ["staff"]},
}


class Provider:
    """The provider as a process."""

    def __init__(
        self,
        directory: Path,
        redirect_urls: list[str],
        *,
        access_token_seconds: int = 3600,
        requires_pkce: bool = True,
    ) -> None:
        assert (HERE / "node_modules").is_dir(), "install the provider first: make provider"
        self.port = free_port()
        self._log = directory / "provider.log"
        root = redirect_urls[0].removesuffix("_auth/callback")
        client = {
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "redirect_uris": redirect_urls,
            "post_logout_redirect_uris": [root],
            "grant_types": ["authorization_code", "refresh_token"],
            "response_types": ["code"],
            "backchannel_logout_uri": f"{root}_auth/backchannel-logout",
            "backchannel_logout_session_required": True,
        }
        self._options = {
            "port": self.port,
            "clients": [client],
            "accounts": ACCOUNTS,
            "accessTokenSeconds": access_token_seconds,
            "requiresPkce": requires_pkce,
        }
        self._process: subprocess.Popen[str] | None = None

    @property
    def issuer(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Starts it, and returns when it listens."""
        command = [
            str(ROOT / "scripts/with_node"),
            "node",
            str(HERE / "server.js"),
            json.dumps(self._options),
        ]
        with self._log.open("a") as log:
            self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, cwd=HERE)
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line.strip() == "ready", f"the provider did not start: {line}{self._log.read_text()}"

    def stop(self) -> None:
        """Ends it."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(20)
            assert self._process.stdout is not None
            self._process.stdout.close()
            self._process = None

    def flags(self, redirect_url: str, **more: str) -> list[str]:
        """The flags with which Wave signs users in there."""
        given = {
            "oidc-provider-url": self.issuer,
            "oidc-client-id": CLIENT_ID,
            "oidc-client-secret": CLIENT_SECRET,
            "oidc-redirect-url": redirect_url,
            **{name.replace("_", "-"): value for name, value in more.items()},
        }
        return [f"-{name}={value}" for name, value in given.items()]


@contextlib.contextmanager
def provider(directory: Path, redirect_urls: list[str], **options: Any) -> Iterator[Provider]:
    """A provider for the length of a block."""
    one = Provider(directory, redirect_urls, **options)
    one.start()
    try:
        yield one
    finally:
        one.stop()


def query_of(url: str) -> dict[str, str]:
    """The parameters of a URL."""
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(url).query))
