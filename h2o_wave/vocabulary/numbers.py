"""Choosing numbers."""

from ._model import Model, identifier
from .component import component


class Slider(Model, tag="slider"):
    """A number on a scale. `q.args.<name>` is the number."""

    name: str = identifier()
    """Its name in `q.args`, and for changes by name."""
    label: str | None = None
    """What stands above it."""
    min: float | None = None
    """Where the scale begins. 0 by default."""
    max: float | None = None
    """Where the scale ends. 100 by default."""
    step: float | None = None
    """How far apart values are. 1 by default."""
    value: float | None = None
    """The number. 0 by default."""
    disabled: bool | None = None
    """Whether it is greyed out. Its value is submitted all the same."""
    trigger: bool | None = None
    """Whether to submit when the user lets go."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    tooltip: str | None = None
    """What is shown, as markdown, when the user points at it."""


class RangeSlider(Model, tag="range_slider"):
    """A range on a scale. `q.args.<name>` is a list: lower and upper end."""

    name: str = identifier()
    """Its name in `q.args`, and for changes by name."""
    label: str | None = None
    """What stands above it."""
    min: float | None = None
    """Where the scale begins. 0 by default."""
    max: float | None = None
    """Where the scale ends. 100 by default."""
    step: float | None = None
    """How far apart values are. 1 by default."""
    min_value: float | None = None
    """The lower end. `min` by default."""
    max_value: float | None = None
    """The upper end. `max` by default."""
    disabled: bool | None = None
    """Whether it is greyed out. Its value is submitted all the same."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    trigger: bool | None = None
    """Whether to submit when the user lets go."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    tooltip: str | None = None
    """What is shown, as markdown, when the user points at it."""


class Spinbox(Model, tag="spinbox"):
    """A number with buttons for more and less. `q.args.<name>` is the number."""

    name: str = identifier()
    """Its name in `q.args`, and for changes by name."""
    label: str | None = None
    """What stands beside it."""
    min: float | None = None
    """The least number. 0 by default."""
    max: float | None = None
    """The greatest number. 100 by default."""
    step: float | None = None
    """How far apart numbers are. 1 by default."""
    value: float | None = None
    """The number. 0 by default."""
    disabled: bool | None = None
    """Whether it is greyed out. Its value is submitted all the same."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    trigger: bool | None = None
    """Whether to submit as soon as the user changes it."""
    tooltip: str | None = None
    """What is shown, as markdown, when the user points at it."""


slider = component(Slider)
range_slider = component(RangeSlider)
spinbox = component(Spinbox)
