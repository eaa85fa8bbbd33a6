"""Charts of the page: frames in, Altair charts out."""

from collections.abc import Sequence

import altair as alt
import polars as pl
from altair.typing import ChartType

from indicators import Light
from pages.assessment.view import Ranking
from pages.shared.chart_look import INK, QUIET, dressed
from pages.shared.palette import LIGHT_STYLES

__all__ = ["ranking_chart", "steps_chart"]

_PARTS = ("#2F6FD0", "#7B6FC4", "#3E9C9C", "#B08A3C")
_PENDING = "#C9CED4"
_FULL, _ROOM = 100, 152
_TICKS = list(range(0, _FULL + 1, 20))
_ROWS = alt.Axis(labelFontSize=13, ticks=False, domain=False)
_ROW, _STEP, _HEAD = 36, 24, 26
_STEP_COLOURS = {
    "lost": LIGHT_STYLES[Light.NOT_MET].colour,
    "taken": LIGHT_STYLES[Light.NOT_MET].colour,
    "pending": QUIET,
    "added": LIGHT_STYLES[Light.MET].colour,
    "total": INK,
}


def ranking_chart(ranking: Ranking, *, pending: str, axis: str, head: str) -> ChartType:
    """Bars of points by block, the first rank on top, the score with its grade at the end of each.

    Args:
        ranking: with at least one prefecture.
        pending: name of the part that is not known yet.
        axis: title of the axis.
        head: what stands over the words at the ends of the bars.
    """
    y = alt.Y("area:N", sort=list(ranking.order), title=None, axis=_ROWS)
    scale = alt.Scale(domain=[0, _ROOM], nice=False)
    named = [part for part in ranking.parts if part != pending]
    colours = dict(zip(named, _PARTS, strict=False)) | {pending: _PENDING}
    places = {part: place for place, part in enumerate(ranking.parts)}
    rows = ranking.blocks.with_columns(place=pl.col("part").replace_strict(places, return_dtype=pl.Int64))
    bars = (
        alt.Chart(rows)
        .mark_bar(size=18)
        .encode(
            y=y,
            x=alt.X("points:Q", title=axis, scale=scale, axis=alt.Axis(grid=False, values=_TICKS)),
            color=alt.Color(
                "part:N",
                scale=alt.Scale(domain=list(ranking.parts), range=[colours[part] for part in ranking.parts]),
                legend=alt.Legend(title=None, orient="bottom", padding=0, offset=4),
            ),
            order="place:Q",
            tooltip=[alt.Tooltip(f"{name}:N", title=" ") for name in ("area", "part", "label")],
        )
    )
    layers = alt.layer(
        bars,
        *_ends(ranking.totals, y, head),
        *_bands(ranking.bands),
        height=_ROW * len(ranking.order) + _HEAD,
    )
    return dressed(layers)


def _ends(totals: pl.DataFrame, y: alt.Y, head: str) -> list[alt.Chart]:
    base = alt.Chart(totals).encode(y=y)
    ranged = totals.drop_nulls(["low", "high"])
    ends = [
        base.mark_tick(color=INK, thickness=2, size=26).encode(x="points:Q"),
        base.mark_text(align="left", fontSize=13, fontWeight="bold").encode(
            x=alt.datum(_FULL + 3), text="label:N"
        ),
    ]
    over = alt.Chart(pl.DataFrame({"head": [head]})).mark_text(
        align="left", dy=-4, baseline="bottom", fontSize=11
    )
    ends.append(over.encode(x=alt.datum(_FULL + 3), y=alt.value(0), text="head:N"))
    if ranged.height:
        ends.append(alt.Chart(ranged).mark_rule(color=INK).encode(y=y, x="low:Q", x2="high:Q"))
    return ends


def _bands(bands: Sequence[tuple[str, float]]) -> list[alt.Chart]:
    """A line where each grade begins."""
    marks = pl.DataFrame(
        {"grade": [f"{grade} ≥ {least:g}" for grade, least in bands], "least": [b for _, b in bands]}
    )
    base = alt.Chart(marks).encode(x="least:Q")
    return [
        base.mark_rule(color=INK, strokeDash=[3, 3], opacity=0.7),
        base.mark_text(dy=-4, baseline="bottom", fontSize=11).encode(y=alt.value(0), text="grade:N"),
    ]


def steps_chart(steps: pl.DataFrame, *, axis: str) -> ChartType:
    """A waterfall from 100 down to the score; totals are dots, so that the axis need not begin at 0.

    Args:
        steps: as `STEPS_SCHEMA`, not empty.
        axis: title of the axis.
    """
    order = steps["step"].to_list()
    rows = alt.Axis(labelFontSize=12, ticks=False, domain=False, labelLimit=190)
    base = (
        alt.Chart(steps)
        .encode(
            y=alt.Y("step:N", sort=order, title=None, axis=rows),
            tooltip=[alt.Tooltip(f"{name}:N", title=" ") for name in ("step", "label", "why")],
        )
        .transform_calculate(right="max(datum.start, datum.end)")
    )
    x = alt.X("start:Q", title=axis, scale=_steps_scale(steps), axis=alt.Axis(grid=True, tickCount=5))
    kinds = alt.Scale(domain=list(_STEP_COLOURS), range=list(_STEP_COLOURS.values()))
    moves = base.mark_bar(size=13).encode(
        x=x, x2="end:Q", color=alt.Color("kind:N", scale=kinds, legend=None)
    )
    totals = base.mark_point(size=70, filled=True, color=INK, opacity=1).encode(x=x)
    words = base.mark_text(align="left", dx=6, fontSize=12).encode(x="right:Q", text="label:N")
    layers = alt.layer(
        moves.transform_filter(alt.datum.kind != "total"),
        totals.transform_filter(alt.datum.kind == "total"),
        words,
        height=_STEP * len(order),
    )
    return dressed(layers)


def _steps_scale(steps: pl.DataFrame) -> alt.Scale:
    """From the lowest to the highest point, with room for the words at the right."""
    points = [*steps["start"], *steps["end"]]
    room = max(4.0, (max(points) - min(points)) * 0.16)
    return alt.Scale(domain=[min(points) - room / 2, max(points) + room], nice=False, zero=False)
