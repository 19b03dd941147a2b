"""People: who they are and what they look like."""

from ._model import Model, identifier, one_of
from .component import Component, component


class PersonaSize:
    """Sizes of a persona."""

    XL = "xl"
    L = "l"
    M = "m"
    S = "s"
    XS = "xs"


class Persona(Model, tag="persona"):
    """A person: a picture or initials, with a few lines beside them.

    With a name, clicking it sets `q.args.<name>`.
    """

    title: str
    """The person's name."""
    subtitle: str | None = None
    """A line under it, such as a role."""
    caption: str | None = None
    """Another line."""
    size: str | None = one_of(PersonaSize, default=None)
    """How large it is. `m` by default."""
    image: str | None = None
    """The address of the picture."""
    initials: str | None = None
    """What is shown without a picture."""
    initials_color: str | None = None
    """The colour behind the initials."""
    name: str | None = identifier(default=None)
    """Its name in `q.args`."""


class Facepile(Model, tag="facepile"):
    """The faces of several people, overlapping.

    With a name there is a button to add more, which sets `q.args.<name>`.
    """

    items: list[Component]
    """The people, made by `ui.persona`."""
    name: str | None = identifier(default=None)
    """The name of the button in `q.args`."""
    max: int | None = None
    """How many faces are shown; the rest is a number."""
    value: str | None = None
    """What `q.args.<name>` becomes. True by default."""


persona = component(Persona)
facepile = component(Facepile)
