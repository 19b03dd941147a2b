"""How a file is presented to a browser: its media type, and whether it is shown or saved. PURE."""

from collections.abc import Container
from typing import NamedTuple
from urllib.parse import quote

from services.gateway.web.answers import NOSNIFF, Headers
from services.gateway.web.media import media_type
from services.gateway.web.static import content_type

HEAD_BYTES = 16
UNKNOWN = "application/octet-stream"

# What files without a telling name begin with, for types that browsers need to know.
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
)
# An SVG is a document with scripts. Shown inside a page (<img>) it runs none and needs no permission.
_ACTIVE = frozenset(("image/svg+xml",))
_SHOWN_KINDS = ("image/", "audio/", "video/")
_SHOWN = frozenset(("text/plain", "application/pdf"))
# Browsers show no PDF in a sandbox, and a PDF cannot reach the page that it was opened from.
_UNCONFINED = frozenset(("application/pdf",))
_SANDBOX = ("Content-Security-Policy", "sandbox")
_SCRIPTED_SANDBOX = ("Content-Security-Policy", "sandbox allow-scripts allow-forms allow-popups allow-modals")


class Upload(NamedTuple):
    """A file that anybody may have sent."""

    name: str
    head: bytes


def upload_headers(upload: Upload, also_shown: Container[str] = ()) -> Headers:
    """The headers of an uploaded file: it runs nothing in the name of this site, whatever is in it (F2)."""
    full_type = type_of(upload.name, upload.head)
    kind = media_type(full_type)
    is_shown = kind in _SHOWN or (kind.startswith(_SHOWN_KINDS) and kind not in _ACTIVE)
    headers: Headers = (("Content-Type", full_type), NOSNIFF)
    if kind in also_shown and not is_shown:
        return (*headers, _disposition("inline", upload.name), _SCRIPTED_SANDBOX)
    if kind not in _UNCONFINED:
        headers = (*headers, _SANDBOX)
    return (*headers, _disposition("inline" if is_shown else "attachment", upload.name))


def type_of(name: str, head: bytes = b"") -> str:
    """The media type of a file by its name or, when that tells nothing, by how it begins."""
    by_name = content_type(name)
    if by_name != UNKNOWN:
        return by_name
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for signature, kind in _SIGNATURES if head.startswith(signature)), UNKNOWN)


def _disposition(kind: str, name: str) -> tuple[str, str]:
    return "Content-Disposition", f"{kind}; filename*=UTF-8''{quote(name, safe='')}"
