"""HTTP answers as values, and the tables that make them of what went wrong. PURE."""

from http import HTTPStatus
from typing import NamedTuple

from services.access.checker import TOO_MANY_WAIT, TOO_MANY_WRONG, Verdict
from services.gateway.errors import (
    AppInvalid,
    BodyCut,
    BodyTooLarge,
    BodyTooSlow,
    FormInvalid,
    GatewayError,
    PathInvalid,
    ProviderAway,
    RelayAway,
    RenewalRefused,
    RequestInvalid,
    RequestRefused,
    SessionInvalid,
    SessionLost,
    SignInFailed,
    StorageFull,
    StoreAway,
    TooBusy,
    UnknownKey,
)
from services.gateway.upstream.pages import EditOutcome, EditStatus

Headers = tuple[tuple[str, str], ...]

TEXT = ("Content-Type", "text/plain; charset=utf-8")
JSON = ("Content-Type", "application/json")
NOSNIFF = ("X-Content-Type-Options", "nosniff")
RETRY_AFTER = ("Retry-After", "1")
CLOSE = ("Connection", "close")


class Answer(NamedTuple):
    """A status, a body, headers. The length is added by whoever sends it."""

    status: int
    body: bytes = b""
    headers: Headers = ()


def refusal(status: int, reason: str = "", *headers: tuple[str, str]) -> Answer:
    """One line of plain text that says what is wrong; the name of the status when there is nothing to add."""
    line = " ".join(reason.split()) or HTTPStatus(status).phrase
    return Answer(status, f"{line}\n".encode(), (TEXT, NOSNIFF, *headers))


OK = Answer(200)
# The words for "there is nothing" differ in the reference: for what is kept by name, and for a path that leads nowhere.
NO_PAGE = refusal(404)
NOT_FOUND = refusal(404, "404 page not found")
UNAUTHORIZED = refusal(401)

_EDITS: dict[EditStatus, tuple[int, Headers]] = {
    EditStatus.REFUSED: (400, ()),
    EditStatus.TOO_LARGE: (413, ()),
    EditStatus.CONFLICT: (412, ()),
    EditStatus.BUSY: (503, (RETRY_AFTER,)),
    EditStatus.READ_ONLY: (507, (RETRY_AFTER,)),
    EditStatus.AWAY: (503, (RETRY_AFTER,)),
}
_ERRORS: dict[type[GatewayError], tuple[int, Headers]] = {
    PathInvalid: (400, ()),
    AppInvalid: (400, ()),
    BodyTooLarge: (413, (CLOSE,)),
    BodyTooSlow: (408, (CLOSE,)),
    BodyCut: (400, (CLOSE,)),
    FormInvalid: (400, (CLOSE,)),
    RequestInvalid: (400, ()),
    RequestRefused: (403, (CLOSE,)),
    StorageFull: (507, (CLOSE,)),
    TooBusy: (503, (RETRY_AFTER, CLOSE)),
    SignInFailed: (400, ()),
    UnknownKey: (400, ()),
    SessionInvalid: (400, ()),
    RenewalRefused: (401, ()),
    ProviderAway: (502, (RETRY_AFTER,)),
    SessionLost: (401, ()),
    StoreAway: (503, (RETRY_AFTER,)),
    RelayAway: (503, (RETRY_AFTER,)),
}
_VERDICTS: dict[Verdict, Answer] = {
    Verdict.DENIED: UNAUTHORIZED,
    Verdict.LIMITED: refusal(429, TOO_MANY_WRONG, ("Retry-After", "60")),
    Verdict.BUSY: refusal(503, TOO_MANY_WAIT, RETRY_AFTER),
}


def of_edit(outcome: EditOutcome) -> Answer:
    """[P1, P2, P3, P4] The answer to a PATCH."""
    if outcome.position is not None:
        return Answer(200, headers=(("Wave-Position", str(outcome.position)),))
    if outcome.status is EditStatus.DISCARDED:
        return OK
    status, headers = _EDITS[outcome.status]
    return refusal(status, outcome.reason, *headers)


def of_error(error: GatewayError) -> Answer:
    """The answer to a request that could not be done."""
    status, headers = _ERRORS.get(type(error), (500, ()))
    return refusal(status, str(error), *headers)


def of_verdict(verdict: Verdict) -> Answer | None:
    """[P7] The answer to a request without a valid key; None when it has one."""
    return _VERDICTS.get(verdict)
