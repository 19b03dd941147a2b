"""What an answer of a sign-in says, fact by fact, so that two servers can be compared."""

import re
from email.utils import parsedate_to_datetime
from http.cookies import SimpleCookie
from typing import NamedTuple

from tests.e2e.oidc_provider import query_of
from tests.e2e.sign_in_visitor import Seen
from tests.e2e.test_differential import PASSED_OVER, normal

Facts = dict[str, str]

# Made anew each time: that they are there is all that can be compared.
SECRETS = {
    *("state", "nonce", "code_challenge", "id_token_hint"),
    *("wave-access-token", "wave-refresh-token", "wave-claims"),
}
APART = {"location", "set-cookie"}


class Side(NamedTuple):
    """One of the two servers, and the provider of both. `base` is the base URL without the slash at its end."""

    origin: str
    base: str
    issuer: str

    @property
    def address(self) -> str:
        """Where its pages begin."""
        return f"{self.origin}{self.base}"


def facts_of(side: Side, seen: Seen) -> Facts:
    """All of an answer that means something to a client. The body of a redirect does not: nobody is shown it."""
    headers = {str(name).lower(): str(value) for name, value in dict(seen.headers).items()}
    facts = {"status": str(seen.status)}
    if seen.location:
        place = seen.location.partition("?")[0]
        facts["location"] = neutral(side, place)
        for name, value in query_of(seen.location).items():
            facts[f"location ?{name}"] = told(side, name, value)
        headers.pop("content-type", None)
    else:
        facts["body"] = neutral(side, seen.text)
    for name, value in headers.items():
        if name not in PASSED_OVER | APART:
            facts[f"header {name}"] = told(side, name, value.lower())
    return facts | _cookies(side, seen, headers["date"])


def told(side: Side, name: str, value: str) -> str:
    """A value, or only that there is one."""
    return "…" if value and name in SECRETS else neutral(side, value)


def neutral(side: Side, text: str) -> str:
    """A text without the addresses, which are others on each side."""
    host = side.origin.removeprefix("http://")
    for address, name in (
        (side.issuer, "PROVIDER"),
        (side.address, "WAVE"),
        (side.origin, "ORIGIN"),
        (host, "HOST"),
    ):
        text = text.replace(address, name)
    return normal(text)


def _cookies(side: Side, seen: Seen, date: str) -> Facts:
    facts = {}
    for header in seen.cookies:
        for name, morsel in SimpleCookie(header).items():
            attributes = {key: str(value) for key, value in morsel.items() if value}
            if "expires" in attributes:
                # By the clock that has set it, in minutes.
                given, now = parsedate_to_datetime(attributes.pop("expires")), parsedate_to_datetime(date)
                attributes["minutes"] = str(round((given - now).total_seconds() / 60))
            if attributes.get("path", "").startswith(f"{side.base}/"):
                attributes["path"] = "BASE" + attributes["path"].removeprefix(side.base)
            listed = [f"{key}={value}" for key, value in sorted(attributes.items())]
            said = "…" if morsel.value else "nothing"
            facts[f"cookie {re.sub('_.*', '_…', name)}"] = "; ".join([said, *listed])
    return facts
