"""Drawing the call list and the completeness."""

import polars as pl
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.reporting.calls import call_table, calls_view, unit_calls, unit_table
from pages.reporting.completeness import coverage_table, coverage_view, zero_samples
from pages.reporting.draw_choices import choose_by_unit
from pages.reporting.markup import zero_list
from pages.shared import cache
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_download, draw_empty, source_line

__all__ = ["draw_calls", "draw_complete"]

_HEIGHT = 430


def draw_calls(reports: pl.DataFrame, scope: Scope, beside: DeltaGenerator) -> None:
    """Draw whom to call; the switch `beside` the part of the page gathers them by unit."""
    calls = calls_view(reports, plan=cache.plan(), register=cache.register(), scope=scope)
    if not calls:
        draw_empty(scope.say("reporting.none_late"))
        return
    with beside:
        by_unit = choose_by_unit(scope)
    units = unit_calls(calls)
    facts = {"units": len(units), "days": calls[0].days, "area": calls[0].area, "goal": calls[0].goal}
    st.html(f'<p class="answer">{scope.say("reporting.late_told", count=len(calls), **facts)}</p>')
    if by_unit:
        st.dataframe(unit_table(units, scope), hide_index=True, width="stretch", height=_HEIGHT)
    else:
        page = scope.say("reporting.page")
        config = {page: st.column_config.LinkColumn(page, display_text=scope.say("reporting.open"))}
        table = call_table(calls, scope, with_link=True)
        st.dataframe(table, hide_index=True, width="stretch", height=_HEIGHT, column_config=config)
    source_line(scope.say("reporting.calls_source", as_of=scope.as_of, version=cache.version()[1]))
    draw_download(call_table(calls, scope, with_link=False), file=f"calls_{scope.as_of}", scope=scope)


def draw_complete(reports: pl.DataFrame, scope: Scope) -> None:
    """Draw how many of how many reported, goal by goal, and who has no sample at all."""
    known, plan, register = cache.version(), cache.plan(), cache.register()
    status = cache.status_at(known, scope.as_of)
    covered = coverage_view(status, reports, plan=plan, register=register, scope=scope)
    if not covered:
        draw_empty(scope.say("reporting.nothing_owed"))
        return
    table, silent = st.columns([1.7, 1])
    rows = coverage_table(covered, scope)
    share = scope.say("reporting.share")
    config = {
        share: st.column_config.ProgressColumn(share, min_value=0, max_value=100, format="%d %%"),
        scope.say("reporting.reported"): st.column_config.TextColumn(alignment="right"),
    }
    table.dataframe(rows, hide_index=True, width="stretch", height=_HEIGHT, column_config=config)
    zero = zero_samples(status, reports, plan=plan, register=register, scope=scope)
    silent.html(
        zero_list(zero, scope) if zero else f'<p class="source">{scope.say("reporting.no_sampled")}</p>'
    )
    source_line(scope.say("reporting.complete_source", as_of=scope.as_of, version=known[1]))
    draw_download(rows, file=f"completeness_{scope.as_of}", scope=scope)
