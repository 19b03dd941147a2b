"""One example of each function that makes a card."""

from h2o_wave import data, pack, ui
from h2o_wave import graphics as g

EXAMPLES = (
    ui.article_card(box="1 1 4 6", title="Seven seas", content="They are **five**, strictly speaking."),
    ui.breadcrumbs_card(
        box="1 1 4 1", items=[ui.breadcrumb("#ships", "Ships"), ui.breadcrumb("#anna", "Anna")]
    ),
    ui.canvas_card(box="1 1 4 6", title="Sketch", width=500, height=400, data={}),
    ui.chat_card(box="1 1 3 6", title="Crew", data=data("username msg", t="map")),
    ui.chatbot_card(
        box="1 1 4 8", name="bot", data=data("content from_user", t="list", rows=[["Ahoy!", False]])
    ),
    ui.editor_card(box="1 1 -1 -1", mode="public"),
    ui.flex_card(
        box="1 1 4 2",
        item_view="template",
        item_props={"title": "", "content": '<b style="color:{{color}}">{{name}}</b>'},
        data=data("name color", rows=[["Anna", "red"], ["Bella", "blue"]]),
        justify="between",
    ),
    ui.footer_card(box="footer", caption="Made with [Wave](https://wave.h2o.ai)."),
    ui.form_card(box="1 1 4 4", items=[ui.textbox("name", label="Name"), ui.button("save", label="Save")]),
    ui.frame_card(box="1 1 6 6", title="Map", path="https://www.openstreetmap.org/export/embed.html"),
    ui.graphics_card(
        box="1 1 2 3",
        view_box="0 0 100 100",
        stage=g.stage(sun=g.circle(cx=50, cy=50, r=40, fill="gold")),
    ),
    ui.grid_card(
        box="1 1 4 4",
        title="Ships",
        cells=pack([{"title": "Ship", "value": "=name"}]),
        data=data("name", rows=[["Anna"], ["Bella"]]),
    ),
    ui.header_card(box="1 1 -1 1", title="Harbour", subtitle="Who is in", icon="Ferry", color="primary"),
    ui.image_card(box="1 1 3 4", title="Anna", path="https://example.com/anna.png"),
    ui.large_bar_stat_card(
        box="1 1 2 2",
        title="Cargo",
        caption="Loaded since this morning",
        value="={{intl loaded}} t",
        aux_value="={{intl free}} t",
        value_caption="loaded",
        aux_value_caption="free",
        progress=0.7,
        plot_color="$blue",
        data={"loaded": 7000, "free": 3000},
    ),
    ui.large_stat_card(
        box="1 1 2 2",
        title="Passengers",
        value="={{intl today}}",
        aux_value="={{intl yesterday}}",
        caption="Today and yesterday",
        data={"today": 1234, "yesterday": 1100},
    ),
    ui.list_card(
        box="1 1 2 4",
        title="Ships",
        item_view="list_item1",
        item_props={"title": "=name", "caption": "=kind", "value": "=knots", "aux_value": "=flag"},
        data=data("name kind knots flag", rows=[["Anna", "Ferry", 20, "MT"], ["Bella", "Tug", 12, "IT"]]),
    ),
    ui.list_item1_card(
        box="1 1 2 1", title="=name", caption="=kind", value="=knots", aux_value="=flag", data={}
    ),
    ui.markdown_card(
        box="1 1 2 2",
        title="={{name}}",
        content="Does **{{knots}}** knots.",
        data={"name": "Anna", "knots": 20},
    ),
    ui.markup_card(box="1 1 2 2", title="Ships", content="<ol><li>Anna</li><li>Bella</li></ol>"),
    ui.meta_card(
        box="",
        title="Harbour",
        theme="h2o-dark",
        layouts=[ui.layout(breakpoint="xs", zones=[ui.zone("header"), ui.zone("content")])],
    ),
    ui.nav_card(
        box="1 1 2 -1",
        value="#ships",
        items=[ui.nav_group("Harbour", items=[ui.nav_item("#ships", "Ships"), ui.nav_item("#crew", "Crew")])],
    ),
    ui.pixel_art_card(box="1 1 4 6", title="Flag", data=data("color", 256)),
    ui.plot_card(
        box="1 1 4 5",
        title="Knots",
        data=data("ship knots", rows=[["Anna", 20], ["Bella", 12]]),
        plot=ui.plot([ui.mark(type="interval", x="=ship", y="=knots", y_min=0)]),
    ),
    ui.post_card(
        box="1 1 3 5",
        persona=ui.persona("Ann Bell", subtitle="Captain"),
        image="https://example.com/sunset.png",
        caption="Homeward",
    ),
    ui.preview_card(
        box="1 1 3 4", name="anna", image="https://example.com/anna.png", title="Anna", caption="Ferry"
    ),
    ui.profile_card(box="1 1 3 5", persona=ui.persona("Ann Bell"), image="https://example.com/sea.png"),
    ui.repeat_card(
        box="1 1 2 4",
        item_view="small_stat",
        item_props={"title": "=name", "value": "=knots"},
        data=data("name knots", rows=[["Anna", "20"], ["Bella", "12"]]),
    ),
    ui.section_card(box="1 1 4 1", title="Ships", subtitle="All that are in the harbour"),
    ui.small_series_stat_card(
        box="1 1 2 1",
        title="Knots",
        value="20",
        plot_data=data("time knots", -10, rows=[[0, 18], [1, 19], [2, 20]]),
        plot_category="time",
        plot_value="knots",
        plot_zero_value=0,
    ),
    ui.small_stat_card(box="1 1 1 1", title="Knots", value="={{knots}}", data={"knots": 20}),
    ui.stat_list_card(
        box="1 1 2 4",
        title="Ships",
        items=[
            ui.stat_list_item("Anna", caption="Ferry", value="20 kn"),
            ui.stat_list_item("Bella", value="12 kn"),
        ],
    ),
    ui.stat_table_card(
        box="1 1 3 4",
        title="Ships",
        columns=["Name", "Knots", "Flag"],
        items=[
            ui.stat_table_item("Anna", values=["20", "MT"]),
            ui.stat_table_item("Bella", values=["12", "IT"]),
        ],
    ),
    ui.tab_card(box="1 1 4 1", items=[ui.tab("#ships", "Ships"), ui.tab("#crew", "Crew")], value="#ships"),
    ui.tall_article_preview_card(
        box="1 1 2 5",
        title="A day at sea",
        image="https://example.com/sea.png",
        content="Early in the morning …",
    ),
    ui.tall_gauge_stat_card(
        box="1 1 1 2",
        title="Fuel",
        value="={{intl tons}} t",
        aux_value="of 40 t",
        progress=0.6,
        data={"tons": 24},
    ),
    ui.tall_info_card(
        box="1 1 2 4", name="anna", title="Anna", caption="A ferry of 1999.", label="Show", icon="Ferry"
    ),
    ui.tall_series_stat_card(
        box="1 1 2 2",
        title="Knots",
        value="20",
        aux_value="on average",
        plot_data=data("time knots", -10, rows=[[0, 18], [1, 19], [2, 20]]),
        plot_type="interval",
        plot_category="time",
        plot_value="knots",
    ),
    ui.tall_stats_card(box="1 1 1 3", items=[ui.stat("Ships", "12"), ui.stat("Crew", "87")]),
    ui.template_card(
        box="1 1 2 2",
        title="Ships",
        content="<ul>{{#each ships}}<li>{{name}}</li>{{/each}}</ul>",
        data={"ships": [{"name": "Anna"}, {"name": "Bella"}]},
    ),
    ui.toolbar_card(box="1 1 4 1", items=[ui.command("new", label="New", icon="Add")]),
    ui.vega_card(
        box="1 1 4 5",
        title="Knots",
        specification='{"mark": "bar", "encoding": {"x": {"field": "ship"}, "y": {"field": "knots", "type": "quantitative"}}}',
        data=data("ship knots", rows=[["Anna", 20], ["Bella", 12]]),
    ),
    ui.wide_article_preview_card(
        box="1 1 4 3",
        persona=ui.persona("Ann Bell", caption="Captain"),
        image="https://example.com/sea.png",
        title="A day at sea",
        content="Early in the morning …",
    ),
    ui.wide_bar_stat_card(box="1 1 2 1", title="Cargo", value="70%", aux_value="7,000 t", progress=0.7),
    ui.wide_gauge_stat_card(box="1 1 2 1", title="Fuel", value="24 t", aux_value="of 40 t", progress=0.6),
    ui.wide_info_card(box="1 1 3 2", name="anna", title="Anna", caption="A ferry of 1999.", icon="Ferry"),
    ui.wide_pie_stat_card(
        box="1 1 2 2",
        title="Cargo",
        pies=[
            ui.pie("Grain", "60%", fraction=0.6, color="$yellow"),
            ui.pie("Coal", "40%", fraction=0.4, color="$gray"),
        ],
    ),
    ui.wide_plot_card(
        box="1 1 5 3",
        title="Knots",
        caption="Of all ships that are in.",
        plot=ui.plot([ui.mark(type="line", x="=time", y="=knots")]),
        data=data("time knots", rows=[[0, 18], [1, 19], [2, 20]]),
    ),
    ui.wide_series_stat_card(
        box="1 1 2 1",
        title="Knots",
        value="20",
        aux_value="on average",
        plot_data=data("time knots", -10, rows=[[0, 18], [1, 19], [2, 20]]),
        plot_category="time",
        plot_value="knots",
        plot_curve="smooth",
    ),
)
