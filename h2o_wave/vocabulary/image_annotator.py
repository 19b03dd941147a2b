"""Marking parts of a picture."""

from ._model import Model, Variant, identifier, make, wrap
from .component import component


class ImageAnnotatorTag(Model):
    """What a part of a picture may be marked as."""

    name: str = identifier()
    """What it is called in `q.args`."""
    label: str
    """The text on it."""
    color: str
    """The colour."""


class ImageAnnotatorRect(Model, tag="rect"):
    """A rectangle. Coordinates are pixels of the picture itself."""

    x1: float
    """One side."""
    y1: float
    """One of top and bottom."""
    x2: float
    """The opposite side."""
    y2: float
    """The other of top and bottom."""


class ImageAnnotatorPoint(Model):
    """A corner of a polygon, in pixels of the picture itself."""

    x: float
    """How far from the left."""
    y: float
    """How far from the top."""


class ImageAnnotatorPolygon(Model, tag="polygon"):
    """A polygon."""

    vertices: list[ImageAnnotatorPoint]
    """Its corners."""


class ImageAnnotatorShape(Variant):
    """The shape of a mark on a picture: one of these."""

    rect: ImageAnnotatorRect | None = None
    """A rectangle."""
    polygon: ImageAnnotatorPolygon | None = None
    """A polygon."""


class ImageAnnotatorItem(Model):
    """A mark on a picture."""

    shape: ImageAnnotatorShape
    """Where it is."""
    tag: str
    """The name of its tag."""


class ImageAnnotator(Model, tag="image_annotator"):
    """A picture whose parts can be marked. `q.args.<name>` is a list of the marks, newest first."""

    name: str = identifier()
    """Its name in `q.args`, and for changes by name."""
    image: str
    """The address of the picture."""
    title: str
    """Its title."""
    tags: list[ImageAnnotatorTag]
    """What parts may be marked as."""
    items: list[ImageAnnotatorItem] | None = None
    """The marks that are there already."""
    trigger: bool | None = None
    """Whether to submit as soon as the user changes it."""
    image_height: str | None = None
    """How high the picture is shown, as a CSS length."""
    allowed_shapes: list[str] | None = None
    """The shapes that can be drawn: `rect`, `polygon`. All by default."""
    events: list[str] | None = None
    """The events to submit: `click`, `tool_change`."""


image_annotator_tag = make(ImageAnnotatorTag)
image_annotator_rect = wrap(ImageAnnotatorRect, ImageAnnotatorShape)
image_annotator_point = make(ImageAnnotatorPoint)
image_annotator_polygon = wrap(ImageAnnotatorPolygon, ImageAnnotatorShape)
image_annotator_item = make(ImageAnnotatorItem)
image_annotator = component(ImageAnnotator)
