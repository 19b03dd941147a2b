import pytest

from services.gateway import errors
from services.gateway.auth.gate import Verdict
from services.gateway.upstream.pages import EditOutcome, EditStatus
from services.gateway.web import answers
from services.gateway.wire.position import Position


def test_an_applied_edit_tells_its_position() -> None:
    """[P1]"""
    answer = answers.of_edit(EditOutcome(EditStatus.APPLIED, Position("e", 7)))
    assert answer == (200, b"", (("Wave-Position", "e:7"),))


@pytest.mark.parametrize(
    ("status", "code", "retries"),
    [
        (EditStatus.REFUSED, 400, False),
        (EditStatus.TOO_LARGE, 413, False),
        (EditStatus.CONFLICT, 412, False),
        (EditStatus.BUSY, 503, True),
        (EditStatus.AWAY, 503, True),
        (EditStatus.READ_ONLY, 507, True),
    ],
)
def test_an_edit_that_was_not_applied_says_why(status: EditStatus, code: int, retries: bool) -> None:
    """[P2] [P3] [P4]"""
    answer = answers.of_edit(EditOutcome(status, reason="because\nof this"))
    assert (answer.status, answer.body) == (code, b"because of this\n")
    assert (("Retry-After", "1") in answer.headers) is retries


def test_an_edit_for_a_client_that_has_left_is_accepted() -> None:
    assert answers.of_edit(EditOutcome(EditStatus.DISCARDED)) == answers.OK


def test_every_fate_of_an_edit_has_an_answer() -> None:
    assert all(
        answers.of_edit(EditOutcome(status)).status for status in EditStatus if status.name != "APPLIED"
    )


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.PathInvalid, 400),
        (errors.AppInvalid, 400),
        (errors.BodyTooLarge, 413),
        (errors.BodyTooSlow, 408),
        (errors.StoreAway, 503),
        (errors.RelayAway, 503),
        (errors.GatewayError, 500),
    ],
)
def test_an_error_becomes_a_line_of_text(error: type[errors.GatewayError], code: int) -> None:
    """[P2] [P4]"""
    answer = answers.of_error(error("what is wrong"))
    assert (answer.status, answer.body) == (code, b"what is wrong\n")
    assert answers.TEXT in answer.headers
    assert answers.NOSNIFF in answer.headers


def test_without_a_reason_the_status_speaks() -> None:
    """[P7]"""
    assert answers.UNAUTHORIZED.body == b"Unauthorized\n"
    assert answers.NO_PAGE.body == b"Not Found\n"
    assert answers.refusal(405).body == b"Method Not Allowed\n"


def test_a_verdict_is_an_answer_or_none() -> None:
    """[P7]"""
    assert answers.of_verdict(Verdict.ALLOWED) is None
    assert answers.of_verdict(Verdict.DENIED) == answers.UNAUTHORIZED
    limited = answers.of_verdict(Verdict.LIMITED)
    assert limited is not None
    assert limited.status == 429
