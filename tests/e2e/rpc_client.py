"""The HTTP RPC surface as tests use it: no driver, so that the server is tested alone."""

import base64
import http.client
import json
from typing import Any

JSON = {"Content-Type": "application/json"}


def basic(key_id: str, secret: str) -> str:
    """The header that shows an access key."""
    return "Basic " + base64.b64encode(f"{key_id}:{secret}".encode()).decode()


KEY = basic("access_key_id", "access_key_secret")


class RpcClient:
    """One keep-alive connection with an access key, by default the default one."""

    def __init__(
        self, address: str, *, timeout_seconds: float = 10, key: tuple[str, str] | None = None
    ) -> None:
        self._authorization = basic(*key) if key else KEY
        host, _, port = address.removeprefix("http://").rpartition(":")
        self._connection = http.client.HTTPConnection(host, int(port), timeout=timeout_seconds)

    def request(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, bytes, dict[str, str]]:
        """Returns status, body and headers."""
        self._connection.request(method, path, body, {"Authorization": self._authorization} | (headers or {}))
        response = self._connection.getresponse()
        content = response.read()
        return response.status, content, {name.lower(): value for name, value in response.getheaders()}

    def patch(self, route: str, *ops: dict[str, Any]) -> tuple[int, bytes, dict[str, str]]:
        """Edits a page."""
        return self.request("PATCH", route, json.dumps({"d": list(ops)}).encode())

    def page(self, route: str) -> dict[str, Any] | None:
        """Reads a page."""
        status, body, _ = self.request("GET", route, headers=JSON)
        assert status in (200, 404), f"GET {route}: {status} {body[:200]!r}"
        if status == 404:
            return None
        page: dict[str, Any] = json.loads(body)
        return page

    def card(self, route: str, name: str) -> dict[str, Any]:
        """Reads the attributes of a card."""
        page = self.page(route)
        assert page is not None, f"there is no page at {route}"
        card: dict[str, Any] = page["p"]["c"][name]
        return card

    def close(self) -> None:
        """Ends the connection."""
        self._connection.close()
