"""How the server knows an app that it reaches by HTTP, and how the app notices that the server has forgotten it."""

import asyncio
import logging
import os
import secrets

from . import requests
from .errors import ConnectError, ServiceError, TransportError
from .query import shared_site
from .settings import read_app_address
from .site import settings

logger = logging.getLogger("h2o_wave")

# Names this run of the process: by it the server tells an app that was started anew from one that registers again.
RUN_ID = secrets.token_hex(8)
_RETRY_SECONDS = 1.0
_ADVICE = {
    401: "set H2O_WAVE_ACCESS_KEY_ID and H2O_WAVE_ACCESS_KEY_SECRET to a key that the server knows",
    404: "set H2O_WAVE_BASE_URL to the base URL of the server",
}


class Registration:
    """An HTTP app's entry in the server's list."""

    def __init__(self, route: str, mode: str) -> None:
        self._route = route
        self._mode = mode
        self._watch: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Register, trying again while the server is away for as long as `H2O_WAVE_CONNECTION_TIMEOUT` says.

        Raises `ConnectionError` when it stays away, and `ServiceError` when it refuses.
        """
        loop = asyncio.get_running_loop()
        gives_up_at = loop.time() + settings.connection_timeout_seconds + _RETRY_SECONDS
        while True:
            try:
                await self._register()
                break
            except ConnectError as error:
                if loop.time() >= gives_up_at:
                    raise ConnectionError(
                        f"Could not connect to Wave server at {settings.address.authority}. Make sure it is running, "
                        "or set H2O_WAVE_ADDRESS to where it is."
                    ) from error
                logger.debug("registration_delayed reason=%s", error)
                await asyncio.sleep(_RETRY_SECONDS)
        self._watch = loop.create_task(self._register_again())

    async def refusal(self) -> str:
        """Never returns: over HTTP nobody tells an app that it is not wanted any more."""
        never: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        return await never

    async def close(self, *, says_goodbye: bool) -> None:
        """Stop watching, and unregister."""
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.wait([self._watch])
        if not says_goodbye:
            return
        try:
            await shared_site()._call(requests.unregister_app(settings.base_url, route=self._route))
        except (TransportError, ServiceError) as error:
            logger.warning("app_not_unregistered route=%s reason=%s", self._route, error)

    async def _register(self) -> None:
        address = read_app_address(os.environ)
        call = requests.register_app(
            settings.base_url,
            route=self._route,
            mode=self._mode,
            address=address,
            key_id=settings.app_access_key_id,
            key_secret=settings.app_access_key_secret,
            run_id=RUN_ID,
        )
        try:
            await shared_site()._call(call)
        except ServiceError as error:
            advice = _ADVICE.get(error.status or 0, "look into the log of the server")
            operation = f"Registration of the app at {self._route} with {settings.address.authority}"
            raise ServiceError(operation, error.status, f"{error.body.strip()}; {advice}") from error
        logger.info("app_registered route=%s address=%s", self._route, address)

    async def _register_again(self) -> None:
        """Registers again whenever the server has been away: it may have forgotten its apps."""
        while True:
            await _until_closed()
            if await _was_away():
                try:
                    await self._register()
                except (TransportError, ServiceError) as error:
                    logger.error("app_not_registered_again route=%s reason=%s", self._route, error)
            else:
                # It only closes silent connections; that shall not make it busy.
                await asyncio.sleep(_RETRY_SECONDS)


async def _until_closed() -> None:
    """Holds a silent connection to the server until that ends: the cheapest way to hear of a restart."""
    try:
        reader, writer = await asyncio.open_connection(settings.address.host, settings.address.port)
    except OSError:
        return
    try:
        await reader.read(1)
    except OSError as error:
        logger.debug("server_lost reason=%s", error)
    finally:
        writer.close()


async def _was_away() -> bool:
    """Waits until the server takes connections; says whether it had ceased to."""
    was_away = False
    while not await _is_there():
        was_away = True
        await asyncio.sleep(_RETRY_SECONDS)
    return was_away


async def _is_there() -> bool:
    try:
        _, writer = await asyncio.open_connection(settings.address.host, settings.address.port)
    except OSError:
        return False
    writer.close()
    return True
