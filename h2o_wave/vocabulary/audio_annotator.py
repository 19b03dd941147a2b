"""Marking stretches of a recording."""

from ._model import Model, identifier, make
from .component import component


class AudioAnnotatorTag(Model):
    """What a stretch of a recording may be marked as."""

    name: str = identifier()
    """What it is called in `q.args`."""
    label: str
    """The text on it."""
    color: str
    """The colour."""


class AudioAnnotatorItem(Model):
    """A marked stretch of a recording."""

    start: float
    """Where it begins, in seconds."""
    end: float
    """Where it ends, in seconds."""
    tag: str
    """The name of its tag."""


class AudioAnnotator(Model, tag="audio_annotator"):
    """A recording whose stretches can be marked. `q.args.<name>` is a list of the marks."""

    name: str = identifier()
    """Its name in `q.args`, and for changes by name."""
    title: str
    """Its title."""
    path: str
    """The address of the recording."""
    tags: list[AudioAnnotatorTag]
    """What stretches may be marked as."""
    items: list[AudioAnnotatorItem] | None = None
    """The marks that are there already."""
    trigger: bool | None = None
    """Whether to submit as soon as the user changes it."""


audio_annotator_tag = make(AudioAnnotatorTag)
audio_annotator_item = make(AudioAnnotatorItem)
audio_annotator = component(AudioAnnotator)
