"""Picking and marking."""

from h2o_wave import ui

from .pictures import BAY, FOG_HORN
from .place import Cards, place


def date_picker() -> Cards:
    """A day."""
    pickers = [
        ui.date_picker("day", label="Day", value="2026-11-20", tooltip="When the ship arrives"),
        ui.date_picker("none", label="None yet", placeholder="Any day"),
        ui.date_picker("soon", label="Within limits", min="2026-11-10", max="2026-11-24", value="2026-11-12"),
        ui.date_picker("off", label="Disabled", value="2026-11-20", disabled=True),
    ]
    return {"pickers": ui.form_card(place(320), items=pickers)}


def time_picker() -> Cards:
    """A time of day."""
    pickers = [
        ui.time_picker("noon", label="Twelve hours", value="14:30"),
        ui.time_picker(
            "ship", label="Twenty-four hours", value="14:30", hour_format="24", minutes_step=15, required=True
        ),
        ui.time_picker("open", label="Within limits", value="09:00", min="08:00", max="18:00"),
        ui.time_picker("none", label="None yet", placeholder="Any time"),
        ui.time_picker("off", label="Disabled", value="06:00", disabled=True),
    ]
    return {"pickers": ui.form_card(place(320), items=pickers)}


def color_picker() -> Cards:
    """A colour: any, or one of some."""
    flags = ["#0a6699", "#c72e20", "#f6d04d", "#2dbd7a", "#323130", "#de73d7"]
    pickers = [
        ui.color_picker(
            "swatch", label="One of some", value="#c72e20", choices=flags, tooltip="As the flag has"
        ),
        ui.color_picker("inline", label="Inline", value="#0a6699", inline=True, alpha=True),
    ]
    return {
        "any": ui.form_card(
            place(340), items=[ui.color_picker("hull", label="Any", value="#2f5f7a", alpha=True)]
        ),
        "some": ui.form_card(place(340), items=pickers),
    }


def file_upload() -> Cards:
    """Files: dropped or chosen."""
    large = [
        ui.file_upload(
            "papers",
            label="Upload papers",
            multiple=True,
            file_extensions=["pdf", "png"],
            max_file_size=10,
            max_size=25,
        ),
    ]
    small = [
        ui.file_upload(
            "photo", label="Photo", compact=True, file_extensions=["png"], required=True, tooltip="Of the bow"
        ),
        ui.file_upload("chart", label="Low", height="160px"),
    ]
    return {"large": ui.form_card(place(420), items=large), "small": ui.form_card(place(380), items=small)}


def text_annotator() -> Cards:
    """Marks in a text."""
    tags = [
        ui.text_annotator_tag("ship", "Ship", "$blue"),
        ui.text_annotator_tag("port", "Port", "$red"),
        ui.text_annotator_tag("time", "Time", "$amber"),
    ]
    text = [
        ui.text_annotator_item("The "),
        ui.text_annotator_item("Ada", tag="ship"),
        ui.text_annotator_item(" left "),
        ui.text_annotator_item("Oslo", tag="port"),
        ui.text_annotator_item(" at "),
        ui.text_annotator_item("noon", tag="time"),
        ui.text_annotator_item(", three hours late.\nThe Grace followed her."),
    ]
    return {
        "log": ui.form_card(
            place(520), items=[ui.text_annotator("log", title="The log book", tags=tags, items=text)]
        ),
        "read": ui.form_card(
            place(400),
            items=[ui.text_annotator("old", title="Read only", tags=tags, items=text, readonly=True)],
        ),
    }


def image_annotator() -> Cards:
    """Shapes on a picture."""
    sail = [
        ui.image_annotator_point(298, 206),
        ui.image_annotator_point(358, 298),
        ui.image_annotator_point(298, 302),
    ]
    return {
        "bay": ui.form_card(
            place(560),
            items=[
                ui.image_annotator(
                    "bay",
                    title="What is in the bay?",
                    image=BAY,
                    image_height="320px",
                    tags=[
                        ui.image_annotator_tag("ship", "Ship", "$red"),
                        ui.image_annotator_tag("sun", "Sun", "$amber"),
                    ],
                    items=[
                        ui.image_annotator_item(
                            ui.image_annotator_rect(x1=480, y1=46, x2=560, y2=126), "sun"
                        ),
                        ui.image_annotator_item(ui.image_annotator_polygon(sail), "ship"),
                    ],
                    allowed_shapes=["rect", "polygon"],
                    events=["click", "tool_change"],
                )
            ],
        )
    }


def audio_annotator() -> Cards:
    """Stretches of a sound."""
    return {
        "horn": ui.form_card(
            place(560),
            items=[
                ui.audio_annotator(
                    "horn",
                    title="Where is the fog horn?",
                    path=FOG_HORN,
                    tags=[
                        ui.audio_annotator_tag("horn", "Horn", "$blue"),
                        ui.audio_annotator_tag("rest", "Rest", "$green"),
                    ],
                    items=[
                        ui.audio_annotator_item(start=0, end=1, tag="horn"),
                        ui.audio_annotator_item(start=1, end=2, tag="rest"),
                    ],
                )
            ],
        )
    }
