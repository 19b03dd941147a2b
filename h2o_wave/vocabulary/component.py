"""Components: the parts of a form."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec

from ._model import Model, Variant, wrap

if TYPE_CHECKING:
    from .audio_annotator import AudioAnnotator
    from .buttons import Button, Buttons, Menu, MiniButton, MiniButtons
    from .choices import Checkbox, Checklist, ChoiceGroup, Combobox, Dropdown, Picker, Toggle
    from .feedback import CopyableText, MessageBar, Progress
    from .files import FileUpload
    from .frames import Frame, Image, Markup, Template
    from .grouping import Expander, Inline
    from .image_annotator import ImageAnnotator
    from .links import Link, Links
    from .numbers import RangeSlider, Slider, Spinbox
    from .people import Facepile, Persona
    from .pickers import ColorPicker, DatePicker, TimePicker
    from .plot import Visualization
    from .stats import Stats
    from .table import Table
    from .tabs import Stepper, Tabs
    from .tags import Tags
    from .text import Label, Separator, Text, TextL, TextM, TextS, TextXl, TextXs
    from .text_annotator import TextAnnotator
    from .textbox import Textbox
    from .vega import VegaVisualization

P = ParamSpec("P")


class Component(Variant):
    """A part of a form: exactly one of these."""

    text: "Text | None" = None
    text_xl: "TextXl | None" = None
    text_l: "TextL | None" = None
    text_m: "TextM | None" = None
    text_s: "TextS | None" = None
    text_xs: "TextXs | None" = None
    label: "Label | None" = None
    separator: "Separator | None" = None
    progress: "Progress | None" = None
    message_bar: "MessageBar | None" = None
    textbox: "Textbox | None" = None
    checkbox: "Checkbox | None" = None
    toggle: "Toggle | None" = None
    choice_group: "ChoiceGroup | None" = None
    checklist: "Checklist | None" = None
    dropdown: "Dropdown | None" = None
    combobox: "Combobox | None" = None
    slider: "Slider | None" = None
    spinbox: "Spinbox | None" = None
    date_picker: "DatePicker | None" = None
    color_picker: "ColorPicker | None" = None
    button: "Button | None" = None
    buttons: "Buttons | None" = None
    mini_button: "MiniButton | None" = None
    mini_buttons: "MiniButtons | None" = None
    file_upload: "FileUpload | None" = None
    table: "Table | None" = None
    link: "Link | None" = None
    links: "Links | None" = None
    tabs: "Tabs | None" = None
    expander: "Expander | None" = None
    frame: "Frame | None" = None
    markup: "Markup | None" = None
    template: "Template | None" = None
    picker: "Picker | None" = None
    range_slider: "RangeSlider | None" = None
    stepper: "Stepper | None" = None
    visualization: "Visualization | None" = None
    vega_visualization: "VegaVisualization | None" = None
    stats: "Stats | None" = None
    inline: "Inline | None" = None
    image: "Image | None" = None
    persona: "Persona | None" = None
    text_annotator: "TextAnnotator | None" = None
    image_annotator: "ImageAnnotator | None" = None
    audio_annotator: "AudioAnnotator | None" = None
    facepile: "Facepile | None" = None
    copyable_text: "CopyableText | None" = None
    menu: "Menu | None" = None
    tags: "Tags | None" = None
    time_picker: "TimePicker | None" = None


def component(cls: Callable[P, Model]) -> Callable[P, Component]:
    """The function that authors call to make a component of this kind."""
    return wrap(cls, Component)
