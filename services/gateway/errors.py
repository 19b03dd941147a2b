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
├── SignInFailed        a sign-in that did not come to its end, or a token that cannot be believed
│   ├── UnknownKey      a token that is signed with a key that is not known
│   └── SessionInvalid  a session that the site-store does not keep as it is
├── RenewalRefused      tokens that the provider does not renew
├── ProviderAway        the OpenID provider does not answer, or makes no sense
├── SessionLost         a session that has changed or ended meanwhile
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


class SignInFailed(GatewayError):
    """A sign-in that did not come to its end, or a token that cannot be believed."""


class UnknownKey(SignInFailed):
    """A token that is signed with a key that is not known: maybe a new one."""


class SessionInvalid(SignInFailed):
    """A session that the site-store does not keep as it is: too much is said of the user."""


class RenewalRefused(GatewayError):
    """Tokens that the provider does not renew."""


class ProviderAway(GatewayError):
    """The OpenID provider does not answer, or makes no sense."""


class SessionLost(GatewayError):
    """A session that has changed or ended meanwhile."""
