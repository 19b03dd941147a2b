"""A sign-in provider that says who it is and knows nobody: for servers behind a sign-in that never ends well."""

import contextlib
import http.server
import json
import threading
from collections.abc import Iterator
from typing import Any


class _Provider(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        host, port = self.server.server_address[:2]
        issuer = f"http://{host!s}:{port}"
        places = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        documents: dict[str, Any] = {
            "/.well-known/openid-configuration": {"issuer": issuer}
            | {name: f"{issuer}/{name}" for name in places},
            "/jwks_uri": {"keys": []},
        }
        self._answer(200 if self.path in documents else 404, documents.get(self.path, {}))

    def do_POST(self) -> None:
        self._answer(400, {"error": "invalid_grant"})

    def _answer(self, status: int, document: Any) -> None:
        content = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextlib.contextmanager
def still_provider() -> Iterator[str]:
    """Listens on a free port for as long as the context lives; gives its URL."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Provider)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def sign_in_flags(provider: str, callback: str) -> list[str]:
    """The flags of a server whose users sign in there."""
    return [
        *("-oidc-provider-url", provider, "-oidc-redirect-url", callback),
        *("-oidc-client-id", "wave", "-oidc-client-secret", "secret"),
    ]
