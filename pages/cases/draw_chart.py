"""Drawing the chart beside the lost goals, with the table behind it."""

import polars as pl
import streamlit as st

from pages.cases.charts import firm_chart, month_chart
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_behind, draw_empty

__all__ = ["draw_firms", "draw_months"]

_HEIGHT = 215  # more firms than fit are scrolled within so many pixels


def draw_firms(bars: pl.DataFrame, scope: Scope) -> None:
    """Draw the firms of each area by certificate; `bars` as `firms_by_area` gives them."""
    _draw_title(scope.say("cases.firms"))
    if bars.is_empty():
        draw_empty(scope.say("cases.all_certified"))
        return
    axis = scope.say("cases.firms_axis")
    with st.container(height=_HEIGHT, border=False):
        st.altair_chart(firm_chart(bars, axis=axis), width="stretch")
    draw_behind(_table(bars, ("area", "label", "firms"), scope), file=f"firms_{scope.as_of}", scope=scope)


def draw_months(months: pl.DataFrame, scope: Scope) -> None:
    """Draw the cases by the month in which they were found; `months` as `cases_by_month` gives them."""
    _draw_title(scope.say("cases.by_month"))
    if months.is_empty():
        draw_empty(scope.say("cases.none"))
        return
    axis = scope.say("cases.cases_axis")
    st.altair_chart(month_chart(months, axis=axis), width="stretch")
    draw_behind(_table(months, ("month", "label", "cases"), scope), file=f"months_{scope.as_of}", scope=scope)


def _draw_title(title: str) -> None:
    st.html(f'<div class="lines"><h3>{title}</h3></div>')


def _table(rows: pl.DataFrame, columns: tuple[str, str, str], scope: Scope) -> pl.DataFrame:
    """The rows under the words of the page."""
    labels = {
        "area": "area",
        "month": "month",
        "label": "state",
        "firms": "firms_axis",
        "cases": "cases_axis",
    }
    return rows.select(pl.col(name).alias(scope.say(f"cases.{labels[name]}")) for name in columns)
