"""Numbers with a history."""

from math import sin

from h2o_wave import data, ui

from .place import Cards, place

_WIND = [[minute, round(12 + 4 * sin(minute / 3) + minute % 4, 1)] for minute in range(30)]


def small_series_stat_card() -> Cards:
    """A number on one line with its title, over a small chart of its history."""
    return {
        kind: ui.small_series_stat_card(
            place(260, 110),
            title=title,
            value="={{knots}} kn",
            data={"knots": _WIND[-1][1]},
            plot_data=data("minute knots", rows=_WIND),
            plot_category="minute",
            plot_value="knots",
            plot_zero_value=0,
            plot_type=kind,
            plot_color=color,
        )
        for kind, title, color in (("area", "Wind", "$blue"), ("interval", "Gusts", "$teal"))
    }


def tall_series_stat_card() -> Cards:
    """A title, two numbers, and a chart below."""
    return {
        curve: ui.tall_series_stat_card(
            place(200, 220),
            title=f"Wind, {curve}",
            value=f"{_WIND[-1][1]} kn",
            aux_value="south-west",
            plot_data=data("minute knots", rows=_WIND),
            plot_category="minute",
            plot_value="knots",
            plot_zero_value=0,
            plot_curve=curve,
            plot_color="$purple",
        )
        for curve in ("linear", "smooth", "step", "step-after", "step-before")
    }


def wide_series_stat_card() -> Cards:
    """A chart, and two numbers beside it."""
    return {
        kind: ui.wide_series_stat_card(
            place(360, 110),
            title="Wind",
            value=f"{_WIND[-1][1]} kn",
            aux_value="last half hour",
            plot_data=data("minute knots", rows=_WIND),
            plot_category="minute",
            plot_value="knots",
            plot_zero_value=0,
            plot_type=kind,
            plot_curve="smooth",
            plot_color="$mint",
        )
        for kind in ("area", "interval")
    }
