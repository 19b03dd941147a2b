"""A browser tab: what it shows, and what a user does in it."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..event import CLIENT_DISCONNECT
from .behaviour import CLICKS, INPUTS
from .inputs import HASH, SUBMISSION, Inputs
from .parts import Part, parts_of
from .replica import Replica
from .views import ComponentView, NotThere, PageView, not_there

if TYPE_CHECKING:
    from .running import RunningApp

_UNLISTED_EVENTS = frozenset({("table", "group_by")})


class Client:
    """One browser tab that looks at an app."""

    def __init__(self, app: "RunningApp", client_id: str, routes: frozenset[str], **identity: Any) -> None:
        self.app = app
        """The app that it looks at."""
        self.id = client_id
        """Its client id."""
        self.identity = identity
        """Who sits there: `subject`, `username`, and tokens."""
        self.location = app.route
        """What the address bar says: the route, and the hash after a `#`."""
        self.submitted: list[dict[str, Any]] = []
        """What it has sent so far."""
        self.page = PageView(lambda: self._replica)
        """The page that it shows."""
        self._routes = routes
        self._replica = Replica()
        self._inputs = Inputs()
        self._redirect: object = None
        self._due: list[str] = []
        self._is_open = True

    # What a user sees.

    def component(self, name: str) -> ComponentView:
        """The component of that name, wherever it is. Raises `NotThere`."""
        part = self._find(name, lambda part: True, "component")
        return ComponentView(
            part, self._inputs.value_of(part) if part.kind in INPUTS else part.values.get("value")
        )

    def has(self, name: str) -> bool:
        """Whether there is a component of that name, and a user can see it."""
        return any(part.name == name and part.obstacle != "hidden" for part in parts_of(self._replica))

    # What a user does.

    def set(self, name: str, value: Any) -> None:
        """Enter a value into a component. What has `trigger=True` is submitted by the next `submit()` or `click`.

        Raises `NotThere`, and `AssertionError` when a user could not do that.
        """
        part = self._usable(name, lambda part: part.kind in INPUTS, "input")
        try:
            if self._inputs.enter(part, value):
                self._due.append(name)
        except ValueError as error:
            raise AssertionError(f"{part.kind} {name!r} {error}") from error

    async def submit(self, button: str | None = None, /, **values: Any) -> None:
        """Enter values, click a button, and wait until the app has handled it.

        Without a button, something that was entered must have `trigger=True`. Raises what the handler raises.
        """
        for name, value in values.items():
            self.set(name, value)
        if button is not None:
            await self.click(button)
            return
        if not self._due:
            raise AssertionError("nothing submits: name a button, or set a component that has trigger=True")
        self._inputs.name_submission(self._due[-1])
        await self._push()

    async def click(self, name: str, *, row: str | None = None) -> None:
        """Click what has that name: a button, tab, command, card, row, or a link such as `?name` in a markdown text.

        A command in the menu of a table cell needs the `row`. Raises what the handler raises, `NotThere`, and
        `AssertionError` when a user could not do that.
        """
        if name.startswith("?"):
            await self._follow(name)
            return
        part = self._usable(
            name, lambda part: part.kind in CLICKS or part.kind == "table_row", "thing to click"
        )
        if part.values.get("path") and part.kind in ("command", "button", "nav_item", "tab"):
            raise AssertionError(f"{part.kind} {name!r} opens {part.values['path']!r} and submits nothing")
        if name.startswith(HASH):
            await self.navigate(name)
            return
        sent, value = self._click_on(part, row)
        self._inputs.write(sent, value)
        await self._push()

    async def say(self, name: str, text: str) -> None:
        """Type into a chatbot and press Enter. Raises what the handler raises."""
        self.set(name, text)
        await self._push()

    async def upload(self, name: str, *files: str | Path | tuple[str, bytes]) -> None:
        """Upload files, given by path or as name and content, through a file upload.

        A compact one only holds them; any other submits. Raises what the handler raises.
        """
        named = [await asyncio.to_thread(_read, file) for file in files]
        self.set(name, [self.app.server.keep_file(*file) for file in named])
        if name in self._due:
            await self._push()

    async def navigate(self, location_hash: str) -> None:
        """Change the location hash. The same hash again does nothing, as in browsers."""
        if not location_hash.startswith(HASH):
            raise AssertionError(f"want a hash such as '#menu', got {location_hash!r}")
        if location_hash == self._hash() or (location_hash == HASH and not self._hash()):
            return
        self.location = self.app.route + (location_hash if location_hash != HASH else "")
        if location_hash != HASH:
            self._inputs.name_submission(HASH)
        await self._push()

    async def emit(self, source: str, event: str, data: Any = True, *, by_script: bool = False) -> None:
        """Have a component or card emit an event that it lists in `events`; `by_script` emits any.

        Raises what the handler raises, `NotThere` for the source, and `AssertionError` when it would not emit that.
        """
        if not by_script:
            self._check_event(source, event)
        self._inputs.name_submission(source)
        await self._push({"": {source: {event: data}}})

    async def idle(self, timeout_seconds: float = 5.0) -> None:
        """Wait for the background tasks of the app. See `RunningApp.idle`."""
        await self.app.idle(timeout_seconds)

    async def close(self) -> None:
        """Close the tab: the app hears of it and forgets its state. Raises what the handler raises."""
        if self._is_open:
            self._is_open = False
            await self.app.leave(self, CLIENT_DISCONNECT)

    async def stop(self) -> None:
        """Stop the app. See `RunningApp.stop`."""
        await self.app.stop()

    # What happens to the tab.

    async def boot(self, headers: dict[str, list[str]]) -> None:
        """Arrive at the app."""
        location_hash = self._hash()
        data = {HASH: location_hash[1:], SUBMISSION: HASH} if location_hash else {}
        await self.app.deliver(self, data, headers=headers)
        await self._follow_redirects()

    def receive(self, route: str, body: bytes) -> None:
        """Take an edit of a page, if it is one the tab looks at."""
        if self._is_open and route in self._routes:
            self._replica.apply(body)
            self._inputs.draw(self._replica)
            self._note_redirect()

    def clear_inputs(self) -> None:
        """Forget what would be submitted: somebody else has submitted to a shared page."""
        self._inputs.clear()

    async def _push(self, event: dict[str, Any] | None = None) -> None:
        if not self._is_open:
            raise AssertionError("the tab is closed")
        self._due.clear()
        arguments = self._inputs.take(self._hash()[1:]) | (event or {})
        self.submitted.append(arguments)
        await self.app.deliver(self, arguments)
        await self._follow_redirects()

    def _hash(self) -> str:
        found = self.location.partition(HASH)
        return HASH + found[2] if found[2] else ""

    def _note_redirect(self) -> None:
        for card in self._replica.cards.values():
            if card.attributes.get("view") == "meta" and (redirect := card.attributes.pop("redirect", None)):
                self._redirect = redirect

    async def _follow_redirects(self) -> None:
        while self._redirect is not None:
            target, self._redirect = str(self._redirect), None
            if target.startswith(HASH):
                await self.navigate(target)
            else:
                self.location = target

    async def _follow(self, link: str) -> None:
        texts = "\n".join(map(repr, self.page.dump()["p"]["c"].values()))
        if f"]({link})" not in texts:
            raise AssertionError(f"no text on the page has a link [...]({link})")
        self._inputs.write(link[1:], True)
        await self._push()

    def _click_on(self, part: Part, row: str | None) -> tuple[str, Any]:
        owner = part.owner
        if part.kind == "table_row":
            table = owner.owner if owner is not None and owner.kind == "table_group" else owner
            return (table.name if table is not None else "", [part.name])
        if owner is not None and owner.kind == "menu_table_cell_type":
            if row is None:
                raise AssertionError(f"command {part.name!r} is in the cells of a table: say of which row")
            self._find(row, lambda each: each.kind == "table_row", "row")
            return part.name, row
        return CLICKS[part.kind](part)

    def _check_event(self, source: str, event: str) -> None:
        sources = [
            part
            for part in parts_of(self._replica)
            if part.name == source or (part.owner is None and part.card == source)
        ]
        if not sources:
            names = [
                part.name or part.card for part in parts_of(self._replica) if part.name or part.owner is None
            ]
            raise not_there("source of events", source, names)
        listed = [name for part in sources for name in part.values.get("events") or ()]
        unlisted = any((part.kind, event) in _UNLISTED_EVENTS for part in sources)
        if event not in listed and not unlisted:
            raise AssertionError(
                f"{sources[0].kind} {source!r} emits {', '.join(map(repr, listed)) or 'no events'}, not {event!r}; "
                "list it in its events"
            )

    def _usable(self, name: str, is_wanted: Any, what: str) -> Part:
        part = self._find(name, is_wanted, what)
        if part.obstacle:
            raise AssertionError(f"{part.kind} {name!r} is {part.obstacle}: a user could not use it")
        return part

    def _find(self, name: str, is_wanted: Any, what: str) -> Part:
        wanted = [part for part in parts_of(self._replica) if part.name and is_wanted(part)]
        for part in wanted:
            if part.name == name:
                return part
        others = [part.kind for part in parts_of(self._replica) if part.name == name]
        if others:
            raise NotThere(f"{name!r} is a {others[0]}, not a {what}")
        raise not_there(what, name, (part.name for part in wanted))


def _read(file: str | Path | tuple[str, bytes]) -> tuple[str, bytes]:
    return file if isinstance(file, tuple) else (Path(file).name, Path(file).read_bytes())
