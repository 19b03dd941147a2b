"""Entering."""

from h2o_wave import ui

from .place import Cards, place

_BERTHS = [ui.choice("north", "North"), ui.choice("east", "East"), ui.choice("south", "South", disabled=True)]
_PORTS = [
    ui.choice(name.lower(), name)
    for name in ("Aarhus", "Bergen", "Gdansk", "Kiel", "Oslo", "Riga", "Tallinn")
]


def textbox() -> Cards:
    """Text: a line, several, a password, a number; with what helps to enter it."""
    plain = [
        ui.textbox(
            "ship",
            label="Ship",
            placeholder="Its name",
            required=True,
            tooltip="As it is painted on the bow.",
        ),
        ui.textbox("call_sign", label="Call sign", value="DABC", spellcheck=False),
        ui.textbox("phone", label="Phone", mask="(999) 999 - 9999"),
        ui.textbox("fee", label="Fee", value="1200", prefix="€", suffix=".00"),
        ui.textbox("search", placeholder="Search ships", icon="Search"),
        ui.textbox("password", label="Password", value="secret", password=True),
        ui.textbox("draught", label="Draught", type="number", value="6.4", suffix="m"),
    ]
    states = [
        ui.textbox("wrong", label="Length", value="a lot", error="A number of metres, please."),
        ui.textbox("off", label="Disabled", value="North", disabled=True),
        ui.textbox("read", label="Read only", value="54.32 N, 10.14 E", readonly=True),
        ui.textbox(
            "notes", label="Notes", multiline=True, height="120px", value="Waits for the pilot.\nThen leaves."
        ),
        ui.textbox("live", label="Sent while typing", trigger=True),
    ]
    return {"plain": ui.form_card(place(340), items=plain), "states": ui.form_card(place(340), items=states)}


def checkbox() -> Cards:
    """Yes or no."""
    boxes = [
        ui.checkbox("off", label="Not checked"),
        ui.checkbox("on", label="Checked", value=True),
        ui.checkbox("some", label="Neither", indeterminate=True),
        ui.checkbox("never", label="Disabled", disabled=True),
        ui.checkbox("always", label="Disabled, checked", disabled=True, value=True),
        ui.checkbox("tip", label="With a hint", tooltip="Costs **80 €** an hour.", trigger=True),
    ]
    return {"boxes": ui.form_card(place(300), items=boxes)}


def toggle() -> Cards:
    """On or off."""
    switches = [
        ui.toggle("off", label="Off"),
        ui.toggle("on", label="On", value=True),
        ui.toggle("never", label="Disabled", disabled=True),
        ui.toggle("always", label="Disabled, on", disabled=True, value=True),
        ui.toggle("tip", label="With a hint", tooltip="Takes effect at once.", trigger=True),
    ]
    return {"switches": ui.form_card(place(300), items=switches)}


def choice_group() -> Cards:
    """One of a few."""
    groups = [
        ui.choice_group("berth", label="Berth", value="east", choices=_BERTHS, required=True),
        ui.choice_group(
            "side", label="In a row", inline=True, value="north", choices=_BERTHS, tooltip="Which side?"
        ),
    ]
    return {"groups": ui.form_card(place(340), items=groups)}


def checklist() -> Cards:
    """Any of a few."""
    lists = [
        ui.checklist("berths", label="Berths", values=["east"], choices=_BERTHS),
        ui.checklist(
            "ports",
            label="In a row",
            inline=True,
            values=["kiel", "oslo"],
            choices=_PORTS,
            tooltip="Where to call",
        ),
    ]
    return {"lists": ui.form_card(place(360), items=lists)}


def dropdown() -> Cards:
    """One or several of some, from a list or from a dialog."""
    many = [ui.choice(f"b{number}", f"Berth {number}") for number in range(1, 201)]
    lists = [
        ui.dropdown("berth", label="One", value="north", choices=_BERTHS, required=True),
        ui.dropdown(
            "none", label="None yet", placeholder="Choose a port", choices=_PORTS, tooltip="Where to?"
        ),
        ui.dropdown("ports", label="Several", values=["kiel", "oslo"], choices=_PORTS),
        ui.dropdown("off", label="Disabled", value="kiel", choices=_PORTS, disabled=True),
        ui.dropdown("many", label="From many", value="b7", choices=many),
        ui.dropdown("dialog", label="From a dialog", values=["kiel", "riga"], choices=_PORTS, popup="always"),
    ]
    return {"lists": ui.form_card(place(340), items=lists)}


def combobox() -> Cards:
    """One or several of some, or whatever one types."""
    names = [choice.label or "" for choice in _PORTS]
    boxes = [
        ui.combobox("port", label="One", value="Kiel", choices=names, required=True),
        ui.combobox(
            "none", label="None yet", placeholder="Type or choose", choices=names, tooltip="Any port will do."
        ),
        ui.combobox("ports", label="Several", values=["Kiel", "Oslo"], choices=names),
        ui.combobox("wrong", label="Wrong", value="Atlantis", choices=names, error="No such port."),
        ui.combobox("off", label="Disabled", value="Riga", choices=names, disabled=True),
    ]
    return {"boxes": ui.form_card(place(340), items=boxes)}


def picker() -> Cards:
    """Several of some, found by typing."""
    pickers = [
        ui.picker("ports", label="Ports", choices=_PORTS, values=["kiel", "oslo"], required=True),
        ui.picker(
            "two",
            label="Two at most",
            choices=_PORTS,
            values=["kiel", "riga"],
            max_choices=2,
            tooltip="No more",
        ),
        ui.picker("off", label="Disabled", choices=_PORTS, values=["kiel"], disabled=True),
    ]
    return {"pickers": ui.form_card(place(360), items=pickers)}


def slider() -> Cards:
    """A number within limits."""
    sliders = [
        ui.slider("speed", label="Speed", min=0, max=30, step=1, value=12, tooltip="Knots"),
        ui.slider("tilt", label="From the middle", min=-10, max=10, step=0.5, value=3.5),
        ui.slider("off", label="Disabled", min=0, max=10, value=4, disabled=True),
    ]
    return {"sliders": ui.form_card(place(360), items=sliders)}


def range_slider() -> Cards:
    """Two numbers within limits."""
    sliders = [
        ui.range_slider(
            "depth", label="Depth", min=0, max=20, step=1, min_value=6, max_value=14, tooltip="Metres"
        ),
        ui.range_slider("off", label="Disabled", min=0, max=10, min_value=2, max_value=5, disabled=True),
    ]
    return {"sliders": ui.form_card(place(360), items=sliders)}


def spinbox() -> Cards:
    """A number, step by step."""
    boxes = [
        ui.spinbox("days", label="Days", min=1, max=14, value=3, tooltip="Two weeks at most"),
        ui.spinbox("tonnes", label="Tonnes", min=0, max=1, step=0.05, value=0.35),
        ui.spinbox("off", label="Disabled", value=7, disabled=True),
    ]
    return {"boxes": ui.form_card(place(300), items=boxes)}
