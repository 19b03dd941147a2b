"""What can go wrong in the gateway; `web/answers.py` turns each into an HTTP status, from a table.

GatewayError
├── PathInvalid         a request target that names no page
├── StoreAway           the site-store does not answer
├── RelayAway           the relay does not answer
├── AppInvalid          a registration that makes no sense
├── BodyTooLarge        a request body above the limit
├── BodyTooSlow         a request body that does not arrive
└── SettingInvalid      a setting, or a file it names, that cannot be used
"""


class GatewayError(Exception):
    """Anything the gateway refuses, with a text that says what and how to mend it."""


class PathInvalid(GatewayError):
    """A request target that names no page."""


class StoreAway(GatewayError):
    """The site-store does not answer."""


class RelayAway(GatewayError):
    """The relay does not answer."""


class AppInvalid(GatewayError):
    """A registration that makes no sense."""


class BodyTooLarge(GatewayError):
    """A request body above the limit."""


class BodyTooSlow(GatewayError):
    """A request body that does not arrive."""


class SettingInvalid(GatewayError):
    """A setting, or a file it names, that cannot be used."""
