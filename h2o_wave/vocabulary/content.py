"""Cards that hold text and forms."""

from ._model import Card, PackedRecord, make
from .command import Command
from .component import Component


class FormCard(Card, view="form"):
    """A card with components, under each other."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    items: list[Component] | str
    """The components, or a packed list of them."""
    title: str | None = None
    """Its title."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class MarkdownCard(Card, view="markdown"):
    """A card with a text in markdown."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title; may be an expression."""
    content: str
    """The text, as markdown; may be an expression."""
    data: PackedRecord | None = None
    """What expressions such as `'={{price}}'` refer to."""
    compact: bool | None = None
    """Whether lines are close together. They are by default."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class ArticleCard(Card, view="article"):
    """A card with a longer text."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title."""
    content: str | None = None
    """The text, as markdown."""
    items: list[Component] | None = None
    """Components under the title, such as mini buttons."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class SectionCard(Card, view="section"):
    """A heading over a part of the page."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title."""
    subtitle: str
    """A line under it, as markdown."""
    items: list[Component] | str | None = None
    """The components on the right, or a packed list of them."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


form_card = make(FormCard)
markdown_card = make(MarkdownCard)
article_card = make(ArticleCard)
section_card = make(SectionCard)
