"""Single numbers, small and large, with expressions that format them.

Run it: `python examples/cards/stats.py`, then look at http://localhost:10101/cards/stats
"""

from h2o_wave import site, ui

page = site["/cards/stats"]
page.drop()
page["ships"] = ui.small_stat_card(box="1 1 2 1", title="Ships in port", value="12")
page["cargo"] = ui.large_stat_card(
    box="1 2 2 2",
    title="Cargo",
    value="={{intl tonnes maximum_fraction_digits=0}} t",
    aux_value='={{intl change style="percent" sign_display="always"}}',
    caption="Compared with the day before",
    data={"tonnes": 48213.4, "change": 0.032},
)
page["summary"] = ui.tall_stats_card(
    box="3 1 2 3",
    items=[
        ui.stat(label="Arrivals", value="31", icon="Down", icon_color="$green"),
        ui.stat(label="Departures", value="28", icon="Up", icon_color="$red"),
        ui.stat(label="Waiting", value="3", caption="Longest: 40 minutes"),
    ],
)
page.save()
