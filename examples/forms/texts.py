"""What a form can say: text of every size, messages, progress, tags, steps and numbers.

Run it: `python examples/forms/texts.py`, then look at http://localhost:10101/forms/texts
"""

from h2o_wave import site, ui

page = site["/forms/texts"]
page.drop()
page["texts"] = ui.form_card(
    box="1 1 4 8",
    items=[
        ui.text_xl("Extra large", commands=[ui.command(name="print", label="Print")]),
        ui.text_l("Large"),
        ui.text_m("Medium, with **markdown**"),
        ui.text_s("Small"),
        ui.text_xs("Extra small"),
        ui.text("Any size, in the middle", size="l", align="center"),
        ui.separator(label="Separator"),
        ui.label(label="A label", required=True),
        ui.copyable_text(label="Copy it", value="54.32 N, 10.14 E", multiline=False),
    ],
)
page["messages"] = ui.form_card(
    box="5 1 4 8",
    items=[
        *(
            ui.message_bar(type=kind, text=f"This is {kind}")
            for kind in ("info", "success", "warning", "error")
        ),
        ui.message_bar(type="danger", text="Storm", buttons=[ui.button(name="hide", label="Hide")]),
        ui.progress(label="Loading", caption="Bananas", value=0.6),
        ui.progress(label="Waiting", type="spinner"),
        ui.stepper(
            name="way",
            items=[
                ui.step(label="Arrive", icon="Ferry", done=True),
                ui.step(label="Unload"),
                ui.step(label="Leave"),
            ],
        ),
        ui.tags(
            [ui.tag(label="grain", color="$amber"), ui.tag(label="late", color="$red", label_color="$white")]
        ),
        ui.stats(
            [ui.stat(label="Ships", value="12"), ui.stat(label="Crew", value="80", icon="People")],
            justify="between",
        ),
    ],
)
page.save()
