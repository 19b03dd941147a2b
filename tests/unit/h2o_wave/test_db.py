"""The client of WaveDB refuses what is no statement before anything is sent, and explains failures."""

from typing import Any

import pytest

from h2o_wave import WaveDBError, connect
from h2o_wave._transports.transport import Reply, Request
from h2o_wave.errors import BadValue, InvalidURL, ServiceError


class FakeTransport:
    """Answers with what the test says."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        self.requests: list[Request] = []

    async def send(self, request: Request) -> Reply:
        self.requests.append(request)
        return self.reply


def database(status: int = 200, body: bytes = b"{}") -> tuple[Any, FakeTransport]:
    connection = connect()
    transport = FakeTransport(Reply(status, body))
    connection._transport = transport  # type: ignore[assignment]
    return connection["d"], transport


async def test_a_failed_statement_gives_its_error() -> None:
    db, _ = database(body=b'{"e":"no such table: ship"}')
    assert await db.exec("select * from ship") == (None, "no such table: ship")
    assert await db.exec_atomic("select 1", "x") == (None, "no such table: ship")
    assert await db.drop() == "no such table: ship"


async def test_an_answer_other_than_200_is_an_error_of_its_own() -> None:
    db, _ = database(401, b"Unauthorized")
    with pytest.raises(WaveDBError, match=r"code=401.*Unauthorized") as failure:
        await db.exec("select 1")
    assert isinstance(failure.value, ServiceError)


@pytest.mark.parametrize(
    ("statements", "says"),
    [
        ((), "at least one statement"),
        (((),), "empty tuple"),
        ((5,), "got int"),
        (((5, 1),), "want SQL as str"),
        ((("a", float("nan")),), "parameter 1: want a finite number"),
        ((("a", 1, {}),), "parameter 2: want int, float, str or None, got dict"),
    ],
)
async def test_what_is_no_statement_is_refused_before_it_is_sent(
    statements: tuple[Any, ...], says: str
) -> None:
    db, transport = database()
    with pytest.raises(BadValue, match=says):
        await db.exec_many(*statements)
    assert not transport.requests


def test_an_address_must_be_one() -> None:
    with pytest.raises(InvalidURL):
        connect("nowhere")
