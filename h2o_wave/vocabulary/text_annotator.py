"""Marking parts of a text."""

from ._model import Model, identifier, make
from .component import component


class TextAnnotatorTag(Model):
    """What a part of a text may be marked as."""

    name: str = identifier()
    """What it is called in `q.args`."""
    label: str
    """The text on it."""
    color: str
    """The colour."""


class TextAnnotatorItem(Model):
    """A part of a text, and what it is marked as."""

    text: str
    """The part."""
    tag: str | None = None
    """The name of its tag; none for plain text."""


class TextAnnotator(Model, tag="text_annotator"):
    """A text whose parts can be marked. `q.args.<name>` is a list of the parts."""

    name: str = identifier()
    """Its name in `q.args`, and for changes by name."""
    title: str
    """Its title."""
    tags: list[TextAnnotatorTag]
    """What parts may be marked as."""
    items: list[TextAnnotatorItem]
    """The text, in parts."""
    trigger: bool | None = None
    """Whether to submit as soon as the user changes it."""
    readonly: bool | None = None
    """Whether marks can be seen but not changed."""


text_annotator_tag = make(TextAnnotatorTag)
text_annotator_item = make(TextAnnotatorItem)
text_annotator = component(TextAnnotator)
