"""Choosing dates, times and colours."""

from ._model import Model, identifier
from .component import component


class DatePicker(Model, tag="date_picker"):
    """A date. `q.args.<name>` is a text such as `2024-02-29`."""

    name: str = identifier()
    """Its name in `q.args`, and for changes by name."""
    label: str | None = None
    """What stands above it."""
    placeholder: str | None = None
    """What is shown as long as it is empty."""
    value: str | None = None
    """The date, as `YYYY-MM-DD`."""
    disabled: bool | None = None
    """Whether it is greyed out. Its value is submitted all the same."""
    trigger: bool | None = None
    """Whether to submit as soon as the user changes it."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    tooltip: str | None = None
    """What is shown, as markdown, when the user points at it."""
    min: str | None = None
    """The first date that can be chosen, as `YYYY-MM-DD`."""
    max: str | None = None
    """The last date that can be chosen, as `YYYY-MM-DD`."""


class TimePicker(Model, tag="time_picker"):
    """A time of day. `q.args.<name>` is a text such as `21:30`."""

    name: str = identifier()
    """Its name in `q.args`, and for changes by name."""
    label: str | None = None
    """What stands above it."""
    placeholder: str | None = None
    """What is shown as long as it is empty."""
    value: str | None = None
    """The time, as `HH:MM`, from 00:00 to 23:59."""
    disabled: bool | None = None
    """Whether it is greyed out. Its value is submitted all the same."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    trigger: bool | None = None
    """Whether to submit as soon as the user changes it."""
    required: bool | None = None
    """Whether to draw an asterisk. Nothing is enforced."""
    hour_format: str | None = None
    """How it is shown: `'12'` (the default) or `'24'`."""
    min: str | None = None
    """The first time that can be chosen, as `HH:MM`."""
    max: str | None = None
    """The last time that can be chosen, as `HH:MM`."""
    minutes_step: int | None = None
    """Which minutes can be chosen: 1, 5, 10, 15, 20, 30 or 60 apart."""


class ColorPicker(Model, tag="color_picker"):
    """A colour. `q.args.<name>` is a text such as `#ff9900`."""

    name: str = identifier()
    """Its name in `q.args`, and for changes by name."""
    label: str | None = None
    """What stands above it."""
    value: str | None = None
    """The colour."""
    choices: list[str] | None = None
    """The colours to choose from. Any colour by default."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    alpha: bool | None = None
    """Whether colours can be translucent."""
    inline: bool | None = None
    """Whether it is a small field that opens when clicked."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    trigger: bool | None = None
    """Whether to submit as soon as the user changes it."""
    tooltip: str | None = None
    """What is shown, as markdown, when the user points at it."""


date_picker = component(DatePicker)
time_picker = component(TimePicker)
color_picker = component(ColorPicker)
