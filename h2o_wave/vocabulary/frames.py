"""Cards and components that show HTML, templates, pages and pictures from elsewhere."""

from ._model import Card, Model, PackedRecord, make
from .command import Command
from .component import component


class Markup(Model, tag="markup"):
    """A piece of HTML."""

    content: str
    """The HTML."""
    name: str | None = None
    """Its name, for changes by name."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""


class Template(Model, tag="template"):
    """A piece of HTML with places for data, written in Handlebars."""

    content: str
    """The template."""
    data: PackedRecord | None = None
    """What goes into it."""
    name: str | None = None
    """Its name, for changes by name."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""


class Frame(Model, tag="frame"):
    """Another web page within a form."""

    path: str | None = None
    """The address of the page."""
    content: str | None = None
    """The page itself, as HTML, instead of an address."""
    width: str | None = None
    """How wide it is, as a CSS length. `100%` by default."""
    height: str | None = None
    """How high it is, as a CSS length. `150px` by default."""
    name: str | None = None
    """Its name, for changes by name."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""


class Image(Model, tag="image"):
    """A picture."""

    title: str
    """What it shows, for those who do not see it."""
    type: str | None = None
    """Its kind, such as `png`, if it is given in `image`."""
    image: str | None = None
    """The picture itself, in base64, instead of an address."""
    path: str | None = None
    """The address of the picture."""
    width: str | None = None
    """How wide it is, as a CSS length such as `'300px'` or `'50%'`."""
    visible: bool | None = None
    """Whether it is seen. What is hidden keeps its value. Seen by default."""
    path_popup: str | None = None
    """The address of a larger picture, shown when the user clicks."""


class MarkupCard(Card, view="markup"):
    """A card that shows a piece of HTML. Scripts in it do not run."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title."""
    content: str
    """The HTML."""
    compact: bool | None = None
    """Whether to go without padding."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class TemplateCard(Card, view="template"):
    """A card that shows a piece of HTML with places for data, written in Handlebars."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title."""
    content: str
    """The template."""
    data: PackedRecord | None = None
    """What goes into it."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class FrameCard(Card, view="frame"):
    """A card that shows another web page."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title."""
    path: str | None = None
    """The address of the page."""
    content: str | None = None
    """The page itself, as HTML, instead of an address."""
    compact: bool | None = None
    """Whether to go without title and padding."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class ImageCard(Card, view="image"):
    """A card that shows a picture."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title; may be an expression."""
    type: str | None = None
    """Its kind, such as `png`, if it is given in `image`."""
    image: str | None = None
    """The picture itself, in base64, instead of an address."""
    data: PackedRecord | None = None
    """What expressions such as `'={{price}}'` refer to."""
    path: str | None = None
    """The address of the picture."""
    path_popup: str | None = None
    """The address of a larger picture, shown when the user clicks."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


markup = component(Markup)
template = component(Template)
frame = component(Frame)
image = component(Image)
markup_card = make(MarkupCard)
template_card = make(TemplateCard)
frame_card = make(FrameCard)
image_card = make(ImageCard)
