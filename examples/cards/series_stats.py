"""Numbers with a small chart of how they came about.

Run it: `python examples/cards/series_stats.py`, then look at http://localhost:10101/cards/series_stats
"""

from math import sin

from h2o_wave import data, site, ui

rows = [[minute, round(12 + 4 * sin(minute / 3), 1)] for minute in range(30)]

page = site["/cards/series_stats"]
page.drop()
page["small"] = ui.small_series_stat_card(
    box="1 1 2 1",
    title="Wind",
    value="={{knots}} kn",
    data={"knots": rows[-1][1]},
    plot_data=data("minute knots", rows=rows),
    plot_category="minute",
    plot_value="knots",
    plot_type="interval",
    plot_color="$teal",
)
page["tall"] = ui.tall_series_stat_card(
    box="1 2 2 2",
    title="Wind",
    value=f"{rows[-1][1]} kn",
    aux_value="south-west",
    plot_data=data("minute knots", rows=rows),
    plot_category="minute",
    plot_value="knots",
    plot_zero_value=0,
    plot_curve="smooth",
)
page["wide"] = ui.wide_series_stat_card(
    box="3 1 3 1",
    title="Wind",
    value=f"{rows[-1][1]} kn",
    aux_value="last half hour",
    plot_data=data("minute knots", rows=rows),
    plot_category="minute",
    plot_value="knots",
    plot_curve="step",
)
page.save()
