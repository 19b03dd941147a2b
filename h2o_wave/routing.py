"""From what a user did to the function that handles it: `@on`, `run_on`, `handle_on`."""

import warnings
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple, TypeVar, overload

from .errors import BadValue
from .expando import expando_to_dict
from .pattern import Pattern
from .query import Q

Handler = Callable[..., Awaitable[Any] | Any]
Predicate = Callable[[Any], Any]
AnyHandler = TypeVar("AnyHandler", bound=Handler)

_SUBMISSION = "__wave_submission_name__"
_MISSING: Any = object()


class _Route(NamedTuple):
    """A handler, how many arguments it takes, and what must hold for it to run."""

    handler: Handler
    arity: int
    predicate: Predicate | None

    def wants(self, value: Any) -> bool:
        """Whether the handler is to run for a value. Without a predicate anything but None will do."""
        return bool(self.predicate(value)) if self.predicate else value is not None


class Routes:
    """Handlers in the order in which they were declared."""

    def __init__(self) -> None:
        # By source, with the type of event.
        self._events: dict[str, list[tuple[str, _Route]]] = {}
        self._hashes: list[tuple[Pattern, _Route]] = []
        self._arguments: dict[str, list[_Route]] = {}
        self._patterns: list[tuple[Pattern, _Route]] = []

    def add(self, arg: object, handler: Handler, predicate: Predicate | None) -> None:
        """Declare a handler. Raises `BadValue` for an argument or predicate that makes no sense."""
        if predicate is not None and not callable(predicate):
            raise BadValue(f"@on predicate: want a function, got {predicate!r}")
        from inspect import signature  # heavy, and not needed by those who route by themselves

        route = _Route(handler, len(signature(handler).parameters), predicate)
        if not isinstance(arg, str) or not arg:
            self._arguments.setdefault(handler.__name__, []).append(route)
        elif arg.startswith("#"):
            self._hashes.append((Pattern(arg[1:]), route))
        elif "." in arg:
            source, event = _split_event(arg)
            self._events.setdefault(source, []).append((event, route))
        elif "{" in arg and "}" in arg:
            self._patterns.append((Pattern(arg), route))
        else:
            self._arguments.setdefault(arg, []).append(route)

    async def run(self, q: Q) -> bool:
        """Run the first handler that fits what was submitted:

        an event, a hash, an argument, or a pattern of one.
        """
        args = expando_to_dict(q.args)
        submitted = args.get(_SUBMISSION)
        if await self._run_event(q):
            return True
        if submitted is None:
            return False
        name = str(submitted)
        if name == "#" and await self._run_hash(q, args.get("#")):
            return True
        value = args.get(name)
        return await self._run_argument(q, name, value) or await self._run_pattern(q, name, value)

    async def run_any(self, q: Q) -> bool:
        """Run the first handler that fits an event, or else any argument, in the order in which they came."""
        if await self._run_event(q):
            return True
        for name, value in list(expando_to_dict(q.args).items()):
            if name == _SUBMISSION:
                continue
            if await (self._run_hash(q, value) if name == "#" else self._run_argument(q, name, value)):
                return True
        return False

    async def _run_event(self, q: Q) -> bool:
        for source, events in list(expando_to_dict(q.events).items()):
            for event, route in self._events.get(source, ()):
                value = expando_to_dict(events).get(event, _MISSING)
                if value is not _MISSING and route.wants(value):
                    return await _call(route, q, value)
        return False

    async def _run_hash(self, q: Q, value: object) -> bool:
        for pattern, route in self._hashes:
            parameters = pattern.match(value)
            if parameters is not None and (route.predicate is None or route.predicate(value)):
                return await _call_for_hash(route, q, parameters)
        return False

    async def _run_argument(self, q: Q, name: str, value: Any) -> bool:
        for route in self._arguments.get(name, ()):
            if route.wants(value):
                return await _call(route, q, value)
        return False

    async def _run_pattern(self, q: Q, name: str, value: Any) -> bool:
        for pattern, route in self._patterns:
            parameters = pattern.match(name)
            if parameters is not None and route.wants(value):
                return await _call_for_pattern(route, q, value, parameters)
        return False


async def _call(route: _Route, q: Q, value: Any) -> bool:
    arguments = {0: (), 1: (q,)}.get(route.arity, (q, value))
    return await _finish(route.handler(*arguments))


async def _call_for_hash(route: _Route, q: Q, parameters: dict[str, Any]) -> bool:
    if route.arity < 2:
        return await _call(route, q, None)
    return await _finish(route.handler(q, **parameters) if parameters else route.handler(q, None))


async def _call_for_pattern(route: _Route, q: Q, value: Any, parameters: dict[str, Any]) -> bool:
    if route.arity < 2 or not parameters:
        return await _call(route, q, value)
    if route.arity == 1 + len(parameters):
        return await _finish(route.handler(q, **parameters))
    if route.arity == 2:
        # There is no room for the parameters: the value is what the handler wants.
        return await _finish(route.handler(q, value))
    return await _finish(route.handler(q, value, **parameters))


async def _finish(result: Any) -> bool:
    """Wait for a handler. A plain function has finished already."""
    if isinstance(result, Awaitable):
        await result
    return True


def _split_event(name: str) -> tuple[str, str]:
    source, _, event = name.partition(".")
    if not source or not event:
        raise BadValue(f"@on({name!r}): want <name of the source>.<name of the event>")
    return source, event


_routes = Routes()
_has_warned = False


def replace_routes(routes: Routes) -> Routes:
    """Put other handlers in the place of those that were declared, and return these."""
    global _routes
    before, _routes = _routes, routes
    return before


@overload
def on(arg: AnyHandler) -> AnyHandler: ...


@overload
def on(arg: str | None = None, predicate: Predicate | None = None) -> Callable[[AnyHandler], AnyHandler]: ...


def on(arg: Any = None, predicate: Predicate | None = None) -> Any:
    """Declare the handler of something a user does.

    `@on('name')` handles an argument, `@on('name_{id:int}')` all arguments whose names fit,
    `@on('#menu/{item}')` a location hash, and `@on('source.event')` an event. Without `arg` the name of the
    function is taken. With a predicate the handler runs only when `predicate(value)` is true. Raises
    `BadValue` for what makes no sense.
    """
    if callable(arg) and predicate is None:
        _routes.add(None, arg, None)
        return arg

    def declare(handler: AnyHandler) -> AnyHandler:
        _routes.add(arg, handler, predicate)
        return handler

    return declare


async def run_on(q: Q) -> bool:
    """Run the handler of what the user has submitted. Returns whether there was one."""
    return await _routes.run(q)


async def handle_on(q: Q) -> bool:
    """Run the handler of any argument that is there. Deprecated: `run_on` looks at what was submitted."""
    global _has_warned
    if not _has_warned:
        _has_warned = True
        warnings.warn("handle_on() is deprecated: use run_on()", FutureWarning, stacklevel=2)
    return await _routes.run_any(q)
