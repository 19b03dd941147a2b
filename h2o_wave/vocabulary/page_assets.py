"""What a page brings along: themes, scripts, stylesheets and trackers."""

from ._model import Model, identifier, make, one_of


class Theme(Model):
    """A set of colours."""

    name: str = identifier()
    """What it is called."""
    text: str
    """The colour of text."""
    card: str
    """The colour of cards."""
    page: str
    """The colour behind the cards."""
    primary: str
    """The colour that stands out."""


class TrackerType:
    """Services that count what is used."""

    GA = "ga"
    GTAG = "gtag"


class Tracker(Model):
    """A service that counts what is used. It hears the names of arguments, never their values."""

    type: str = one_of(TrackerType)
    """Which service it is."""
    id: str
    """The account at the service."""


class Script(Model):
    """A script from elsewhere."""

    path: str
    """The address of the script."""
    asynchronous: bool | None = None
    """Whether the page goes on while it loads."""
    cross_origin: str | None = None
    """The `crossorigin` attribute of the element."""
    referrer_policy: str | None = None
    """The `referrerpolicy` attribute of the element."""
    integrity: str | None = None
    """The `integrity` attribute of the element."""
    type: str | None = None
    """The `type` attribute of the element."""


class InlineScript(Model):
    """A script, written out."""

    content: str
    """The script."""
    requires: list[str] | None = None
    """The names that must be known before it runs, such as `['d3']`."""
    targets: list[str] | None = None
    """The elements that must be there before it runs, as ids or CSS selectors."""


class InlineStylesheet(Model):
    """A stylesheet, written out."""

    content: str
    """The stylesheet."""
    media: str | None = None
    """Where it holds, as a media query."""


class Stylesheet(Model):
    """A stylesheet from elsewhere."""

    path: str
    """The address of the stylesheet."""
    media: str | None = None
    """Where it holds, as a media query."""
    cross_origin: str | None = None
    """The `crossorigin` attribute of the element."""


theme = make(Theme)
tracker = make(Tracker)
script = make(Script)
inline_script = make(InlineScript)
inline_stylesheet = make(InlineStylesheet)
stylesheet = make(Stylesheet)
