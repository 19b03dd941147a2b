"""What can go wrong in the gateway; `web/answers.py` turns each into an HTTP status, from a table.

GatewayError
├── PathInvalid         a request target that names no page
├── StoreAway           the site-store does not answer
├── RelayAway           the relay does not answer
├── AppInvalid          a registration that makes no sense
├── BodyTooLarge        a request body above the limit
├── BodyTooSlow         a request body that does not arrive
├── BodyCut             a request body that ends too early
├── FormInvalid         a form with files that makes no sense
├── RequestInvalid      a request whose parts do not fit together
├── RequestRefused      a request that this server does not do for whoever asks
├── StorageFull         no room for what was sent
├── TooBusy             too much of the same is under way
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


class BodyCut(GatewayError):
    """A request body that ends too early."""


class FormInvalid(GatewayError):
    """A form with files that makes no sense."""


class RequestInvalid(GatewayError):
    """A request whose parts do not fit together."""


class RequestRefused(GatewayError):
    """A request that this server does not do for whoever asks."""


class StorageFull(GatewayError):
    """No room for what was sent."""


class TooBusy(GatewayError):
    """Too much of the same is under way."""


class SettingInvalid(GatewayError):
    """A setting, or a file it names, that cannot be used."""
