"""Numbers."""

from h2o_wave import ui

from .place import Cards, place


def small_stat_card() -> Cards:
    """A title and a number: as it is, or formatted by an expression."""
    return {
        "plain": ui.small_stat_card(place(180, 90), title="Ships in port", value="12"),
        "money": ui.small_stat_card(
            place(180, 90),
            title="Fees today",
            value='={{intl fees style="currency" currency="EUR" maximum_fraction_digits=0}}',
            data={"fees": 48213.4},
        ),
        "share": ui.small_stat_card(
            place(180, 90),
            title="Berths taken",
            value='={{intl share style="percent"}}',
            data={"share": 0.75},
        ),
        "long": ui.small_stat_card(
            place(180, 90), title="Average time from the pilot station to the berth", value="1 h 40 min"
        ),
    }


def large_stat_card() -> Cards:
    """A number that leads, another that supports it, and a caption."""
    return {
        "cargo": ui.large_stat_card(
            place(300, 180),
            title="Cargo",
            value="={{intl tonnes maximum_fraction_digits=0}} t",
            aux_value='={{intl change style="percent" sign_display="always"}}',
            caption="Compared with the same day of the week before",
            data={"tonnes": 48213.4, "change": 0.032},
        ),
        "waiting": ui.large_stat_card(
            place(300, 180), title="Longest wait", value="40 min", aux_value="Ada", caption="For berth North"
        ),
    }


def tall_stats_card() -> Cards:
    """Several numbers below each other."""
    return {
        "day": ui.tall_stats_card(
            place(200, 300),
            items=[
                ui.stat(label="Arrivals", value="31"),
                ui.stat(label="Departures", value="28"),
                ui.stat(label="Waiting", value="3"),
            ],
        )
    }


def large_bar_stat_card() -> Cards:
    """Two numbers at the ends of a bar."""
    return {
        kind: ui.large_bar_stat_card(
            place(340, 180),
            title=title,
            caption="Ada, berth North",
            value=f"{done} t",
            aux_value=f"{left} t",
            value_caption="On land",
            aux_value_caption="On board",
            progress=done / (done + left),
            plot_color=color,
        )
        for kind, title, done, left, color in (
            ("unloading", "Unloading", 310, 120, "$green"),
            ("loading", "Begun", 20, 410, "$red"),
        )
    }


def wide_bar_stat_card() -> Cards:
    """A number over a bar."""
    return {
        "fuel": ui.wide_bar_stat_card(
            place(340, 100), title="Fuel", value="80 %", aux_value="of 40 t", progress=0.8, plot_color="$teal"
        ),
        "water": ui.wide_bar_stat_card(
            place(340, 100),
            title="Fresh water",
            value="12 %",
            aux_value="of 90 t",
            progress=0.12,
            plot_color="$red",
        ),
    }


def tall_gauge_stat_card() -> Cards:
    """A number within a ring."""
    return {
        "berths": ui.tall_gauge_stat_card(
            place(200, 220),
            title="Berths taken",
            value="9",
            aux_value="of 12",
            progress=0.75,
            plot_color="$blue",
        ),
        "full": ui.tall_gauge_stat_card(
            place(200, 220),
            title="Cold store",
            value="100 %",
            aux_value="full",
            progress=1,
            plot_color="$red",
        ),
        "empty": ui.tall_gauge_stat_card(
            place(200, 220), title="Dry dock", value="0 %", aux_value="empty", progress=0, plot_color="$red"
        ),
    }


def wide_gauge_stat_card() -> Cards:
    """A ring beside a number."""
    return {
        "hours": ui.wide_gauge_stat_card(
            place(300, 100),
            title="Crane hours",
            value="=${{intl paid}}",
            aux_value="paid",
            progress=0.4,
            plot_color="$tangerine",
            data={"paid": 1200},
        ),
        "pilots": ui.wide_gauge_stat_card(
            place(300, 100),
            title="Pilots at sea",
            value="5",
            aux_value="of 6",
            progress=0.83,
            plot_color="$green",
        ),
    }


def wide_pie_stat_card() -> Cards:
    """Shares of a whole, with a legend."""
    return {
        "cargo": ui.wide_pie_stat_card(
            place(420, 220),
            title="Cargo by kind",
            pies=[
                ui.pie(label="Grain", value="45 %", fraction=0.45, color="$amber", aux_value="21,600 t"),
                ui.pie(label="Timber", value="35 %", fraction=0.35, color="$brown", aux_value="16,800 t"),
                ui.pie(label="Other", value="20 %", fraction=0.2, color="$teal", aux_value="9,600 t"),
            ],
        )
    }


def stat_list_card() -> Cards:
    """Rows of a label and a number, which can be clicked."""
    return {
        "ships": ui.stat_list_card(
            place(360, 300),
            name="ship",
            title="Ships",
            subtitle="By cargo",
            items=[
                ui.stat_list_item(
                    "Ada", name="ada", caption="From Oslo", value="310 t", aux_value="grain", icon="Ferry"
                ),
                ui.stat_list_item(
                    "Grace",
                    name="grace",
                    caption="Two hours late",
                    value="95 t",
                    value_color="$red",
                    aux_value="timber",
                    icon="Warning",
                    icon_color="$red",
                ),
                ui.stat_list_item(
                    "Edith", name="edith", caption="From Riga", value="120 t", aux_value="salt", icon="Ferry"
                ),
            ],
        )
    }


def stat_table_card() -> Cards:
    """Rows of a label and several numbers, which can be clicked."""
    return {
        "berths": ui.stat_table_card(
            place(460, 300),
            name="berth",
            title="Berths",
            subtitle="At noon",
            columns=["Berth", "Ship", "Depth"],
            items=[
                ui.stat_table_item(
                    "North", ["Ada", "9.2 m"], name="north", caption="Cranes 1 and 2", icon="Ferry"
                ),
                ui.stat_table_item(
                    "East",
                    ["free", "6.4 m"],
                    name="east",
                    colors=["$green", "$text"],
                    icon="Ferry",
                    icon_color="$green",
                ),
                ui.stat_table_item("South", ["Edith", "7.8 m"], name="south", icon="Ferry"),
            ],
        )
    }
