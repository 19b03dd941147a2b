"""A client of WaveDB: SQLite over HTTP.

connection = connect()
db = connection["shop"]
rows, error = await db.exec("select name from ship where length > ?", 100)
"""

import os
from collections.abc import Mapping
from math import isfinite
from typing import Any

from ._transports.http_async import AsyncHttpTransport
from ._transports.transport import Request
from .errors import BadValue, ServiceError
from .marshalling import marshal, unmarshal
from .settings import Settings
from .site import settings
from .urls import parse_address

_ADDRESS = "http://127.0.0.1:10100"
_JSON = (("Content-Type", "application/json"),)

Parameter = int | float | str | None
"""What a `?` in a statement can stand for."""
Statement = str | tuple[Any, ...] | list[Any]
"""An SQL text, or that and its parameters."""
Rows = list[list[Any]]
"""The rows that a statement gives."""


class WaveDBError(ServiceError):
    """The database server answered with a status other than 200."""


class WaveDBConnection:
    """The connection to a database server: `connection["name"]` is a database, made when it is first used."""

    def __init__(
        self, address: str | None = None, key_id: str | None = None, key_secret: str | None = None
    ) -> None:
        """What is not given comes from the environment. Raises `InvalidURL`."""
        self._transport = AsyncHttpTransport(_settings(os.environ, address, key_id, key_secret))

    def __getitem__(self, name: str) -> "WaveDB":
        return WaveDB(self, name)

    async def call(self, message: dict[str, Any]) -> dict[str, Any]:
        """Ask the server. Raises `WaveDBError` or `TransportError`."""
        request = Request("wavedb", "POST", "/", headers=_JSON, body=marshal(message).encode())
        reply = await self._transport.send(request)
        if reply.status != 200:
            raise WaveDBError("WaveDB request", reply.status, reply.body.decode(errors="replace"))
        answer: dict[str, Any] = unmarshal(reply.body)
        return answer

    async def close(self) -> None:
        """Close the connections to the server. It may be used again."""
        await self._transport.aclose()


class WaveDB:
    """A database. All calls return what came of them and an error text, one of which is None."""

    def __init__(self, db: WaveDBConnection, name: str) -> None:
        """Raises `BadValue` for what is no name."""
        if not isinstance(name, str):
            raise BadValue(f"database must be str; got {type(name)}")
        self._connection = db
        self._name = name

    async def exec(self, sql: str, *params: Parameter) -> tuple[Rows | None, str | None]:
        """Run a statement, and return its rows. Raises `BadValue`, `WaveDBError` or `TransportError`."""
        results, error = await self._run([(sql, *params)], is_atomic=False)
        return (results[0] if results else None), error

    async def exec_many(self, *args: Statement) -> tuple[list[Rows] | None, str | None]:
        """Run statements one by one, up to the first that fails, and return the rows of each.

        What was done before a failure stays. Raises like `exec`.
        """
        return await self._run(args, is_atomic=False)

    async def exec_atomic(self, *args: Statement) -> tuple[list[Rows] | None, str | None]:
        """Run statements, all or none, and return the rows of each. Raises like `exec`."""
        return await self._run(args, is_atomic=True)

    async def drop(self) -> str | None:
        """Delete the database. Returns why not, or None. Raises `WaveDBError` or `TransportError`."""
        answer = await self._connection.call({"d": {"d": self._name}})
        return answer.get("e")

    async def _run(self, statements: Any, *, is_atomic: bool) -> tuple[list[Rows] | None, str | None]:
        if not statements:
            raise BadValue("want at least one statement, got none")
        message = {"d": self._name, "s": [_encode(each) for each in statements], "a": int(is_atomic)}
        answer = await self._connection.call({"e": message})
        if (error := answer.get("e")) is not None:
            return None, error
        return answer.get("r"), None


def connect(
    address: str | None = None, key_id: str | None = None, key_secret: str | None = None
) -> WaveDBConnection:
    """Make a connection to a database server; nothing is sent yet.

    What is not given comes from `H2O_WAVEDB_ADDRESS`, `H2O_WAVEDB_ACCESS_KEY_ID` and `H2O_WAVEDB_ACCESS_KEY_SECRET`.
    Raises `InvalidURL`.
    """
    return WaveDBConnection(address, key_id, key_secret)


def _settings(
    environ: Mapping[str, str], address: str | None, key_id: str | None, key_secret: str | None
) -> Settings:
    return settings._replace(
        address=parse_address(address or environ.get("H2O_WAVEDB_ADDRESS", _ADDRESS)),
        base_url="/",
        access_key_id=key_id or environ.get("H2O_WAVEDB_ACCESS_KEY_ID", "access_key_id"),
        access_key_secret=key_secret or environ.get("H2O_WAVEDB_ACCESS_KEY_SECRET", "access_key_secret"),
    )


def _encode(statement: object) -> dict[str, Any]:
    """Raises `BadValue` for what is no statement."""
    if isinstance(statement, str):
        statement = (statement,)
    if not isinstance(statement, (tuple, list)):
        raise BadValue(
            f"want a statement as str, tuple or list, got {type(statement).__name__}: {statement!r:.80}"
        )
    if not statement:
        raise BadValue("want a statement, got an empty tuple or list")
    sql, *parameters = statement
    if not isinstance(sql, str):
        raise BadValue(f"want SQL as str, got {type(sql).__name__}: {sql!r:.80}")
    for position, value in enumerate(parameters, 1):
        if not (value is None or isinstance(value, (int, float, str))):
            raise BadValue(f"parameter {position}: want int, float, str or None, got {type(value).__name__}")
        if isinstance(value, float) and not isfinite(value):
            raise BadValue(f"parameter {position}: want a finite number, got {value!r}")
    return {"q": sql, "p": parameters or None}
