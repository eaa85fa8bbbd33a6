"""Drawing the deliverables that are looked at."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from pages.shared import cache
from pages.shared.deliverables import (
    COLUMNS,
    UploadLabel,
    item_download,
    item_table,
    late_first,
    of_stage,
)
from pages.shared.draw_actions import draw_actions
from pages.shared.stages import stage_options
from pages.shared.text import beijing_time
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_download, draw_empty

__all__ = ["draw_items", "draw_late_actions"]

_ROW, _HEAD, _MOST_ROWS = 27, 34, 17
_WIDTHS: Mapping[str, int] = {
    "stage": 96,
    "deliverable": 230,
    "departments": 220,
    "told": 120,
    "value": 60,
    "upload": 60,
}


def draw_items(found: pl.DataFrame, stage: str | None, scope: Scope) -> None:
    """Draw a line for each deliverable at a stage, the late ones first, and the download."""
    seen = of_stage(found, stage)
    if seen.is_empty():
        draw_empty(scope.say("measures.none_so"))
        return
    table = item_table(
        seen,
        cache.deliverable_states(cache.version(), scope.as_of)[1],
        _uploads(),
        plan=cache.plan(),
        register=cache.register(),
        scope=scope,
    )
    st.dataframe(
        table,
        column_config=_columns(scope),
        hide_index=True,
        width="stretch",
        row_height=_ROW,
        height=_ROW * min(table.height, _MOST_ROWS) + _HEAD,
    )
    draw_download(item_download(table, scope), file=f"deliverables_{scope.as_of}", scope=scope)


def _uploads() -> dict[int, UploadLabel]:
    """The uploads that are known, by number."""
    labels = cache.version_labels()
    known = cache.history(cache.version())
    return {each.seq: UploadLabel(labels[each.seq], beijing_time(each.when)) for each in known}


def _columns(scope: Scope) -> dict[str, Any]:
    options = stage_options(scope)
    columns: dict[str, Any] = {
        name: st.column_config.TextColumn(
            scope.say(f"measures.{name}"),
            width=_WIDTHS.get(name),
            alignment="right" if name == "value" else "left",
        )
        for name in COLUMNS
    }
    columns["stage"] = st.column_config.MultiselectColumn(
        scope.say("measures.stage"),
        options=list(options),
        color=list(options.values()),
        width=_WIDTHS["stage"],
        pinned=True,
    )
    columns["upload"] = st.column_config.LinkColumn(
        scope.say("measures.upload"), display_text=scope.say("measures.open"), width=_WIDTHS["upload"]
    )
    return columns


def draw_late_actions(found: pl.DataFrame, scope: Scope) -> None:
    """Draw what is to be done about the deliverables that are overdue or without a report."""
    late = late_first(found.filter(pl.col("is_overdue") | (pl.col("stage") == "not_reported")))
    if late.height:
        draw_actions(scope, key="measures", subjects=late["indicator"].to_list(), most=4)
