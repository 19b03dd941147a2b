"""What goes into the `box` of a card when the name of a zone is not enough."""

import json

from ..errors import BadValue


def box(
    zone: str,
    order: int | None = None,
    size: str | int | None = None,
    width: str | None = None,
    height: str | None = None,
) -> str:
    """Place a card in a zone of a layout.

    `order` says where it goes among the other cards there, `size` how large a share of the space it gets (`'0'` for as
    much as it needs), `width` and `height` what it measures, as CSS lengths. Raises `BadValue` for a `size` that is
    neither a text nor a whole number.
    """
    if size is not None and not isinstance(size, (str, int)):
        raise BadValue(f"ui.box(size): want str or int, got {type(size).__name__}: {size!r}")
    place = {
        "zone": zone,
        "order": order,
        "size": None if size is None else str(size),
        "width": width,
        "height": height,
    }
    return json.dumps({name: value for name, value in place.items() if value is not None})


def boxes(*args: str) -> str:
    """Place a card differently in each layout: one box, or name of a zone, for each layout of the meta card."""
    return json.dumps(args)
