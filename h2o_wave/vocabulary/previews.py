"""Cards that invite to more: articles, posts, profiles."""

from ._model import Card, make, one_of
from .command import Command
from .component import Component


class PreviewCard(Card, view="preview"):
    """A picture with text over it. Without a label all of it can be clicked."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    name: str
    """Its name in `q.args`; one that begins with `#` goes to that location hash."""
    image: str
    """The address of the picture."""
    title: str | None = None
    """Its title."""
    items: list[Component] | None = None
    """Mini buttons."""
    caption: str | None = None
    """A line of smaller text."""
    label: str | None = None
    """The text on a button."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class TallInfoCard(Card, view="tall_info"):
    """A picture or icon with text under it. Without a label all of it can be clicked."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    name: str
    """Its name in `q.args`; one that begins with `#` goes to that location hash."""
    title: str
    """Its title."""
    caption: str
    """The text, as markdown."""
    label: str | None = None
    """The text on a button."""
    icon: str | None = None
    """The name of an icon."""
    image: str | None = None
    """The address of the picture."""
    image_height: str | None = None
    """How high the picture is, as a CSS length. `150px` by default."""
    category: str | None = None
    """A line under the title."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class WideInfoCardAlign:
    """On which side the picture is."""

    LEFT = "left"
    RIGHT = "right"


class WideInfoCard(Card, view="wide_info"):
    """A picture or icon with text beside it. Without a label all of it can be clicked."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    name: str
    """Its name in `q.args`; one that begins with `#` goes to that location hash."""
    title: str
    """Its title."""
    caption: str
    """The text, as markdown."""
    label: str | None = None
    """The text on a button."""
    subtitle: str | None = None
    """A second, smaller title."""
    align: str | None = one_of(WideInfoCardAlign, default=None)
    """On which side the picture is: left by default."""
    icon: str | None = None
    """The name of an icon."""
    image: str | None = None
    """The address of the picture."""
    category: str | None = None
    """A line above the title."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class TallArticlePreviewCard(Card, view="tall_article_preview"):
    """The beginning of an article under its picture. With a name all of it can be clicked."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    title: str
    """Its title."""
    image: str
    """The address of the picture."""
    subtitle: str | None = None
    """A second, smaller title."""
    value: str | None = None
    """A value over the picture."""
    content: str | None = None
    """The text, as markdown."""
    name: str | None = None
    """Its name in `q.args`; one that begins with `#` goes to that location hash."""
    items: list[Component] | None = None
    """Components under the text."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class WideArticlePreviewCard(Card, view="wide_article_preview"):
    """The beginning of an article beside its picture. With a name all of it can be clicked."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    persona: Component
    """The person, made by `ui.persona`."""
    image: str
    """The address of the picture."""
    title: str
    """Its title."""
    name: str | None = None
    """Its name in `q.args`; one that begins with `#` goes to that location hash."""
    aux_value: str | None = None
    """A value beside the person."""
    items: list[Component] | None = None
    """Components under the text."""
    content: str | None = None
    """The text, as markdown."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class PostCard(Card, view="post"):
    """What somebody has to say: a person, a picture and a caption."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    persona: Component
    """The person, made by `ui.persona`."""
    image: str
    """The address of the picture."""
    aux_value: str | None = None
    """A value beside the person."""
    caption: str | None = None
    """A line of smaller text."""
    items: list[Component] | None = None
    """Components under the caption."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


class ProfileCard(Card, view="profile"):
    """A person in front of a picture."""

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    persona: Component
    """The person, made by `ui.persona`."""
    image: str
    """The address of the picture."""
    items: list[Component] | None = None
    """Components under the person."""
    height: str | None = None
    """How high the lower part is, as a CSS length."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


preview_card = make(PreviewCard)
tall_info_card = make(TallInfoCard)
wide_info_card = make(WideInfoCard)
tall_article_preview_card = make(TallArticlePreviewCard)
wide_article_preview_card = make(WideArticlePreviewCard)
post_card = make(PostCard)
profile_card = make(ProfileCard)
