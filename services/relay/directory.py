"""The apps, each with the lane that leads to it, and the news of them."""

import asyncio
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from services.chassis.logs import get_logger
from services.relay.apps import (
    App,
    AppChange,
    AppMode,
    AppTable,
    News,
    check_address,
    check_route,
    cleared_page,
)
from services.relay.delivery.dial_out import DialOutCourier
from services.relay.delivery.http import Deliveries, HttpCourier, Post
from services.relay.delivery.lane import Clock, Courier, Ending, Lane
from services.relay.event import Event, EventStatus, Outcome
from services.relay.news import NewsFeed, Newsroom
from services.relay.queue import QueueBounds

logger = get_logger(__name__)


class Shelf(Protocol):
    """Where HTTP apps are kept over restarts."""

    def save(self, apps: list[App]) -> None:
        """Replaces what is kept. Raises RegistryUnwritable."""


@dataclass(slots=True)
class DeliveryStats:
    """Plain counters for the metrics."""

    #: By kind of event and its last status.
    outcomes: dict[tuple[str, str], int] = field(default_factory=dict)
    apps_gone_down: int = 0

    def count(self, event: Event, outcome: Outcome) -> None:
        """Counts the last outcome of an event."""
        key = (event.kind.name.lower(), outcome.status.name.lower())
        self.outcomes[key] = self.outcomes.get(key, 0) + 1


class AppDirectory:
    """Who serves which route, and the way there."""

    def __init__(
        self, *, shelf: Shelf, post: Post, clock: Clock, bounds: QueueBounds, max_parallel_deliveries: int
    ) -> None:
        #: Names this life of the directory; versions mean nothing without it.
        self.run_id = secrets.token_hex(8)
        self.table = AppTable()
        self.stats = DeliveryStats()
        self.newsroom = Newsroom()
        self._lanes: dict[str, Lane] = {}
        self._shelf = shelf
        self._post = post
        self._deliveries = Deliveries()
        self._clock = clock
        self._bounds = bounds
        self._max_parallel_deliveries = max_parallel_deliveries
        # Registrations reach the disk in the order in which they take effect.
        self._registering = asyncio.Lock()
        self._settled = asyncio.Event()

    def lane(self, route: str) -> Lane | None:
        """The lane to the app of a route; None without an app."""
        return self._lanes.get(route)

    def lanes(self) -> Iterator[Lane]:
        """All lanes."""
        return iter(list(self._lanes.values()))

    def watch(self) -> NewsFeed:
        """Opens a feed that begins with all apps."""
        return self.newsroom.open(self.table.version, self.table.listing())

    def restore(self, apps: list[App]) -> None:
        """Takes over what was kept when the process last ran."""
        for app in apps:
            self._put(app)

    async def register(self, app: App) -> int:
        """Makes an HTTP app known, on disk first; returns the version of the table.

        Raises RouteInvalid, AddressInvalid, RegistryUnwritable.
        """
        check_route(app.route)
        if app.address is not None:
            check_address(app.address.url)
        async with self._registering:
            await self._keep([*self._without(app.route), app])
            self._put(app)
            return self.table.version

    async def dial_in(self, route: str, mode: AppMode, run_id: str = "") -> DialOutCourier:
        """Makes an app known that has opened a stream. Raises RouteInvalid, RegistryUnwritable."""
        check_route(route)
        app = App(route, mode, run_id=run_id)
        async with self._registering:
            await self._keep(self._without(route))
            courier = DialOutCourier(self._lane_to(route))
            self._announce(self.table.register(app))
            self._lane_to(route).serve_by(courier)
            logger.info("app_dialled_in", route=route, mode=mode.name.lower())
            return courier

    async def unregister(self, route: str, *, only: Courier | None = None) -> tuple[int, bool]:
        """Forgets the app of a route; returns the version of the table, and whether there was one.

        With `only`, does so unless another courier serves the route by now. Raises RegistryUnwritable.
        """
        async with self._registering:
            lane = self._lanes.get(route)
            if lane is None or (only is not None and lane.courier is not only):
                return self.table.version, False
            await self._keep(self._without(route))
            del self._lanes[route]
            news = self.table.unregister(route)
            lane.close(Ending.LEFT)
            self._announce(news)
            if news is not None:
                logger.info("app_left", route=route)
            return self.table.version, True

    async def drain(self) -> None:
        """Waits until nothing is under way to an app that answers."""
        while any(lane.queue.sent() for lane in self._lanes.values() if not lane.is_down):
            self._settled.clear()
            await self._settled.wait()

    async def stop(self) -> None:
        """Ends everything; whatever still waits counts as expired."""
        for lane in self._lanes.values():
            lane.close(Ending.STOPPED)
        self.newsroom.close()
        await self._deliveries.cancel()

    # -- what lanes tell
    # -----------------------------------------------------------------------------------------

    def app_went_down(self, route: str, reason: str) -> None:
        """Tells everybody that an app does not answer."""
        # Nobody who drains waits for it any more.
        self._settled.set()
        news = self.table.mark_down(route)
        if news is not None:
            self.stats.apps_gone_down += 1
            app = self.table.get(route)
            # An app that dials out breaks its stream whenever it is restarted.
            log = logger.warning if app is not None and app.address is not None else logger.info
            log("app_went_down", route=route, reason=reason)
            self._announce(news)

    def app_came_up(self, route: str) -> None:
        """Tells everybody that an app answers again."""
        news = self.table.mark_up(route)
        self._announce(news)
        if news is not None:
            logger.info("app_came_up", route=route)

    def event_settled(self, event: Event, outcome: Outcome) -> None:
        """Counts an outcome, and clears the shared page of a query that was taken."""
        self.stats.count(event, outcome)
        self._settled.set()
        if outcome.status is EventStatus.FAILED:
            kind = event.kind.name.lower()
            logger.warning("delivery_failed", route=event.route, kind=kind, reason=outcome.reason)
        app = self.table.get(event.route)
        if app is None or outcome.status is not EventStatus.ACCEPTED:
            return
        page = cleared_page(app, event)
        if page is not None:
            self._announce(News(page, AppChange.CLEARED, app.mode))

    # -- inside
    # --------------------------------------------------------------------------------------------------

    def _put(self, app: App) -> None:
        if app.address is None:
            raise ValueError(f"the app at {app.route} has no address: it dials in")
        lane = self._lane_to(app.route)
        self._announce(self.table.register(app))
        courier = HttpCourier(
            lane,
            app.address,
            post=self._post,
            deliveries=self._deliveries,
            max_parallel=self._max_parallel_deliveries,
        )
        lane.serve_by(courier)
        logger.info("app_registered", route=app.route, mode=app.mode.name.lower(), address=app.address.url)

    def _lane_to(self, route: str) -> Lane:
        lane = self._lanes.get(route)
        if lane is None:
            lane = self._lanes[route] = Lane(route, self._bounds, owner=self, clock=self._clock)
        return lane

    def _announce(self, news: News | None) -> None:
        if news is not None:
            self.newsroom.tell(self.table.version, news)

    def _without(self, route: str) -> list[App]:
        return [app for app in self.table if app.address is not None and app.route != route]

    async def _keep(self, apps: list[App]) -> None:
        kept = [app for app in self.table if app.address is not None]
        if apps != kept:
            # A disk may take its time; nobody else has to wait for it.
            await asyncio.to_thread(self._shelf.save, apps)
