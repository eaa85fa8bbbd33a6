"""Charts of the page: frames in, Altair charts out."""

import altair as alt
import polars as pl
from altair.typing import ChartType

from indicators import Light
from pages.shared.chart_look import INK, QUIET, dressed
from pages.shared.palette import LIGHT_STYLES

__all__ = ["drag_chart"]

_ROW, _FEWEST_ROWS = 34, 3


def drag_chart(bars: pl.DataFrame, *, axis: str) -> ChartType:
    """Bars to both sides of zero, the largest drag on top, each with its number.

    Args:
        bars: as `BARS_SCHEMA`.
        axis: title of the axis.
    """
    base = alt.Chart(bars).encode(
        y=alt.Y(
            "area:N",
            sort=None,
            title=None,
            axis=alt.Axis(labelFontSize=13, ticks=False, domain=False),
        ),
        x=alt.X(
            "amount:Q",
            title=axis,
            axis=alt.Axis(grid=False, tickCount=5, format="~g"),
            scale=alt.Scale(padding=44),
        ),
        tooltip=[alt.Tooltip("area:N", title=" "), alt.Tooltip("label:N", title=axis)],
    )
    colour = alt.condition(alt.datum.is_drag, alt.value(LIGHT_STYLES[Light.NOT_MET].colour), alt.value(QUIET))
    marks = base.mark_bar(size=18).encode(color=colour)
    right = base.mark_text(align="left", dx=5, fontSize=13).encode(text="label:N")
    left = base.mark_text(align="right", dx=-5, fontSize=13).encode(text="label:N")
    zero = alt.Chart(pl.DataFrame({"amount": [0.0]})).mark_rule(color=INK).encode(x="amount:Q")
    layers = alt.layer(
        marks,
        right.transform_filter(alt.datum.amount >= 0),
        left.transform_filter(alt.datum.amount < 0),
        zero,
        height=_ROW * max(bars.height, _FEWEST_ROWS),
    )
    return dressed(layers)
