"""One example of each function that makes a part of a card or component."""

from h2o_wave import ui

EXAMPLES = (
    ui.audio_annotator_item(start=0, end=12.5, tag="verse"),
    ui.audio_annotator_tag(name="verse", label="Verse", color="$blue"),
    ui.box("content", order=2, size="0"),
    ui.boxes("content", ui.box("content", width="50%"), "1 1 4 4"),
    ui.breadcrumb(name="#ships", label="Ships"),
    ui.chat_suggestion(name="next", label="When does the next ferry sail?", icon="Ferry"),
    ui.choice(name="mla", label="Malta"),
    ui.command(name="more", label="More", items=[ui.command("print", label="Print", icon="Print")]),
    ui.dialog(
        title="Cancel the booking?",
        items=[
            ui.buttons(
                [ui.button("cancel", label="Cancel it"), ui.button("keep", label="Keep it", primary=True)]
            )
        ],
        name="sure",
        events=["dismissed"],
        closable=True,
    ),
    ui.icon_table_cell_type(color="$blue"),
    ui.image_annotator_item(
        ui.image_annotator_polygon(
            [ui.image_annotator_point(0, 0), ui.image_annotator_point(9, 0), ui.image_annotator_point(0, 9)]
        ),
        tag="sail",
    ),
    ui.image_annotator_point(x=10, y=20),
    ui.image_annotator_polygon(
        [ui.image_annotator_point(0, 0), ui.image_annotator_point(9, 0), ui.image_annotator_point(0, 9)]
    ),
    ui.image_annotator_rect(x1=10, y1=10, x2=90, y2=40),
    ui.image_annotator_tag(name="boat", label="Lifeboat", color="$red"),
    ui.inline_script(content="document.title = 'Harbour'", targets=["map"]),
    ui.inline_stylesheet(content=".w-title { letter-spacing: 0.1em }"),
    ui.layout(breakpoint="m", width="1000px", zones=[ui.zone("header"), ui.zone("content", direction="row")]),
    ui.mark(type="line", x="=time", y="=knots", x_scale="time", y_min=0, color="=ship", curve="smooth"),
    ui.markdown_table_cell_type(target="_blank"),
    ui.menu_table_cell_type(
        commands=[ui.command("edit", label="Edit"), ui.command("remove", label="Remove")]
    ),
    ui.nav_group(
        label="Harbour", items=[ui.nav_item("#ships", "Ships"), ui.nav_item("#crew", "Crew")], collapsed=False
    ),
    ui.nav_item(name="#ships", label="Ships", icon="Ferry"),
    ui.notification_bar(text="Saved.", type="success", position="top-right", timeout=3),
    ui.pie(label="Grain", value="60%", fraction=0.6, color="$yellow"),
    ui.plot([ui.mark(type="line", x="=time", y="=knots"), ui.mark(type="point", x="=time", y="=knots")]),
    ui.progress_table_cell_type(color="$green"),
    ui.script(path="https://example.com/map.js", asynchronous=True),
    ui.side_panel(title="Anna", items=[ui.text("A ferry of 1999.")], width="400px", closable=True),
    ui.stat(label="Ships", value="12", icon="Ferry"),
    ui.stat_list_item(label="Anna", caption="Ferry", value="20 kn", icon="Ferry"),
    ui.stat_table_item(label="Anna", values=["20", "MT"], colors=["$green", "$text"]),
    ui.step(label="Payment", icon="PaymentCard"),
    ui.stylesheet(path="https://example.com/harbour.css"),
    ui.tab(name="ships", label="Ships", icon="Ferry"),
    ui.table_column(name="knots", label="Knots", data_type="number", sortable=True, align="right"),
    ui.table_group(label="Ferries", rows=[ui.table_row("anna", ["Anna", "20"])], collapsed=False),
    ui.table_pagination(total_rows=10_000, rows_per_page=50),
    ui.table_row(name="anna", cells=["Anna", "20"]),
    ui.tag(label="late", color="$red"),
    ui.tag_table_cell_type(name="state", tags=[ui.tag("late", color="$red"), ui.tag("full", color="$blue")]),
    ui.text_annotator_item(text="Anna", tag="ship"),
    ui.text_annotator_tag(name="ship", label="Ship", color="$blue"),
    ui.theme(name="harbour", text="#102A43", card="#FFFFFF", page="#F0F4F8", primary="#247BA0"),
    ui.tracker(type="gtag", id="G-0000000"),
    ui.zone(name="content", size="1", direction="row", zones=[ui.zone("left", size="25%"), ui.zone("right")]),
)
