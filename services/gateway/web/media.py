"""Names of media types and encodings in request headers. PURE."""

APPLICATION_JSON = "application/json"


def media_type(content_type: str | None) -> str:
    """The media type in a `Content-Type`, in small letters and without parameters."""
    return (content_type or "").partition(";")[0].strip().lower()


def accepts_encoding(accept_encoding: str | None, encoding: str) -> bool:
    """Whether an `Accept-Encoding` allows an encoding; a weight of zero forbids it."""
    weights: dict[str, float] = {}
    for part in (accept_encoding or "").lower().split(","):
        name, _, parameters = part.partition(";")
        if name.strip():
            weights[name.strip()] = _weight(parameters)
    return weights.get(encoding, weights.get("*", 0.0)) > 0


def accepts_html(accept: str | None) -> bool:
    """Whether an `Accept` names HTML, as that of a browser which shows a page does."""
    return "text/html" in (accept or "").lower()


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
