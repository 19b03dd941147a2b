"""The shell page: the same for every route; base URL and nonce are put into it."""

import base64
import re
import secrets
from functools import partial
from pathlib import Path

from services.gateway.errors import SettingInvalid
from services.gateway.web.answers import Answer, Headers

# What the shell may run and show unless the operator says otherwise: only scripts of this site, and those that they or the
# page's own app bring along. Styles, images and frames may come from anywhere, because apps name them freely.
DEFAULT_POLICY = (
    "default-src 'self'; script-src 'self' 'strict-dynamic'; style-src 'self' 'unsafe-inline' http: https:; "
    "img-src * data: blob:; font-src * data:; media-src * data: blob:; connect-src * ws: wss: data: blob:; "
    "frame-src * data: blob:; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'self'"
)

_CSP = "content-security-policy"
_BODY = re.compile(rb"<body\b", re.IGNORECASE)
_SCRIPT = re.compile(rb"<(script|style)(?![^>]*\bnonce=)(?=[\s>])", re.IGNORECASE)
_ASSETS = b'="./wave-static/'
# Stands for the nonce until the answer is made; nobody can have written it into a file.
_SLOT = b"slot-" + secrets.token_hex(16).encode()
_HEADERS: Headers = (
    ("Content-Type", "text/html; charset=UTF-8"),
    ("Cache-Control", "no-cache, must-revalidate"),
    ("Pragma", "no-cache"),
    ("X-Content-Type-Options", "nosniff"),
)


class Shell:
    """The index page, prepared once; each answer has a nonce of its own.

    `policy` is its content security policy, unless the extra headers have one; empty for none.
    """

    def __init__(
        self, html: bytes, base_url: str, extra_headers: Headers = (), *, policy: str = DEFAULT_POLICY
    ) -> None:
        self._parts = _prepare(html, base_url).split(_SLOT)
        self._headers = tuple((name, value) for name, value in extra_headers if name.lower() != _CSP)
        given = tuple((name, value) for name, value in extra_headers if name.lower() == _CSP)
        own: Headers = (("Content-Security-Policy", policy),) if policy else ()
        self._policies = tuple((name, with_nonce(value)) for name, value in given or own)

    def answer(self) -> Answer:
        """The page, for any route."""
        nonce = base64.b64encode(secrets.token_bytes(32))
        text = nonce.decode()
        policies = tuple((name, value.replace(_SLOT.decode(), text)) for name, value in self._policies)
        return Answer(200, nonce.join(self._parts), (*_HEADERS, *self._headers, *policies))


def load_shell(web_dir: Path, base_url: str, extra_headers: Headers, policy: str) -> Shell:
    """Reads `index.html`. Raises SettingInvalid when there is none."""
    path = web_dir / "index.html"
    try:
        return Shell(path.read_bytes(), base_url, extra_headers, policy=policy)
    except OSError as error:
        raise SettingInvalid(f"web-dir has no readable index.html: {path}: {error.strerror}") from error


def parse_headers(text: str, name: str) -> Headers:
    """Reads the lines of a headers file up to the empty line that ends them. Raises SettingInvalid."""
    headers: list[tuple[str, str]] = []
    # What comes after the last line feed is no line.
    for number, line in enumerate(text.split("\n")[:-1], 1):
        line = line.rstrip("\r")
        if not line:
            return tuple(headers)
        key, colon, value = line.partition(":")
        if not colon or not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", key) or not value.isprintable():
            raise SettingInvalid(f"{name}, line {number}: want <name>: <value>")
        headers.append((key, value.strip()))
    raise SettingInvalid(f"{name}: the headers must be ended by an empty line")


def with_nonce(policy: str) -> str:
    """A content security policy with a place for the nonce after `script-src` and `style-src`, added where missing.

    Not where a policy lets any style in: with a nonce, browsers would only let in those that have it.
    """
    source = f"'nonce-{_SLOT.decode()}'"
    for directive in ("script-src", "style-src"):
        pattern = re.compile(rf"(^|;)(\s*{directive})(?=\s|;|$)([^;]*)", re.IGNORECASE)
        if not pattern.search(policy):
            policy = f"{policy.rstrip().rstrip(';')}; {directive} {source}"
        else:
            policy = pattern.sub(partial(_add_source, source), policy)
    return policy


def _add_source(source: str, found: re.Match[str]) -> str:
    before, directive, sources = found.groups()
    is_open = directive.strip().lower() == "style-src" and "'unsafe-inline'" in sources.lower()
    return found[0] if is_open else f"{before}{directive} {source}{sources}"


def _prepare(html: bytes, base_url: str) -> bytes:
    base = base_url.replace("&", "&amp;").replace('"', "&quot;").encode()
    attributes = b' data-base-url="' + base + b'" data-nonce="' + _SLOT + b'"'
    html = _BODY.sub(lambda match: match[0] + attributes, html, count=1)
    html = html.replace(_ASSETS, b'="' + base + b"wave-static/")
    return _SCRIPT.sub(lambda match: match[0] + b' nonce="' + _SLOT + b'"', html)
