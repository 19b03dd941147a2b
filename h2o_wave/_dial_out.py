"""How an app is known to the relay without being reachable: it opens a stream, and events come over it."""

import asyncio
import logging
import os
import random
from typing import TYPE_CHECKING, Any

import grpc

from h2o.wave.v1 import relay_pb2, relay_pb2_grpc

from ._transports.grpc_channel import credentials, explain, open_channel, relay_address
from .errors import ConnectError, ServiceError, TransportError
from .event import CLIENT_DISCONNECT, LOGOUT, Event
from .marshalling import unmarshal
from .registration import RUN_ID
from .site import settings

if TYPE_CHECKING:
    from .app import App

logger = logging.getLogger("h2o_wave")

_RETRY_SECONDS = 1.0
_FIRST_PAUSE_SECONDS = 0.1
_LONGEST_PAUSE_SECONDS = 5.0
_GOODBYE_SECONDS = 2.0

_MODES = {
    "unicast": relay_pb2.APP_MODE_UNICAST,
    "multicast": relay_pb2.APP_MODE_MULTICAST,
    "broadcast": relay_pb2.APP_MODE_BROADCAST,
}
_SYSTEM_DATA = {relay_pb2.EVENT_KIND_DISCONNECT: CLIENT_DISCONNECT, relay_pb2.EVENT_KIND_LOGOUT: LOGOUT}


class DialOut:
    """An app's stream to the relay, opened again whenever it breaks."""

    def __init__(self, app: "App") -> None:
        self._app = app
        self._address = relay_address(settings, os.environ)
        self._channel: Any = None
        self._task: asyncio.Task[None] | None = None
        self._call: Any = None
        self._is_leaving = False
        self._refusal = ""

    async def open(self) -> None:
        """Dial in, trying again while the relay is away for as long as `H2O_WAVE_CONNECTION_TIMEOUT` says.

        Raises `ConnectionError` when it stays away, and `ServiceError` when it refuses.
        """
        loop = asyncio.get_running_loop()
        self._channel = open_channel(self._address, settings, grpc.aio)
        gives_up_at = loop.time() + settings.connection_timeout_seconds + _RETRY_SECONDS
        while True:
            try:
                call = await self._dial_in()
                break
            except ConnectError as error:
                if loop.time() >= gives_up_at:
                    await self._channel.close()
                    raise ConnectionError(
                        f"Could not connect to Wave server at {self._address.scheme}://{self._address.authority}. "
                        "Make sure it is running, or set H2O_WAVE_ADDRESS to where it is."
                    ) from error
                await asyncio.sleep(_RETRY_SECONDS)
        self._task = loop.create_task(self._run(call))

    async def refusal(self) -> str:
        """Waits until the relay will not have the app any more, and returns why."""
        if self._task is not None:
            await asyncio.wait([self._task])
        return self._refusal or "the stream to the relay has ended"

    async def close(self, *, says_goodbye: bool) -> None:
        """End the stream. Without a goodbye the relay keeps the app's events until it is back."""
        if says_goodbye and self._call is not None and self._task is not None and not self._task.done():
            await self._say_goodbye()
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
        if self._channel is not None:
            await self._channel.close()

    async def _say_goodbye(self) -> None:
        self._is_leaving = True
        try:
            async with asyncio.timeout(_GOODBYE_SECONDS):
                await self._call.write(relay_pb2.ServeAppRequest(goodbye=relay_pb2.Goodbye()))
                # The relay ends the stream when it has understood.
                await asyncio.wait([self._task] if self._task else [])
        except (grpc.RpcError, asyncio.InvalidStateError, TimeoutError) as error:
            logger.warning("app_not_unregistered route=%s reason=%s", self._app.route, error)

    async def _dial_in(self) -> Any:
        """Opens a stream, and waits until the relay knows the app.

        Raises `ServiceError` or `TransportError`.
        """
        call = relay_pb2_grpc.RelayStub(self._channel).ServeApp(  # type: ignore[no-untyped-call]
            metadata=credentials(settings)
        )
        hello = relay_pb2.DialIn(route=self._app.route, mode=_MODES[self._app.mode], run_id=RUN_ID)
        try:
            await call.write(relay_pb2.ServeAppRequest(dial_in=hello))
            if await call.read() is grpc.aio.EOF:  # type: ignore[attr-defined]
                raise ConnectError("the relay has ended the stream at once")
        except grpc.aio.AioRpcError as error:
            raise explain(error, f"Registration of the app at {self._app.route}") from error
        # A write to a stream that has failed says so without the reason, which the read then has.
        except asyncio.InvalidStateError as error:
            raise await self._reason(call) from error
        self._call = call
        logger.info("app_dialled_in route=%s address=%s", self._app.route, self._address.authority)
        return call

    async def _reason(self, call: Any) -> Exception:
        try:
            await call.read()
        except grpc.aio.AioRpcError as error:
            return explain(error, f"Registration of the app at {self._app.route}")
        return ConnectError("the relay has ended the stream at once")

    async def _run(self, call: Any) -> None:
        """Serves stream after stream until the relay refuses, or the app says goodbye."""
        while call is not None:
            try:
                await self._hear(call)
            # Why the stream has ended is what its status says.
            except (grpc.aio.AioRpcError, asyncio.InvalidStateError) as error:
                logger.debug("stream_failed route=%s reason=%r", self._app.route, error)
            # A defect of ours must not leave the app deaf: it shows in the log, and the app goes on.
            except Exception:
                logger.exception("event_broken route=%s", self._app.route)
                call.cancel()
            code, details = await call.code(), await call.details()
            if self._is_leaving:
                return
            if code in _REFUSALS:
                self._give_up(details or code.name)
                return
            logger.warning("stream_broken route=%s code=%s reason=%s", self._app.route, code.name, details)
            call = await self._dial_in_again()

    async def _dial_in_again(self) -> Any:
        """Tries until the relay is back; None when it refuses."""
        pause = _FIRST_PAUSE_SECONDS
        while True:
            await asyncio.sleep(pause * random.uniform(0.5, 1.0))
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
            try:
                return await self._dial_in()
            except TransportError as error:
                logger.debug("relay_away reason=%s", error)
            except ServiceError as error:
                if error.status == 503:
                    continue
                self._give_up(str(error))
                return None

    async def _hear(self, call: Any) -> None:
        """Takes events until the stream ends."""
        while (response := await call.read()) is not grpc.aio.EOF:  # type: ignore[attr-defined]
            for event in response.events:
                self._take(event)
            accepted = relay_pb2.Accepted(event_ids=[event.id for event in response.events])
            await call.write(relay_pb2.ServeAppRequest(accepted=accepted))

    def _take(self, message: relay_pb2.Event) -> None:
        try:
            event = _event_of(message)
        except ValueError as error:
            # It would be as bad the next time: take it, so that it does not come again.
            logger.error("event_refused route=%s reason=%s", self._app.route, error)
            return
        task = self._app.take(event)
        if message.kind == relay_pb2.EVENT_KIND_DISCONNECT:
            task.add_done_callback(lambda _: self._app.forget(message.client.id))

    def _give_up(self, reason: str) -> None:
        logger.error("app_refused route=%s reason=%s", self._app.route, reason)
        self._refusal = reason


# Trying again would not help, or would take the route away from another app.
_REFUSALS = frozenset(
    (
        grpc.StatusCode.ABORTED,
        grpc.StatusCode.INVALID_ARGUMENT,
        grpc.StatusCode.PERMISSION_DENIED,
        grpc.StatusCode.UNAUTHENTICATED,
        grpc.StatusCode.UNIMPLEMENTED,
    )
)


def _event_of(message: relay_pb2.Event) -> Event:
    """Raises `ValueError` for arguments that are not one JSON object."""
    client = message.client
    data = _SYSTEM_DATA.get(message.kind)
    if data is None:
        data = unmarshal(message.arguments) if message.arguments else {}
        if not isinstance(data, dict):
            raise ValueError(f"the arguments are not an object but {type(data).__name__}")
    is_boot = message.kind == relay_pb2.EVENT_KIND_BOOT
    return Event(
        client_id=client.id or None,
        subject=client.subject or None,
        username=client.username or None,
        session_id=client.session_id or None,
        access_token=client.access_token or None,
        refresh_token=client.refresh_token or None,
        data=data,
        headers={header.name: list(header.values) for header in message.headers} if is_boot else None,
        claims=unmarshal(client.claims) if client.claims else None,
    )
