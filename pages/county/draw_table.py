"""Drawing the goals of an area."""

import streamlit as st

from pages.county.table import COLUMNS, goal_table, light_options
from pages.county.view import AreaView
from pages.shared import cache
from pages.shared.viewpoint import Scope

__all__ = ["draw_goals"]

_ROW, _HEAD, _MOST_ROWS = 27, 34, 16
_RIGHT = ("figure", "short")
_TARGET_WIDTH, _COURSE_WIDTH = 118, 110


def draw_goals(shown: AreaView, scope: Scope) -> None:
    """Draw a line for each goal."""
    table = goal_table(shown, cache.version_labels(), register=cache.register(), scope=scope)
    options = light_options(scope)
    columns = {
        name: st.column_config.TextColumn(
            scope.say(f"county.{name}"),
            alignment="right" if name in _RIGHT else "left",
            width=_TARGET_WIDTH if name == "target" else None,
        )
        for name in COLUMNS
    }
    columns |= {
        "light": st.column_config.MultiselectColumn(
            scope.say("county.light"), options=list(options), color=list(options.values()), pinned=True
        ),
        "course": st.column_config.LineChartColumn(scope.say("county.course"), width=_COURSE_WIDTH),
        "upload": st.column_config.LinkColumn(
            scope.say("county.upload"), display_text=scope.say("county.open")
        ),
    }
    st.dataframe(
        table,
        column_config=columns,
        hide_index=True,
        width="stretch",
        row_height=_ROW,
        height=_ROW * min(len(shown.rows), _MOST_ROWS) + _HEAD,
    )
