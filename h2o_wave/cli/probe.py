"""Asks a server over HTTP what `wave doctor` wants to know."""

import base64
import http.client
import os
import socket
import ssl
from typing import NamedTuple

from ..settings import Settings
from ..urls import Address

_MAX_REASON_BYTES = 200


class Probe(NamedTuple):
    """A server, and how it is asked. Methods raise `OSError` and `HTTPException`."""

    address: Address
    settings: Settings
    timeout_seconds: float

    def tls_version(self) -> str:
        """Shake hands for TLS; returns what was agreed upon."""
        place = (self.address.host, self.address.port)
        with (
            socket.create_connection(place, timeout=self.timeout_seconds) as plain,
            self._tls().wrap_socket(plain, server_hostname=self.address.host) as secure,
        ):
            return secure.version() or "TLS"

    def shake_hands(self, path: str) -> tuple[int, str]:
        """Ask for a websocket as a browser does; returns the status, and the reason when it is refused."""
        connection = self._connect()
        try:
            connection.request("GET", path, headers=self._handshake())
            answer = connection.getresponse()
            if answer.status == http.client.SWITCHING_PROTOCOLS:
                return answer.status, ""
            said = answer.read(_MAX_REASON_BYTES).decode(errors="replace").strip()
            return answer.status, said if said.isprintable() and not said.startswith("<") else ""
        finally:
            connection.close()

    def read_page(self, path: str) -> tuple[int, str]:
        """Read a page as an app does; returns the status and the time of the server, if it tells."""
        connection = self._connect()
        pair = f"{self.settings.access_key_id}:{self.settings.access_key_secret}".encode()
        shown = f"Basic {base64.b64encode(pair).decode()}"
        try:
            connection.request(
                "GET", path, headers={"Authorization": shown, "Content-Type": "application/json"}
            )
            answer = connection.getresponse()
            return answer.status, answer.getheader("Date", "")
        finally:
            connection.close()

    def _handshake(self) -> dict[str, str]:
        return {
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Origin": f"{self.address.scheme}://{self.address.authority}",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
        }

    def _connect(self) -> http.client.HTTPConnection:
        host, port, timeout = self.address.host, self.address.port, self.timeout_seconds
        if self.address.scheme == "https":
            return http.client.HTTPSConnection(host, port, timeout=timeout, context=self._tls())
        return http.client.HTTPConnection(host, port, timeout=timeout)

    def _tls(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if not self.settings.verify_tls:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context
