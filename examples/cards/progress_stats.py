"""Numbers on their way to a goal: bars, gauges and a pie.

Run it: `python examples/cards/progress_stats.py`, then look at http://localhost:10101/cards/progress_stats
"""

from h2o_wave import site, ui

page = site["/cards/progress_stats"]
page.drop()
page["large_bar"] = ui.large_bar_stat_card(
    box="1 1 3 2",
    title="Unloading",
    caption="Ada, berth North",
    value="310 t",
    aux_value="120 t",
    value_caption="On land",
    aux_value_caption="On board",
    progress=0.72,
    plot_color="$green",
)
page["wide_bar"] = ui.wide_bar_stat_card(
    box="4 1 3 1", title="Fuel", value="80 %", aux_value="of 40 t", progress=0.8
)
page["tall_gauge"] = ui.tall_gauge_stat_card(
    box="1 3 2 2", title="Berths taken", value="9", aux_value="of 12", progress=0.75, plot_color="$red"
)
page["wide_gauge"] = ui.wide_gauge_stat_card(
    box="4 2 3 1",
    title="Crane hours",
    value="=${{paid}}",
    aux_value="paid",
    progress=0.4,
    data={"paid": 1200},
)
page["pie"] = ui.wide_pie_stat_card(
    box="3 3 4 2",
    title="Cargo by kind",
    pies=[
        ui.pie(label="Grain", value="45 %", fraction=0.45, color="$amber"),
        ui.pie(label="Timber", value="35 %", fraction=0.35, color="$brown", aux_value="rising"),
        ui.pie(label="Other", value="20 %", fraction=0.2, color="$gray"),
    ],
)
page.save()
