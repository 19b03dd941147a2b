"""TLS as the driver wants it: the server shows a certificate that fits, unless it is told not to care."""

import ssl
from functools import lru_cache


@lru_cache(maxsize=2)
def tls_context(verify: bool) -> ssl.SSLContext:
    """The context for connections to the server. It trusts what the system trusts; see `SSL_CERT_FILE`."""
    context = ssl.create_default_context()
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
