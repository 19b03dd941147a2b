"""Showing."""

from h2o_wave import ui

from .pictures import FLAG_BASE64, LIGHTHOUSE
from .place import Cards, place


def text() -> Cards:
    """Text in every size, formatted, aligned, with hints."""
    sizes = [
        ui.text_xl("Extra large"),
        ui.text_l("Large"),
        ui.text_m("Medium, which is **usual**"),
        ui.text_s("Small"),
        ui.text_xs("Extra small"),
        ui.text("Any size", size="l"),
        ui.text("With a hint", tooltip="And more to read."),
    ]
    formats = [
        ui.text("Formatted: *with stress*, **more of it**, `code` and [a link](https://example.com)"),
        ui.text("In the middle", align="center"),
        ui.text("At the end", align="end"),
        ui.text("```python\nships = ['Ada', 'Grace']  # in port\nprint(len(ships))\n```"),
    ]
    return {
        "sizes": ui.form_card(place(320), items=sizes),
        "formats": ui.form_card(place(420), items=formats),
    }


def label() -> Cards:
    """Labels and separators."""
    items = [
        ui.label("A label"),
        ui.label("Required", required=True),
        ui.label("Disabled", disabled=True, tooltip="With a hint"),
        ui.separator(),
        ui.separator("With a label"),
    ]
    return {"labels": ui.form_card(place(320), items=items)}


def message_bar() -> Cards:
    """Messages of every kind."""
    says = {
        "info": "The port opens at *six*.",
        "success": "The papers are complete.",
        "warning": "High water in **one hour**.",
        "error": "The crane does not answer.",
        "danger": "Storm from the west.",
        "blocked": "The lock is closed.",
    }
    more = [ui.button("show", label="Show"), ui.button("hide", label="Hide", link=True)]
    return {
        "kinds": ui.form_card(
            place(420), items=[ui.message_bar(type=kind, text=text) for kind, text in says.items()]
        ),
        "buttons": ui.form_card(
            place(420), items=[ui.message_bar("warning", "The Ada leaves in ten minutes.", buttons=more)]
        ),
    }


def progress() -> Cards:
    """How far something is."""
    bars = [
        ui.progress("Unloading", caption="310 of 430 tonnes", value=0.72),
        ui.progress("Waiting for the pilot", caption="Nobody knows how long", tooltip="She is on her way."),
        ui.progress("Asking the customs office", type="spinner"),
    ]
    return {"bars": ui.form_card(place(360), items=bars)}


def stepper() -> Cards:
    """Where one is on a way."""
    way = [ui.step("Arrive", done=True), ui.step("Unload"), ui.step("Leave")]
    icons = [
        ui.step("Arrive", icon="Ferry", done=True),
        ui.step("Unload", icon="Rocket"),
        ui.step("Leave", icon="Airplane"),
    ]
    return {
        "ways": ui.form_card(
            place(420), items=[ui.stepper("way", way), ui.stepper("icons", icons, tooltip="Its way")]
        )
    }


def tags() -> Cards:
    """Short words in colours."""
    words = [
        ui.tag("grain", "$amber"),
        ui.tag("timber", "$brown"),
        ui.tag("late", "$red"),
        ui.tag("free", "$green"),
        ui.tag("own colours", "#222", label_color="#fd0"),
    ]
    return {"tags": ui.form_card(place(320), items=[ui.tags(words)])}


def stats() -> Cards:
    """Numbers in a row."""
    numbers = [
        ui.stat("Ships", "12", caption="Three more than yesterday", icon="Ferry", icon_color="$blue"),
        ui.stat("Crew", "80", icon="People", icon_color="$green"),
        ui.stat("Late", "2"),
    ]
    return {
        "stats": ui.form_card(
            place(520),
            items=[ui.stats(numbers, justify="between"), ui.separator(), ui.stats(numbers[1:], inset=True)],
        )
    }


def copyable_text() -> Cards:
    """Text that one may want to take along."""
    fields = [
        ui.copyable_text("54.32 N, 10.14 E", label="Position"),
        ui.copyable_text("Ada\nGrace\nEdith", label="Ships", multiline=True, height="100px"),
    ]
    return {"fields": ui.form_card(place(340), items=fields)}


def image() -> Cards:
    """A picture in a form."""
    pictures = [
        ui.image("The lighthouse", path=LIGHTHOUSE, width="100%", path_popup=LIGHTHOUSE),
        ui.image("A flag", type="svg+xml", image=FLAG_BASE64, width="120px"),
    ]
    return {"pictures": ui.form_card(place(360), items=pictures)}


def frame() -> Cards:
    """HTML in a form: in a frame, as it is, or from a template."""
    items = [
        ui.frame(content="<p style='font:14px sans-serif'>In a frame</p>", height="60px"),
        ui.markup("<b class='wave-p9'>As it is</b>"),
        ui.template("From a template: {{#ships}}<i>{{.}}</i> {{/ships}}", data={"ships": ["Ada", "Grace"]}),
    ]
    return {"html": ui.form_card(place(340), items=items)}
