"""Charts of the page: frames in, Altair charts out."""

import altair as alt
import polars as pl
from altair.typing import ChartType

from indicators.entry import EntryState
from pages.cases.firms import FIRM_STATES
from pages.shared.chart_look import LINE, QUIET, dressed

__all__ = ["firm_chart", "month_chart"]

_WARM, _PALE = "#C77700", "#C9CED4"
_FIRM_COLOURS = (LINE, _WARM, QUIET, _PALE)
_STATE_COLOURS = {
    EntryState.OPEN.value: _WARM,
    EntryState.IN_HAND.value: LINE,
    EntryState.CLOSED.value: _PALE,
}
_BAR, _HEIGHT = 15, 215
_PADDING = {"left": 4, "right": 4, "top": 0, "bottom": 4}


def firm_chart(bars: pl.DataFrame, *, axis: str) -> ChartType:
    """Firms of each area as one bar, parted by certificate.

    Args:
        bars: as `firms_by_area` gives them, not empty.
        axis: title of the axis.
    """
    labels = dict(bars.select("state", "label").unique().iter_rows())
    shown = [state for state in FIRM_STATES if state in labels]
    colours = [_FIRM_COLOURS[FIRM_STATES.index(state)] for state in shown]
    place = pl.col("state").replace_strict(list(FIRM_STATES), range(len(FIRM_STATES)), return_dtype=pl.Int64)
    chart = (
        alt.Chart(bars.with_columns(place=place))
        .mark_bar(size=_BAR)
        .encode(
            y=alt.Y("area:N", sort=None, title=None),
            x=alt.X("firms:Q", title=axis, axis=alt.Axis(tickMinStep=1, grid=False)),
            color=_colour(labels, shown, colours),
            order="place:Q",
            tooltip=[alt.Tooltip("area:N", title=" "), "label:N", alt.Tooltip("firms:Q", title=axis)],
        )
        .properties(height=alt.Step(_BAR + 5), padding=_PADDING)
    )
    return dressed(chart)


def month_chart(months: pl.DataFrame, *, axis: str) -> ChartType:
    """Cases by the month in which they were found, parted by state.

    Args:
        months: as `cases_by_month` gives them, not empty.
        axis: title of the axis.
    """
    labels = dict(months.select("state", "label").unique().iter_rows())
    shown = [state for state in _STATE_COLOURS if state in labels]
    chart = (
        alt.Chart(months)
        .mark_bar()
        .encode(
            x=alt.X(
                "month:O", title=None, axis=alt.Axis(labelAngle=0), scale=alt.Scale(domain=_span(months))
            ),
            y=alt.Y("cases:Q", title=axis, axis=alt.Axis(tickMinStep=1)),
            color=_colour(labels, shown, [_STATE_COLOURS[state] for state in shown]),
            tooltip=["month:O", "label:N", alt.Tooltip("cases:Q", title=axis)],
        )
        .properties(height=_HEIGHT, padding=_PADDING)
    )
    return dressed(chart)


def _span(months: pl.DataFrame) -> list[str]:
    """All months from the first to the last, those without a case too."""
    day = pl.col("month").str.to_date("%Y-%m")
    every = months.select(pl.date_range(day.min(), day.max(), "1mo")).to_series()
    return every.dt.strftime("%Y-%m").to_list()


def _colour(labels: dict[str, str], shown: list[str], colours: list[str]) -> alt.Color:
    scale = alt.Scale(domain=[labels[state] for state in shown], range=colours)
    return alt.Color("label:N", title=None, scale=scale, legend=alt.Legend(orient="top"))
