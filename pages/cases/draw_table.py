"""Drawing the list of cases, and how they agree with the figures."""

import polars as pl
import streamlit as st

from indicators.handling import agreement
from pages.cases.view import agreement_table, case_table
from pages.shared import cache
from pages.shared.scope import on_case_click
from pages.shared.text import date_text
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_download, draw_empty, source_line

__all__ = ["draw_agreement", "draw_cases"]

_ROW, _HEAD, _MOST_ROWS = 27, 34, 10
_KEY = "case-rows"


def draw_cases(cases: pl.DataFrame, scope: Scope, *, version: int) -> None:
    """Draw the cases, newest first, with a download; a click on a row opens its case below.

    Args:
        cases: those listed, as `Cases.known`.
        scope: filters and language.
        version: number of the ledger that they are from.
    """
    if cases.is_empty():
        draw_empty(scope.say("cases.none"))
        return
    table = case_table(cases, plan=cache.plan(), register=cache.register(), scope=scope)
    links = ("county_page", "map")
    names = [name for name in table.columns if name not in links]
    columns = {name: st.column_config.Column(scope.say(f"cases.{name}")) for name in names}
    columns["id"] = None  # type: ignore[assignment]  # hides it
    for name in links:
        columns[name] = st.column_config.LinkColumn(
            scope.say(f"cases.{name}"), display_text=scope.say("county.open")
        )
    ids = cases["id"].to_list()
    st.dataframe(
        table,
        key=_KEY,
        column_config=columns,
        hide_index=True,
        width="stretch",
        row_height=_ROW,
        height=_ROW * min(table.height, _MOST_ROWS) + _HEAD,
        on_select=lambda: on_case_click(_KEY, ids),
        selection_mode="single-row",
    )
    labels = {name: scope.say(f"cases.{name}") for name in names}
    said, download = st.columns([5, 1], vertical_alignment="center")
    with said:
        source_line(scope.say("cases.source", as_of=date_text(scope.as_of, scope.language), version=version))
    with download:
        draw_download(table.select(names).rename(labels), file=f"cases_{scope.as_of}", scope=scope)


def draw_agreement(cases: pl.DataFrame, area: str, scope: Scope) -> None:
    """Draw whether there is a case on file for each failure of the figures."""
    status = cache.status_at(cache.version(), scope.as_of)
    found = agreement(cases, status, plan=cache.plan(), area=area)
    differing = found.filter(pl.col("failures").ne_missing(pl.col("cases"))).height
    with st.expander(scope.say("cases.agreement", count=differing)):
        st.caption(scope.say("cases.agreement_rule"))
        table = agreement_table(found, plan=cache.plan(), scope=scope)
        st.dataframe(table, hide_index=True, width="stretch")
