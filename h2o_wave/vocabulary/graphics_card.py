"""Drawings."""

from ._model import Card, PackedData, PackedRecords, make
from .command import Command


class GraphicsCard(Card, view="graphics"):
    """A card with a drawing, made with `h2o_wave.graphics`."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    view_box: str
    """The part of the drawing that is seen, as in `'0 0 100 100'`."""
    stage: PackedRecords | None = None
    """What never changes, made by `graphics.stage`."""
    scene: PackedData | None = None
    """What can change, made by `graphics.scene`."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    height: str | None = None
    """How high it is, as a CSS length such as `'300px'`."""
    image: str | None = None
    """A background picture itself, in base64."""
    image_path: str | None = None
    """The address of a background picture."""
    image_type: str | None = None
    """The kind of the background picture, such as `png`, if it is given in `image`."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


graphics_card = make(GraphicsCard)
