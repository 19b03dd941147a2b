"""Cards that users of one page share. They need a server that lets users edit pages."""

from ._model import Card, PackedRecord, make, one_of
from .command import Command


class ChatCard(Card, view="chat"):
    """A chat among users."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title."""
    data: PackedRecord
    """What was said, by the time it was said at."""
    capacity: int | None = None
    """How many messages are kept. 50 by default."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class CanvasCard(Card, view="canvas"):
    """A whiteboard to draw on together."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title."""
    width: int
    """How wide it is, in pixels."""
    height: int
    """How high it is, in pixels."""
    data: PackedRecord
    """What was drawn, by the time it was drawn at."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class PixelArtCard(Card, view="pixel_art"):
    """A board of 16 by 16 pixels to colour together."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title."""
    data: PackedRecord
    """A buffer of 256 rows with the field `color`."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class EditorCardMode:
    """Whom an editor is for."""

    PUBLIC = "public"
    PRIVATE = "private"


class EditorCard(Card, view="editor"):
    """Lets users add, change and remove cards."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    mode: str = one_of(EditorCardMode)
    """Whom it is for."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


chat_card = make(ChatCard)
canvas_card = make(CanvasCard)
pixel_art_card = make(PixelArtCard)
editor_card = make(EditorCard)
