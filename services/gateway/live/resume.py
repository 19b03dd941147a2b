"""The keys with which browsers come back. PURE."""

import base64
import hashlib
import hmac


class ResumeKeys:
    """[R8] Makes and checks resume keys. All gateways of a site share the secret, so any of them takes a client back."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) < 16:
            raise ValueError(f"a resume secret has at least 16 bytes, this one {len(secret)}")
        self._secret = secret

    def __repr__(self) -> str:
        return "ResumeKeys()"

    def key_for(self, client_id: str, session: str) -> str:
        """The key of a client in a session."""
        # A client id has no line feed, so no two pairs make the same message.
        message = f"{client_id}\n{session}".encode()
        return (
            base64.urlsafe_b64encode(hmac.digest(self._secret, message, hashlib.sha256)).decode().rstrip("=")
        )

    def fits(self, key: str, client_id: str, session: str) -> bool:
        """Whether a key is that of the client in the session; takes as long for any wrong key."""
        return hmac.compare_digest(key.encode(), self.key_for(client_id, session).encode())
