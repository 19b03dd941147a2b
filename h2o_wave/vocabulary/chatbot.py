"""Talking to a program."""

from ._model import Card, Model, PackedRecord, identifier, make
from .command import Command


class ChatSuggestion(Model):
    """Something to say, offered to the user."""

    name: str = identifier()
    """What it is called in the event `suggestion`."""
    label: str
    """The text on it."""
    caption: str | None = None
    """A line of smaller text."""
    icon: str | None = None
    """The name of an icon."""


class ChatbotCard(Card, view="chatbot"):
    """A conversation. What the user says is `q.args.<name>`.

    Each row of the data has the fields `content`, in markdown, and `from_user`. Use a list
    buffer to let an answer grow: append a row, then assign to `data[-1]` again and again.
    """

    box: str
    """Where the card goes: `'x y width height'` on the grid, or the name of a zone. See `ui.box`."""
    name: str = identifier()
    """Its name in `q.args` and in events."""
    data: PackedRecord
    """What was said."""
    placeholder: str | None = None
    """What is shown as long as nothing is typed. `Type your message` by default."""
    events: list[str] | None = None
    """The events to submit: `stop`, `scroll_up`, `feedback`, `suggestion`."""
    generating: bool | None = None
    """Whether an answer is on its way, and can be stopped."""
    suggestions: list[ChatSuggestion] | None = None
    """What the user might say."""
    disabled: bool | None = None
    """Whether nothing can be sent."""
    value: str | None = None
    """What is typed already."""
    commands: list[Command] | None = None
    """What the menu in the corner of the card offers."""


chat_suggestion = make(ChatSuggestion)
chatbot_card = make(ChatbotCard)
