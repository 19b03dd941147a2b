"""How a card is written in the snapshot of its page."""

from collections.abc import Iterator
from typing import Any, Final

import orjson

from services.site_store.page.buffers import BUFFER_TYPES, Buffer
from services.site_store.page.card import Card
from services.site_store.page.reading import buffer_index

_SORTED: Final = orjson.OPT_SORT_KEYS


def encode_card(card: Card) -> bytes:
    """[S1] Returns the card as a member of the cards of its page: `"name":{"d":{…},"b":[…]}`."""
    attributes = card.attributes
    aside = [name for name, value in attributes.items() if name[:1] == "~" or type(value) in BUFFER_TYPES]
    name = orjson.dumps(card.name)
    if not aside and not card.has_nested_buffers:
        return b'%b:{"d":%b}' % (name, orjson.dumps(attributes, option=_SORTED))
    buffers = dict(sorted(_buffers(card)))
    plain = {name: value for name, value in attributes.items() if name not in aside}
    tildes: dict[str, Any] = {f"~{name}": position for position, name in enumerate(buffers)}
    tildes |= {name: attributes[name] for name in aside if _is_literal(name, attributes[name], tildes)}
    members = b",".join(filter(None, (_members(plain), _members(tildes))))
    if not buffers:
        return b'%b:{"d":{%b}}' % (name, members)
    rows = b",".join(_encode(buffer.dump()) for buffer in buffers.values())
    return b'%b:{"d":{%b},"b":[%b]}' % (name, members, rows)


def _is_literal(name: str, value: Any, references: dict[str, int]) -> bool:
    """[S5] Whether an attribute can be written under its name without being taken for a buffer."""
    return (
        type(value) not in BUFFER_TYPES
        and name not in references
        and buffer_index(value, len(references)) is None
    )


def _members(members: dict[str, Any]) -> bytes:
    """[S2] Returns the members of an object, sorted, without its braces."""
    return _encode(members)[1:-1]


def _encode(value: Any) -> bytes:
    return orjson.dumps(value, default=_placeholder, option=_SORTED)


def _placeholder(value: Any) -> dict[str, Any]:
    """[S3] What stands in the place of a nested buffer."""
    if isinstance(value, Buffer):
        return {}
    raise TypeError(f"{type(value).__name__} is not a value of a page")


def _buffers(card: Card) -> Iterator[tuple[str, Buffer]]:
    """[S3] Yields the buffers of a card by the names they have after a `~`."""
    for name, value in card.attributes.items():
        if isinstance(value, Buffer):
            yield name, value
        elif card.has_nested_buffers:
            yield from _nested_buffers(name, value)


def _nested_buffers(path: str, value: Any) -> Iterator[tuple[str, Buffer]]:
    if type(value) is dict:
        children: Iterator[tuple[str, Any]] = iter(value.items())
    elif type(value) is list:
        children = ((str(position), child) for position, child in enumerate(value))
    else:
        return
    for name, child in children:
        if "." not in name:
            if isinstance(child, Buffer):
                yield f"{path}.{name}", child
            else:
                yield from _nested_buffers(f"{path}.{name}", child)
