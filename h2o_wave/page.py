"""Pages: they gather changes as ops, and hand them to their site when they are saved."""

import threading
from typing import TYPE_CHECKING, Any

from .card import LateCard, card_op
from .data import Data
from .errors import BadKey, BadValue, ServiceError
from .marshalling import encode, quote, spoken
from .urls import clean_route

if TYPE_CHECKING:
    from .async_site import AsyncSite
    from .site import Site

# The server has read the changes and refused them. It would do so again, and refuse all that follows with them.
# After a conflict the changes are to be made anew, from what the page is then.
_REFUSED = frozenset({400, 412, 413})
NO_PAGE = "none:0"
"""The position of a page that is not there: `save(if_position=NO_PAGE)` makes a page, and never changes one."""


class Ref:
    """A place inside a card: `page['form'].items[0].textbox`.

    Assigning to it records a change; reading only leads further in, because what the page holds is on the server.
    """

    # Every other name belongs to the card.
    __slots__ = ("_Ref_key", "_Ref_page")
    _Ref_key: str
    _Ref_page: "PageBase"

    def __init__(self, page: "PageBase", key: str) -> None:
        _set_page(self, page)
        _set_key(self, key)

    def __getattr__(self, key: str) -> "Ref":
        if key.startswith("__") and key.endswith("__"):
            raise AttributeError(
                key
            )  # Python asking what the object can do, not an author asking for a place
        return Ref(self._Ref_page, f"{self._Ref_key} {_step(key)}")

    def __getitem__(self, key: str | int) -> "Ref":
        return Ref(self._Ref_page, f"{self._Ref_key} {_step(key)}")

    def __setattr__(self, key: str, value: Any) -> None:
        self[key] = value

    def __setitem__(self, key: str | int, value: Any) -> None:
        """Record a change. Raises `BadKey`, `BadValue` or `BadType`."""
        self._Ref_page._set(f"{self._Ref_key} {_step(key)}", value)

    def __iadd__(self, value: Any) -> "Ref":
        """Append a row, or several, to a list buffer. Raises `BadValue` where there cannot be one."""
        if " " not in self._Ref_key or not self._Ref_key.endswith("data"):
            raise BadValue(
                f"{spoken(self._Ref_key)}: += appends to a list buffer in an attribute whose name ends in 'data'"
            )
        self._Ref_page._set(f"{self._Ref_key} __append__", value)
        return self

    if TYPE_CHECKING:
        # mypy takes `page["card"].data += row` for an addition.
        def __add__(self, value: Any) -> "Ref": ...

    def __delattr__(self, key: str) -> None:
        raise AttributeError(f"{spoken(self._Ref_key)}.{key}: cannot be deleted; assign None instead")

    def __delitem__(self, key: str | int) -> None:
        raise AttributeError(f"{spoken(self._Ref_key)}[{key!r}]: cannot be deleted; assign None instead")

    # Without this, Python would walk [0], [1], [2] … for ever.
    __iter__ = None

    def __repr__(self) -> str:
        return f"Ref({spoken(self._Ref_key)!r})"


# Around __setattr__, which records changes.
_set_page = Ref.__dict__["_Ref_page"].__set__
_set_key = Ref.__dict__["_Ref_key"].__set__


class PageBase:
    """A page at a route, and the changes to it that were not saved yet, in order."""

    __slots__ = ("_ops", "position", "url")

    def __init__(self, url: str) -> None:
        """Raises `InvalidURL` or `BadType` when `url` is no route."""
        self.url = clean_route(url)
        self._ops: list[str | LateCard] = []
        self.position: str | None = None
        """Where the page stood after the last load or save, as `<epoch>:<revision>`; None before, or if unknown."""

    def add(self, key: str, card: Any) -> Ref:
        """Add a card, in place of any that has this name, and return a reference to it.

        Raises `BadKey` for the name, `BadValue` or `BadType` for the card.
        """
        self._ops.append(card_op(_card_key(key), card))
        return Ref(self, key)

    def drop(self) -> None:
        """Remove all cards."""
        self._ops.append("{}")

    def __setitem__(self, key: str, card: Any) -> None:
        self.add(key, card)

    def __getitem__(self, key: str) -> Ref:
        return Ref(self, _card_key(key))

    def __delitem__(self, key: str) -> None:
        self._ops.append(f'{{"k":{quote(_card_key(key))}}}')

    def _set(self, key: str, value: Any) -> None:
        if isinstance(value, Data):
            raise BadValue(
                f"{spoken(key)}: a buffer cannot be assigned; declare it in the card that is added to the page"
            )
        if isinstance(value, Ref) and value._Ref_key == key and value._Ref_page is self:
            return  # the second half of `page['card'].data += row`: the place is itself already
        self._ops.append(f'{{"k":{quote(key)},"v":{encode(value, key)}}}')

    def _gather(self) -> tuple[int, bytes]:
        """How many changes there are, and the edit that makes them. They stay until `_settle`."""
        ops = self._ops[:]
        texts = [op if isinstance(op, str) else op.encode() for op in ops]
        return len(ops), f'{{"d":[{",".join(texts)}]}}'.encode()

    def _settle(self, count: int) -> None:
        """Forget the oldest changes: the server has them, or will never take them."""
        del self._ops[:count]


class Page(PageBase):
    """A page of a `Site`."""

    __slots__ = ("_saving", "site")

    def __init__(self, site: "Site", url: str) -> None:
        super().__init__(url)
        self.site = site
        self._saving = threading.Lock()

    def load(self) -> dict[str, Any]:
        """Read the page from the server. Raises `ServiceError` when there is none, or `TransportError`."""
        loaded, self.position = self.site._load(self.url)
        return loaded

    def save(self, *, if_position: str | None = None) -> None:
        """Send the changes to the server, all at once; with `if_position`, only if the page still stands there.

        Raises `ServiceError` or `TransportError`. The changes are kept then, and sent again by the next save, unless
        the server has refused them for what they are (400, 413). When the page has changed since `if_position`,
        raises `Conflict` and forgets the changes: load the page, and make them anew.
        """
        with self._saving:  # or two threads would send the same changes
            if not self._ops:
                return
            count, body = self._gather()
            try:
                if if_position is None:
                    position = self.site._save(self.url, body)
                else:
                    position = self.site._save(self.url, body, if_position)
            except ServiceError as error:
                if error.status in _REFUSED:
                    self._settle(count)
                raise
            self._settle(count)
            self.position = position


class AsyncPage(PageBase):
    """A page of an `AsyncSite`."""

    __slots__ = ("_saving", "site")

    def __init__(self, site: "AsyncSite", url: str) -> None:
        super().__init__(url)
        self.site = site
        from asyncio import Lock  # scripts do without the weight of asyncio

        self._saving = Lock()

    async def load(self) -> dict[str, Any]:
        """Read the page from the server. Raises `ServiceError` when there is none, or `TransportError`."""
        loaded, self.position = await self.site._load(self.url)
        return loaded

    async def save(self, *, if_position: str | None = None) -> None:
        """Send the changes to the server, all at once; with `if_position`, only if the page still stands there.

        Raises `ServiceError` or `TransportError`. The changes are kept then, and sent again by the next save, unless
        the server has refused them for what they are (400, 413). When the page has changed since `if_position`,
        raises `Conflict` and forgets the changes: load the page, and make them anew.
        """
        async with self._saving:  # or two tasks would send the same changes
            if not self._ops:
                return
            count, body = self._gather()
            try:
                if if_position is None:
                    position = await self.site._save(self.url, body)
                else:
                    position = await self.site._save(self.url, body, if_position)
            except ServiceError as error:
                if error.status in _REFUSED:
                    self._settle(count)
                raise
            self._settle(count)
            self.position = position


def _card_key(key: str) -> str:
    if not isinstance(key, str):
        raise BadKey(f"name of a card: want str, got {type(key).__name__}: {key!r}")
    return key if key.isidentifier() else _check_segment(key, "name of a card")


def _step(key: str | int) -> str:
    """One segment of a key. Raises `BadKey`."""
    if type(key) is int:
        return str(key)
    if isinstance(key, str):
        return key if key.isidentifier() else _check_segment(key, "name or index")
    if isinstance(key, int) and not isinstance(key, bool):
        return str(int(key))
    raise BadKey(f"name or index: want str or int, got {type(key).__name__}: {key!r}")


def _check_segment(key: str, what: str) -> str:
    # The server splits keys at spaces, browsers at any white space, and an empty key would drop the page.
    if not key:
        raise BadKey(f"{what}: must not be empty")
    if any(c.isspace() or c < " " or c == "\x7f" for c in key):
        raise BadKey(f"{what}: must not contain spaces or control characters, got {key!r}")
    return key
