"""Where a card stands in the gallery."""

from typing import Any

from h2o_wave import ui

Cards = dict[str, Any]
"""What a page shows, by name."""
ZONE = "exhibit"


def place(width: int, height: int | None = None) -> str:
    """A place of that many pixels; without a height, as high as its content."""
    return ui.box(ZONE, width=f"{width}px", height=None if height is None else f"{height}px")
