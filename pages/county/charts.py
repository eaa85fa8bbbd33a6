"""Charts of the page: values in, Altair charts out."""

from collections.abc import Sequence

import altair as alt
import polars as pl
from altair.typing import ChartType

from pages.shared.chart_look import INK, LINE, dressed
from pages.shared.courses import CoursePoint
from pages.shared.palette import LIGHT_STYLES

__all__ = ["course_chart"]

_HEIGHT = 210


def course_chart(points: Sequence[CoursePoint], *, title: str, target: str) -> ChartType:
    """The figures of one goal at the ends of its periods, against the target.

    Args:
        points: not empty.
        title: of the axis of figures.
        target: what stands at the target's line.
    """
    rows = pl.DataFrame(
        {
            "day": [point.day.isoformat()[:7] for point in points],
            "amount": [point.amount for point in points],
            "figure": [f"{LIGHT_STYLES[point.light].glyph} {point.figure}" for point in points],
        }
    )
    x = alt.X("day:O", title=None, axis=alt.Axis(labelAngle=0, grid=False))
    y = alt.Y("amount:Q", title=title, scale=alt.Scale(zero=False, nice=True), axis=alt.Axis(tickCount=5))
    base = alt.Chart(rows).encode(x=x, y=y, tooltip=[alt.Tooltip("day:O"), alt.Tooltip("figure:N")])
    layers = [base.mark_line(color=LINE), base.mark_point(color=LINE, filled=True, size=50)]
    if points[-1].target is not None:
        mark = alt.Chart(pl.DataFrame({"amount": [points[-1].target], "label": [target]})).encode(
            y="amount:Q"
        )
        layers += [
            mark.mark_rule(color=INK, strokeDash=[5, 4]),
            mark.mark_text(align="right", dy=-7, x="width", color=INK).encode(text="label:N"),
        ]
    padding = {"top": 14, "left": 4, "right": 4, "bottom": 4}
    return dressed(alt.layer(*layers, height=_HEIGHT, padding=padding))
