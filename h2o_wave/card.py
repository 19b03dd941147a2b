"""A card on its way to a page: encoded as an op, its buffers set apart."""

from typing import Any

from .data import Data
from .errors import BadValue
from .marshalling import can_dump, encode, encode_dumping, outline, quote

_WANTED = "want a card such as ui.form_card(...) or a dict"


class LateCard:
    """A dictionary that was added as a card.

    Programs of the published driver fill such a dictionary in after they have added it, so it is read again when the
    page is saved.
    """

    __slots__ = ("_card", "_key", "_text")

    def __init__(self, key: str, card: dict[Any, Any]) -> None:
        self._key = key
        self._card: dict[Any, Any] | None = card
        self._text = encode_card(key, card)

    def encode(self) -> str:
        """The op as the card stands now.

        Raises like `encode_card`; the card then stays for good as it was when it was added, so that a later save works.
        """
        if self._card is not None:
            card, self._card = self._card, None
            self._text = encode_card(self._key, card)
            self._card = card
        return self._text


def card_op(key: str, card: Any) -> str | LateCard:
    """The op that adds a card. Raises `BadValue` for what is no card, and like `encode` for what it holds."""
    if isinstance(card, dict):
        return LateCard(key, card)
    if isinstance(card, Data):
        raise BadValue(f"page[{key!r}]: {_WANTED}, got a buffer; a buffer belongs into a card")
    if not can_dump(card):
        raise BadValue(f"page[{key!r}]: {_WANTED}, got {type(card).__name__}: {card!r:.80}")
    plain = outline(card)
    if not isinstance(plain, dict):
        raise BadValue(
            f"page[{key!r}]: {_WANTED}; dump() of {type(card).__name__} gave {type(plain).__name__}"
        )
    if getattr(card, "_is_variant", False):
        raise BadValue(f"page[{key!r}]: {_WANTED}, got a component; put it into the items of a form card")
    return encode_card(key, plain)


def encode_card(key: str, card: dict[Any, Any]) -> str:
    """Encode the op that adds a card. The card is not changed."""
    try:
        return f'{{"k":{quote(key)},"d":{encode_dumping(card)}}}'
    except (TypeError, ValueError, RecursionError):
        # A buffer, or a value that JSON does not know: the slow way finds out which.
        return _encode_with_buffers(key, card)


def _encode_with_buffers(key: str, card: dict[Any, Any]) -> str:
    buffers: dict[str, Data] = {}
    plain = _lift(card, "", buffers, deep=card.get("view") == "form")
    # References come last: the server sets attributes in order, and a buffer may lie inside of one.
    plain.update((f"~{path}", index) for index, path in enumerate(buffers))
    text = f'{{"k":{quote(key)},"d":{encode(plain, key)}'
    if buffers:
        dumps = (_encode_buffer(buffer, f"{key}.{path}") for path, buffer in buffers.items())
        text += f',"b":[{",".join(dumps)}]'
    return text + "}"


def _encode_buffer(buffer: Data, where: str) -> str:
    try:
        return encode_dumping(buffer.dump())
    except (TypeError, ValueError, RecursionError):
        encode(buffer.rows, where)  # raises, and names the cell
        raise


def _lift(card: dict[Any, Any], prefix: str, buffers: dict[str, Data], deep: bool) -> dict[Any, Any]:
    """Copy a dictionary without its buffers, which go to `buffers` by their dotted path."""
    plain = {}
    for name, value in card.items():
        if isinstance(value, Data):
            buffers[f"{prefix}{name}"] = value
        else:
            plain[name] = _lift_any(value, f"{prefix}{name}.", buffers) if deep else value
    return plain


def _lift_any(value: Any, prefix: str, buffers: dict[str, Data]) -> Any:
    if isinstance(value, dict):
        return _lift(value, prefix, buffers, deep=True)
    if isinstance(value, (list, tuple)):
        return [_lift_any(item, f"{prefix}{index}.", buffers) for index, item in enumerate(value)]
    if can_dump(value):
        return _lift_any(value.dump(), prefix, buffers)
    return value
