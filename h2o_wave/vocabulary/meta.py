"""The card that nobody sees: what holds for the whole page."""

from ._model import Card, make
from .command import Command
from .layout import Layout
from .overlays import Dialog, NotificationBar, SidePanel
from .page_assets import InlineScript, InlineStylesheet, Script, Stylesheet, Theme, Tracker


class MetaCard(Card, view="meta"):
    """What holds for the whole page. It is not seen, and only the first one on a page counts."""

    box: str
    """Always `''`."""
    title: str | None = None
    """The title of the browser tab."""
    refresh: int | None = None
    """0 makes the page stand still: it is not told of later changes."""
    notification: str | None = None
    """A message that the desktop shows, if the user allows it."""
    notification_bar: NotificationBar | None = None
    """A message over the page."""
    redirect: str | None = None
    """Where to go: an address, or a location hash."""
    icon: str | None = None
    """The address of the icon of the browser tab."""
    layouts: list[Layout] | None = None
    """Where cards go, by the width of the window. Without layouts they go on a grid."""
    dialog: Dialog | None = None
    """A window over the page."""
    side_panel: SidePanel | None = None
    """A panel that slides in from the right."""
    theme: str | None = None
    """The name of the theme."""
    themes: list[Theme] | None = None
    """Themes to choose from, besides those that are built in."""
    tracker: Tracker | None = None
    """A service that counts what is used."""
    scripts: list[Script] | None = None
    """Scripts to load from elsewhere, each once."""
    script: InlineScript | None = None
    """A script to run."""
    stylesheet: InlineStylesheet | None = None
    """A stylesheet to add."""
    stylesheets: list[Stylesheet] | None = None
    """Stylesheets to load from elsewhere."""
    animate: bool | None = None
    """Whether cards fade in."""
    commands: list[Command] | None = None
    """Of no use here."""


meta_card = make(MetaCard)
