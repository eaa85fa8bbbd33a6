"""Drawing the reports behind the figure of one goal."""

from collections.abc import Sequence

import polars as pl
import streamlit as st

from data import Upload
from geo import Area
from indicators import Goal
from pages.county.sources import report_table
from pages.shared import cache
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_download, draw_table

__all__ = ["draw_reports"]

_MOST_ROWS = 200  # the whole region has thousands, most of a megabyte for a table that shows seven
_HEIGHT = 260


def draw_reports(
    reports: pl.DataFrame, uploads: Sequence[Upload], *, goal: Goal, area: Area, scope: Scope
) -> None:
    """Draw the newest reports of the goal, with a download of all.

    Args:
        reports: those of the area and goal.
        uploads: all up to the version that is shown.
        goal: the goal.
        area: whose figure it is.
        scope: filters and language.
    """
    st.subheader(scope.say("map.rows", count=reports.height))
    table = report_table(reports, uploads, goal=goal, register=cache.register(), scope=scope)
    empty = scope.say("county.no_reports", goal=scope.text(goal.short), area=scope.name(area))
    draw_table(table.head(_MOST_ROWS), empty=empty, height=_HEIGHT)
    if table.height > _MOST_ROWS:
        st.caption(scope.say("county.rows_cut", count=_MOST_ROWS))
        draw_download(table, file=f"{area.code}_{goal.id}_{scope.as_of}", scope=scope)
