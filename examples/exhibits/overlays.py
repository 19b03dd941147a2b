"""Over the page."""

from h2o_wave import ui

from .place import Cards, place


def _reopen(name: str) -> ui.FormCard:
    return ui.form_card(
        place(360), items=[ui.text("Closed it? Open it again."), ui.button(name, label="Open")]
    )


def dialog() -> Cards:
    """Asks before anything else goes on."""
    return {
        "again": _reopen("#dialog"),
        "dialog": ui.dialog(
            title="Let the Ada leave?",
            name="leave",
            items=[
                ui.text("Her papers are complete. The **pilot** is not on board yet."),
                ui.checkbox("tell", label="Tell the customs office", value=True),
                ui.buttons(
                    [ui.button("go", label="Let her go", primary=True), ui.button("stay", label="Not yet")]
                ),
            ],
            closable=True,
            events=["dismissed"],
        ),
    }


def blocking_dialog() -> Cards:
    """One that only an answer closes, with a heading in the primary colour."""
    return {
        "again": _reopen("#blocking_dialog"),
        "dialog": ui.dialog(
            title="The storm is here",
            primary=True,
            blocking=True,
            width="420px",
            items=[
                ui.text("All ships stay in port."),
                ui.button("understood", label="Understood", primary=True),
            ],
        ),
    }


def side_panel() -> Cards:
    """Comes from the right, with more about something."""
    return {
        "again": _reopen("#side_panel"),
        "side_panel": ui.side_panel(
            title="The Ada",
            name="ship",
            width="420px",
            closable=True,
            events=["dismissed"],
            items=[
                ui.stats([ui.stat(label="Cargo", value="310 t"), ui.stat(label="Crew", value="14")]),
                ui.separator("Berth"),
                ui.choice_group(
                    "berth", value="north", choices=[ui.choice("north", "North"), ui.choice("east", "East")]
                ),
                ui.textbox("note", label="Note", multiline=True),
                ui.button("save", label="Save", primary=True),
            ],
        ),
    }


def notification_bar() -> Cards:
    """Says that something has happened."""
    return {
        "again": _reopen("#notification_bar"),
        "notification_bar": ui.notification_bar(
            text="The **Grace** has arrived.",
            type="success",
            name="arrived",
            timeout=-1,
            position="bottom-right",
            buttons=[ui.button("show", label="Show", link=True)],
            events=["dismissed"],
        ),
    }
