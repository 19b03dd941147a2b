"""Everything to press: buttons, small buttons, menus, commands and links.

Run it: `wave run examples/forms/buttons.py`, then look at http://localhost:10101/forms/buttons
"""

from h2o_wave import Q, app, main, ui  # noqa: F401 - `main` is what `wave run` serves

NAMES = ["primary", "plain", "valued", "split", "now", "later", "edit", "delete", "profile", "tidy"]


@app("/forms/buttons")
async def serve(q: Q) -> None:
    pressed = [f"`{name}` = `{q.args[name]!r}`" for name in NAMES if q.args[name]]
    if not q.client.ready:
        q.client.ready = True
        later = [
            ui.command(name="now", label="Now"),
            ui.command(name="later", label="Later", value="tomorrow"),
        ]
        q.page["form"] = ui.form_card(
            box="1 1 4 6",
            items=[
                ui.buttons(
                    [
                        ui.button(name="primary", label="Primary", primary=True, icon="Save"),
                        ui.button(name="plain", label="Plain", caption="With a caption"),
                        ui.button(name="off", label="Off", disabled=True),
                    ],
                    justify="between",
                ),
                ui.button(name="valued", label="With a value", value="42", width="200px"),
                ui.button(name="split", label="Split", commands=later),
                ui.mini_buttons(
                    [ui.mini_button("edit", "Edit", "Edit"), ui.mini_button("delete", "Delete", "Delete")]
                ),
                ui.mini_button(name="tidy", label="Tidy up", icon="Broom"),
                ui.menu(label="You", items=[ui.command(name="profile", label="Profile", icon="Contact")]),
                ui.link(label="Elsewhere", path="https://example.com", target="_blank"),
                ui.links(
                    [ui.link(label="One", path="#one"), ui.link(label="Two", path="#two")],
                    label="Here",
                    inline=True,
                ),
            ],
            commands=[ui.command(name="download", label="Save as a file", path="/", download=True)],
        )
        q.page["answer"] = ui.markdown_card(box="5 1 3 2", title="Pressed", content="")
    q.page["answer"].content = ", ".join(pressed) or "nothing yet"
    await q.page.save()
