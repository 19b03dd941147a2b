"""Coloured labels."""

from ._model import Model, make
from .component import component


class Tag(Model):
    """A coloured label."""

    label: str
    """The text on it."""
    color: str
    """Its colour."""
    label_color: str | None = None
    """The colour of the text. Black or white by default, whichever can be read."""


class Tags(Model, tag="tags"):
    """Coloured labels in a row."""

    items: list[Tag]
    """The labels."""


tag = make(Tag)
tags = component(Tags)
