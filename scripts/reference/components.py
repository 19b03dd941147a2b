"""One example of each function that makes a component."""

from h2o_wave import data, ui

EXAMPLES = (
    ui.audio_annotator(
        name="song",
        title="Mark the verses",
        path="https://example.com/song.mp3",
        tags=[ui.audio_annotator_tag("verse", "Verse", color="$blue")],
        items=[ui.audio_annotator_item(start=0, end=12.5, tag="verse")],
    ),
    ui.button(name="save", label="Save", primary=True),
    ui.buttons(
        [ui.button("save", label="Save", primary=True), ui.button("cancel", label="Cancel")], justify="end"
    ),
    ui.checkbox(name="agree", label="I agree", value=False),
    ui.checklist(
        name="ports", label="Ports", choices=[ui.choice("mla", "Malta"), ui.choice("syr", "Syracuse")]
    ),
    ui.choice_group(
        name="class", label="Class", value="2", choices=[ui.choice("1", "First"), ui.choice("2", "Second")]
    ),
    ui.color_picker(
        name="color", label="Colour", value="#F25F5C", choices=["#F25F5C", "#247BA0"], inline=True
    ),
    ui.combobox(name="port", label="Port", placeholder="Where to?", choices=["Malta", "Syracuse"]),
    ui.copyable_text(label="Booking", value="QX7-221"),
    ui.date_picker(name="day", label="Day", value="2026-11-30", min="2026-01-01", max="2026-12-31"),
    ui.dropdown(name="port", label="Port", choices=[ui.choice("mla", "Malta"), ui.choice("syr", "Syracuse")]),
    ui.expander(name="more", label="More", items=[ui.text("Seats are not numbered.")]),
    ui.facepile(items=[ui.persona("Ann Bell"), ui.persona("Bob Cox")], max=4),
    ui.file_upload(name="papers", label="Upload", multiple=True, file_extensions=["pdf"], max_file_size=10),
    ui.frame(content="<i>From another document.</i>", height="100px"),
    ui.image(title="Anna", path="https://example.com/anna.png", width="300px"),
    ui.image_annotator(
        name="deck",
        title="Mark the lifeboats",
        image="https://example.com/deck.png",
        tags=[ui.image_annotator_tag("boat", "Lifeboat", color="$red")],
        items=[ui.image_annotator_item(ui.image_annotator_rect(x1=10, y1=10, x2=90, y2=40), tag="boat")],
    ),
    ui.inline([ui.textbox("from", label="From"), ui.textbox("to", label="To")], justify="between"),
    ui.label("Passengers", required=True),
    ui.link(label="Timetable", path="https://example.com/times", target="_blank"),
    ui.links(label="Elsewhere", items=[ui.link("Timetable", path="#times"), ui.link("Fares", path="#fares")]),
    ui.markup("<b>Mind the gap.</b>"),
    ui.menu(
        label="Ann",
        icon="Contact",
        items=[ui.command("profile", label="Profile"), ui.command("leave", label="Sign out")],
    ),
    ui.message_bar(type="warning", text="The ferry is late."),
    ui.mini_button(name="like", label="Like", icon="Heart"),
    ui.mini_buttons(
        [ui.mini_button("like", "Like", icon="Heart"), ui.mini_button("share", "Share", icon="Share")]
    ),
    ui.persona(title="Ann Bell", subtitle="Captain", size="m", initials="AB", initials_color="$cyan"),
    ui.picker(
        name="crew", label="Crew", choices=[ui.choice("ann", "Ann"), ui.choice("bob", "Bob")], max_choices=1
    ),
    ui.progress(label="Loading", caption="700 of 1,000 t", value=0.7),
    ui.range_slider(name="hours", label="Hours", min=0, max=24, min_value=8, max_value=18),
    ui.separator(label="Passengers"),
    ui.slider(name="speed", label="Knots", min=0, max=30, step=0.5, value=12),
    ui.spinbox(name="seats", label="Seats", min=1, max=9, value=2),
    ui.stats([ui.stat("Ships", "12"), ui.stat("Crew", "87", icon="People")], justify="between"),
    ui.stepper(name="booking", items=[ui.step("Seats", done=True), ui.step("Payment"), ui.step("Ticket")]),
    ui.table(
        name="ships",
        columns=[
            ui.table_column("name", "Name", sortable=True),
            ui.table_column("knots", "Knots", data_type="number"),
        ],
        rows=[ui.table_row("anna", ["Anna", "20"]), ui.table_row("bella", ["Bella", "12"])],
    ),
    ui.tabs(name="view", value="ships", items=[ui.tab("ships", "Ships"), ui.tab("crew", "Crew")]),
    ui.tags([ui.tag("late", color="$red"), ui.tag("full", color="$blue")]),
    ui.template("Sails at <b>{{time}}</b>.", data={"time": "8:00"}),
    ui.text("Mind the **gap**.", size="l"),
    ui.text_annotator(
        name="log",
        title="Mark the ships",
        tags=[ui.text_annotator_tag("ship", "Ship", color="$blue")],
        items=[ui.text_annotator_item("Anna", tag="ship"), ui.text_annotator_item(" met nobody.")],
    ),
    ui.text_l("Ships"),
    ui.text_m("All that are in the harbour."),
    ui.text_s("Since this morning."),
    ui.text_xl("Harbour", commands=[ui.command("print", label="Print", icon="Print")]),
    ui.text_xs("Times are local."),
    ui.textbox(name="ship", label="Ship", placeholder="Anna", required=True, spellcheck=False),
    ui.time_picker(name="time", label="Departure", value="08:30", hour_format="24", minutes_step=5),
    ui.toggle(name="returning", label="Return ticket", value=True, trigger=True),
    ui.vega_visualization(
        specification='{"mark": "point", "encoding": {"x": {"field": "x"}, "y": {"field": "y"}}}',
        data=data("x y", rows=[[1, 2], [3, 4]]),
        height="300px",
    ),
    ui.visualization(
        plot=ui.plot([ui.mark(type="line", x="=time", y="=knots")]),
        data=data("time knots", rows=[[0, 18], [1, 19], [2, 20]]),
        height="300px",
    ),
)
