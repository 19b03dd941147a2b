"""Talking and drawing together."""

from h2o_wave import data, ui

from .place import Cards, place

_TALK = [
    ["When does the **Ada** leave?", True],
    ["At *six*, with the tide. She still waits for:\n\n- 120 t of grain\n- the pilot", False],
    ["Show me how to ask for her position.", True],
    ["```python\nposition = fleet['ada'].position\n```\n\nThat gives `54.32 N, 10.14 E`.", False],
]


def chatbot_card() -> Cards:
    """A dialogue with the app; suggestions, and a button while an answer is being written."""
    questions = [
        ui.chat_suggestion("tide", label="Tides", caption="When is the next high water?", icon="Drop"),
        ui.chat_suggestion("berth", label="Berths", caption="Which ones are free?", icon="Ferry"),
    ]
    return {
        "talk": ui.chatbot_card(
            place(520, 520),
            name="ask",
            data=data("content from_user", t="list", rows=_TALK),
            events=["feedback", "suggestion"],
            suggestions=questions,
            placeholder="Ask the harbour office",
        ),
        "busy": ui.chatbot_card(
            place(380, 520),
            name="ask_busy",
            data=data("content from_user", t="list", rows=_TALK[:2]),
            events=["stop", "scroll_up"],
            generating=True,
            value="And the Grace?",
        ),
        "off": ui.chatbot_card(
            place(380, 240),
            name="ask_off",
            data=data("content from_user", t="list", rows=_TALK[:1]),
            disabled=True,
        ),
    }


def chat_card() -> Cards:
    """A room in which all who look at the page talk."""
    said = {
        "2026-03-01T08:00:00.000Z": '{"u": "edith", "m": "Ada to harbour: ready to leave."}',
        "2026-03-01T08:00:20.000Z": '{"u": "joan", "m": "Harbour to Ada: the pilot is on her way."}',
    }
    return {"radio": ui.chat_card(place(340, 380), title="Radio", data=said, capacity=50)}


def canvas_card() -> Cards:
    """A board on which all who look at the page draw."""
    drawn = {
        "2026-03-01T08:00:00.000Z": '{"t": 1, "p": [40, 60, 90, 20, 160, 110, 240, 40], "c": "$blue", "l": 3}',
        "2026-03-01T08:00:01.000Z": '{"t": 3, "p": [270, 60, 380, 150], "c": "$red", "l": 5}',
        "2026-03-01T08:00:02.000Z": '{"t": 4, "p": [60, 150, 120, 200], "c": "$amber", "l": 3}',
    }
    return {
        "board": ui.canvas_card(place(540, 400), title="Chart of the bay", width=480, height=280, data=drawn)
    }


def pixel_art_card() -> Cards:
    """Pixels that all who look at the page paint."""
    cross = [
        ["#f6d04d" if row in (7, 8) or column in (5, 6) else "#20508a"]
        for row in range(16)
        for column in range(16)
    ]
    return {"flag": ui.pixel_art_card(place(440, 460), title="Flag", data=data("color", rows=cross))}


def editor_card() -> Cards:
    """A button that opens an editor of the page itself, where the server allows it."""
    return {"editor": ui.editor_card(place(300, 120), mode="private")}
