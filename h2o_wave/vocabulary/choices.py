"""Choosing: boxes to tick, lists to pick from."""

from ._model import Model, identifier, make, one_of
from .component import component


class Choice(Model):
    """One of the things to choose from."""

    name: str = identifier()
    """What it is called in `q.args`."""
    label: str | None = None
    """The text on it. The name by default."""
    disabled: bool | None = None
    """Whether it can not be chosen."""


class Checkbox(Model, tag="checkbox"):
    """A box to tick. `q.args.<name>` is whether it is ticked."""

    name: str = identifier()
    """Its name in `q.args`, and for changes by name."""
    label: str | None = None
    """What stands beside it."""
    value: bool | None = None
    """Whether it is ticked."""
    indeterminate: bool | None = None
    """Whether it is neither ticked nor not, until the user clicks it."""
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


class Toggle(Model, tag="toggle"):
    """A switch. `q.args.<name>` is whether it is on."""

    name: str = identifier()
    """Its name in `q.args`, and for changes by name."""
    label: str | None = None
    """What stands beside it."""
    value: bool | None = None
    """Whether it is on."""
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


class ChoiceGroup(Model, tag="choice_group"):
    """Radio buttons: one of a few. `q.args.<name>` is the name of the choice."""

    name: str = identifier()
    """Its name in `q.args`, and for changes by name."""
    label: str | None = None
    """What stands above it."""
    value: str | None = None
    """The name of the choice."""
    choices: list[Choice] | None = None
    """What there is to choose."""
    required: bool | None = None
    """Whether to draw an asterisk. Nothing is enforced."""
    trigger: bool | None = None
    """Whether to submit as soon as the user changes it."""
    inline: bool | None = None
    """Whether choices stand beside each other."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    tooltip: str | None = None
    """What is shown, as markdown, when the user points at it."""


class Checklist(Model, tag="checklist"):
    """Boxes to tick: any of a few. `q.args.<name>` is a list of names, in the order of the choices."""

    name: str = identifier()
    """Its name in `q.args`, and for changes by name."""
    label: str | None = None
    """What stands above it."""
    values: list[str] | None = None
    """The names of those ticked."""
    choices: list[Choice] | None = None
    """What there is to choose."""
    trigger: bool | None = None
    """Whether to submit as soon as the user changes it."""
    inline: bool | None = None
    """Whether choices stand beside each other."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    tooltip: str | None = None
    """What is shown, as markdown, when the user points at it."""


class DropdownPopup:
    """When a dropdown opens in a window of its own."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Dropdown(Model, tag="dropdown"):
    """A list that folds away: one of many, or several. `q.args.<name>` is a name, or a list of names."""

    name: str = identifier()
    """Its name in `q.args`, and for changes by name."""
    label: str | None = None
    """What stands above it."""
    placeholder: str | None = None
    """What is shown as long as it is empty."""
    value: str | None = None
    """The name of the choice."""
    values: list[str] | None = None
    """The names of the choices. If given, even as `[]`, several can be chosen."""
    choices: list[Choice] | None = None
    """What there is to choose."""
    required: bool | None = None
    """Whether to draw an asterisk. Nothing is enforced."""
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
    popup: str | None = one_of(DropdownPopup, default=None)
    """Whether it opens in a window of its own: from 100 choices on by default."""


class Combobox(Model, tag="combobox"):
    """A list that folds away, where users may also type something else.

    `q.args.<name>` is a text, or a list of texts.
    """

    name: str = identifier()
    """Its name in `q.args`, and for changes by name."""
    label: str | None = None
    """What stands above it."""
    placeholder: str | None = None
    """What is shown as long as it is empty."""
    value: str | None = None
    """The text in it."""
    values: list[str] | None = None
    """The texts in it. If given, even as `[]`, there can be several."""
    choices: list[str] | None = None
    """What there is to choose."""
    error: str | None = None
    """What is wrong, in red under the box."""
    disabled: bool | None = None
    """Whether it is greyed out. Its value is submitted all the same."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    tooltip: str | None = None
    """What is shown, as markdown, when the user points at it."""
    trigger: bool | None = None
    """Whether to submit as soon as the user changes it."""
    required: bool | None = None
    """Whether to draw an asterisk. Nothing is enforced."""


class Picker(Model, tag="picker"):
    """A field that collects choices while the user types. `q.args.<name>` is a list of names."""

    name: str = identifier()
    """Its name in `q.args`, and for changes by name."""
    choices: list[Choice]
    """What there is to choose."""
    label: str | None = None
    """What stands above it."""
    values: list[str] | None = None
    """The names of the choices."""
    max_choices: int | None = None
    """How many can be chosen at most."""
    required: bool | None = None
    """Whether to draw an asterisk. Nothing is enforced."""
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


choice = make(Choice)
checkbox = component(Checkbox)
toggle = component(Toggle)
choice_group = component(ChoiceGroup)
checklist = component(Checklist)
dropdown = component(Dropdown)
combobox = component(Combobox)
picker = component(Picker)
