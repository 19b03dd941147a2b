"""The settings of signing in and of who may see what, documented where they are declared."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from services.chassis.settings import setting
from services.chassis.values import comma_list, positive_duration

SIGN_IN = "Sign-in"
VISITORS = "Visitors"

DEFAULT_SCOPES = ("openid", "profile")
# Who signs in has to be known, by the names that make an OpenID request of an OAuth request.
_REQUIRED = ("oidc-client-id", "oidc-client-secret", "oidc-provider-url", "oidc-redirect-url")


def url(given: str) -> str:
    """An absolute http or https URL, or nothing."""
    if not given:
        return ""
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.hostname or not given.isprintable() or " " in given:
        raise ValueError("want an absolute URL, such as https://login.example.org/realms/staff")
    return given


def scopes(given: str) -> tuple[str, ...]:
    """Words with commas between them; nothing stands for the default, and `openid` is always among them."""
    words = comma_list(given) or DEFAULT_SCOPES
    return words if "openid" in words else ("openid", *words)


def url_parameters(given: str) -> tuple[tuple[str, str], ...]:
    """Pairs `name:value` with commas between them."""
    pairs = [tuple(part.strip() for part in pair.split(":")) for pair in given.split(",") if pair.strip()]
    if any(len(pair) != 2 or not all(pair) for pair in pairs):
        raise ValueError('want "name:value", comma-separated, with exactly one colon in each')
    reserved = {name for name, *_ in pairs} & _OURS
    if reserved:
        raise ValueError(f"want no parameter that signing in itself needs: {', '.join(sorted(reserved))}")
    return tuple((name, value) for name, value in pairs)


_OURS = frozenset(
    (
        "client_id",
        "code_challenge",
        "code_challenge_method",
        "nonce",
        "redirect_uri",
        "response_mode",
        "response_type",
        "scope",
        "state",
    )
)


@dataclass(frozen=True)
class SignInSettings:
    """How users sign in, and who may see what."""

    oidc_client_id: str = setting(
        "",
        metavar="ID",
        group=SIGN_IN,
        doc="OIDC client ID; users sign in when all four of client ID, client "
        "secret, provider URL and redirect URL are set",
    )
    oidc_client_secret: str = setting(
        "", secret=True, metavar="SECRET", group=SIGN_IN, doc="OIDC client secret"
    )
    oidc_provider_url: str = setting(
        "",
        parse=url,
        metavar="URL",
        group=SIGN_IN,
        doc="OIDC provider URL: the issuer, below which /.well-known/openid-configuration is found",
    )
    oidc_redirect_url: str = setting(
        "",
        parse=url,
        metavar="URL",
        group=SIGN_IN,
        doc="OIDC redirect URL: the outside address of <base>_auth/callback; with https, cookies are for https only",
    )
    oidc_end_session_url: str = setting(
        "",
        parse=url,
        metavar="URL",
        group=SIGN_IN,
        doc="OIDC end session URL, where browsers go when they sign out; empty: they go back to the website",
    )
    oidc_post_logout_redirect_url: str = setting(
        "",
        metavar="URL",
        group=SIGN_IN,
        doc="OIDC post logout redirect URL, where the provider sends browsers after that",
    )
    oidc_scopes: tuple[str, ...] = setting(
        "openid,profile", parse=scopes, metavar="SCOPES", group=SIGN_IN, doc="OIDC scopes separated by comma"
    )
    oidc_auth_url_params: tuple[tuple[str, str], ...] = setting(
        "",
        parse=url_parameters,
        metavar="PARAMETERS",
        group=SIGN_IN,
        doc='additional URL parameters to pass during OIDC authorization, in the format "key:value", comma-separated',
    )
    oidc_skip_login: bool = setting(
        False, group=SIGN_IN, doc="don't show the login page, but go to the OIDC provider at once"
    )
    oidc_groups_claim: str = setting(
        "groups",
        metavar="CLAIM",
        group=SIGN_IN,
        doc="claim that holds the groups of a user, for access rules; realm_access.roles for a claim within a claim",
    )
    session_expiry: float = setting(
        "720h", parse=positive_duration, metavar="TIME", group=SIGN_IN, doc="session cookie lifetime"
    )
    session_inactivity_timeout: float = setting(
        "30m",
        parse=positive_duration,
        metavar="TIME",
        group=SIGN_IN,
        doc="session inactivity timeout: unused for this long, a session is over",
    )
    session_secret: str = setting(
        "",
        secret=True,
        metavar="SECRETS",
        group=SIGN_IN,
        doc="secrets with which gateways seal sessions, comma-separated: the first seals, all open; empty: made once, kept in the "
        "data dir",
    )
    access_rules: str = setting(
        "",
        metavar="FILE",
        group=VISITORS,
        doc="path to a TOML file that says who may see and edit which routes; empty: who is let in sees all",
    )
    shared_anonymous: bool = setting(
        False,
        group=VISITORS,
        doc="make all visitors who did not sign in one user, as Wave 1.8 does: they share q.user and multicast pages",
    )

    @property
    def sign_in_gaps(self) -> tuple[str, ...]:
        """What is missing for signing in; nothing when it is on, or when nothing of it is set."""
        given = {name: bool(getattr(self, name.replace("-", "_"))) for name in _REQUIRED}
        return tuple(name for name, is_set in given.items() if not is_set) if any(given.values()) else ()

    @property
    def has_sign_in(self) -> bool:
        """Whether users sign in."""
        return bool(self.oidc_client_id) and not self.sign_in_gaps
