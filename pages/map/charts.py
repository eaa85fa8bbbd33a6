"""Charts of the page: values in, Altair charts out."""

from collections.abc import Sequence

import altair as alt
import polars as pl
from altair.typing import ChartType

from pages.shared.chart_look import INK, LINE, dressed
from pages.shared.courses import CoursePoint
from pages.shared.palette import LIGHT_STYLES

__all__ = ["sparkline"]

_HEIGHT = 64


def sparkline(points: Sequence[CoursePoint], labels: Sequence[str], *, unit: str) -> ChartType:
    """The figures of one goal at the ends of its periods, and the target as a broken line.

    Args:
        points: not empty.
        labels: what the period of each point is called.
        unit: of the figures.
    """
    rows = pl.DataFrame(
        {
            "period": labels,
            "amount": [point.amount for point in points],
            "target": [point.target for point in points],
            "figure": [f"{LIGHT_STYLES[point.light].glyph} {point.figure}" for point in points],
        },
        schema_overrides={"target": pl.Float64},
    )
    x = alt.X("period:O", sort=None, title=None, axis=alt.Axis(labelAngle=0, ticks=False, domain=False))
    y = alt.Y(
        "amount:Q",
        title=unit,
        scale=alt.Scale(zero=False, nice=True),
        axis=alt.Axis(tickCount=2, grid=False, domain=False, ticks=False),
    )
    tooltip = [alt.Tooltip("period:O", title=" "), alt.Tooltip("figure:N", title=" ")]
    line = alt.Chart(rows).encode(x=x, y=y, tooltip=tooltip)
    layers = [line.mark_line(color=LINE), line.mark_point(color=LINE, filled=True, size=36)]
    if points[-1].target is not None:
        layers.append(line.mark_line(color=INK, strokeDash=[5, 4], strokeWidth=1).encode(y="target:Q"))
    return dressed(alt.layer(*layers, height=_HEIGHT, padding={"top": 4, "left": 0, "right": 4, "bottom": 0}))
