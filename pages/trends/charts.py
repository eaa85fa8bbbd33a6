"""The charts of a goal's course: values in, Altair charts out."""

import altair as alt
import polars as pl
from altair.typing import ChartType

from indicators import Light
from pages.shared.chart_look import INK, LINE, QUIET, dressed
from pages.shared.palette import LIGHT_STYLES
from pages.trends.axes import Axes

__all__ = ["course_chart", "pairs_chart"]

_LINE_HEIGHT, _GAP, _BAR_HEIGHT = 220, 54, 56
_WIDTH_ONLY = alt.AutoSizeParams(type="fit-x", contains="padding")  # bands are in pixels
_PADDING = {"top": 32, "left": 4, "right": 4, "bottom": 4}
_ROOM = 0.22  # of the span of the amounts, left free above and below for lights and numbers
_SMALLEST_SPAN = 2.0  # points or things, so that a figure that hardly moves looks so
_ABOVE_ALL = 100.4  # room for lights at 100 %
_BADGE, _LETTER = 300, 12
_TITLE_INDENT = 34
_PAIR_ROW = 58
_IF_WIDE = alt.ExprRef("width < 420 ? 0 : 1")  # numbers would hide each other on a phone
_BAR_SIZE = alt.ExprRef("width < 420 ? 8 : 22")
_RED = LIGHT_STYLES[Light.NOT_MET].colour


def course_chart(points: pl.DataFrame, axes: Axes) -> ChartType:
    """The cumulative line with lights and target, and below it, on the same axis, what each period added.

    Both are one view with two bands, not a concatenation, so that it takes the width of its place.

    Args:
        points: as `POINTS_SCHEMA`, with at least one amount.
        axes: what they are drawn against.
    """
    line = alt.layer(*_line_layers(points, axes))
    parts = [line, *([alt.layer(*_bar_layers(points, axes))] if _has_bars(points, axes) else [])]
    height = _LINE_HEIGHT + (_GAP + _BAR_HEIGHT if len(parts) > 1 else 0)
    apart = alt.Resolve(scale=alt.ScaleResolveMap(y="independent"))
    return dressed(alt.layer(*parts, height=height, autosize=_WIDTH_ONLY, padding=_PADDING, resolve=apart))


def _has_bars(points: pl.DataFrame, axes: Axes) -> bool:
    return bool(axes.units) and points["units"].sum() > 0


def _line_layers(points: pl.DataFrame, axes: Axes) -> list[ChartType]:
    known = _with_looks(points.filter(pl.col("amount").is_not_null()), axes)
    y = alt.Y(
        "amount:Q",
        scale=_line_scale(points, axes),
        axis=_axis(axes.amount, top=0, ticks=5, step=0.5 if axes.is_percent else 1),
    )
    x = alt.X("period:O", scale=alt.Scale(domain=list(axes.periods)), axis=_x_axis())
    base = alt.Chart(known).encode(x=x, y=y, tooltip=[alt.Tooltip("hint:N", title=" ")])
    badge = base.mark_point(filled=True, opacity=1, size=_BADGE, strokeWidth=1)
    return [
        *_planned_layer(axes, x, y),
        *_target_layers(axes, y),
        *_projection_layers(known, axes, x, y),
        base.mark_line(color=LINE, strokeWidth=2),
        badge.encode(color=alt.Color("colour:N", scale=None), stroke=alt.Stroke("edge:N", scale=None)),
        base.mark_text(size=_LETTER).encode(text="glyph:N", color=alt.Color("letter:N", scale=None)),
        *(
            base.transform_filter(alt.datum.is_under == is_under)
            .mark_text(dy=19 if is_under else -18, fontSize=11, opacity=_IF_WIDE)
            .encode(text="number:N")
            for is_under in (True, False)
        ),
    ]


def _with_looks(points: pl.DataFrame, axes: Axes) -> pl.DataFrame:
    """Points with the looks of their lights; `number` stands beside the badge, away from the target."""
    target = axes.target if axes.target is not None and not axes.from_zero else 0
    in_percent = pl.col("told").str.split("  ").list.last()
    styles = [LIGHT_STYLES[Light(light)] for light in points["light"]]
    return points.with_columns(
        glyph=pl.Series([style.glyph for style in styles], dtype=pl.String),
        colour=pl.Series([style.colour for style in styles], dtype=pl.String),
        letter=pl.Series([style.text for style in styles], dtype=pl.String),
        edge=pl.Series(
            [QUIET if style.colour == "#FFFFFF" else style.colour for style in styles], dtype=pl.String
        ),
        hint=pl.Series(
            [
                f"{period} · {style.glyph} {told}"
                for period, style, told in zip(points["period"], styles, points["told"], strict=True)
            ],
            dtype=pl.String,
        ),
        is_under=pl.col("amount") < target,
        number=in_percent if axes.is_percent else pl.col("amount").cast(pl.Int64).cast(pl.String),
    )


def _line_scale(points: pl.DataFrame, axes: Axes) -> alt.Scale:
    amounts = [amount for amount in points["amount"] if amount is not None]
    marks = [*amounts, *(mark for mark in (axes.target, axes.projected) if mark is not None)]
    low, high = (0.0 if axes.from_zero else min(marks)), max(marks)
    span = high - low
    room = max(span * _ROOM, (_SMALLEST_SPAN - span) / 2)
    top = min(high + room, _ABOVE_ALL) if axes.is_percent else high + room
    domain = [low if axes.from_zero else low - room, top]
    return alt.Scale(domain=domain, range=[_LINE_HEIGHT, 0], nice=False)


def _axis(title: str, *, top: int, ticks: int, step: float) -> alt.Axis:
    return alt.Axis(
        title=title,
        titleAngle=0,
        titleAlign="left",
        titleAnchor="end",
        titleX=-_TITLE_INDENT,
        titleY=top - 26,
        titleBaseline="middle",
        tickCount=ticks,
        tickMinStep=step,
        orient="left",
        domain=False,
        ticks=False,
    )


def _x_axis() -> alt.Axis:
    return alt.Axis(labelAngle=0, grid=False, title=None, labelOverlap=True)


def _planned_layer(axes: Axes, x: alt.X, y: alt.Y) -> list[ChartType]:
    if not axes.planned:
        return []
    plan = pl.DataFrame({"period": axes.periods, "amount": axes.planned})
    return [alt.Chart(plan).mark_line(color=QUIET, strokeDash=[2, 3]).encode(x=x, y=y)]


def _target_layers(axes: Axes, y: alt.Y) -> list[ChartType]:
    if axes.target is None:
        return []
    mark = alt.Chart(pl.DataFrame({"amount": [axes.target], "label": [axes.target_label]})).encode(y=y)
    label = mark.mark_text(align="left", dx=6, x="width", fontWeight="bold").encode(text="label:N")
    return [mark.mark_rule(color=INK, strokeDash=[6, 4]), label]


def _projection_layers(known: pl.DataFrame, axes: Axes, x: alt.X, y: alt.Y) -> list[ChartType]:
    """From the newest point to the year's end, where the sentence beside it says the year would end."""
    here = known["period"][-1]
    if axes.projected is None or here == axes.periods[-1]:
        return []
    ends = pl.DataFrame({"period": [here, axes.periods[-1]], "amount": [known["amount"][-1], axes.projected]})
    base = alt.Chart(ends).encode(x=x, y=y)
    dot = base.transform_filter(alt.datum.period == axes.periods[-1])
    return [
        base.mark_line(color=LINE, strokeDash=[4, 4], strokeWidth=1.5),
        dot.mark_point(color=LINE, filled=False, size=60),
    ]


def _bar_layers(points: pl.DataFrame, axes: Axes) -> list[ChartType]:
    top = _LINE_HEIGHT + _GAP
    most = points["units"].max() or 1
    scale = alt.Scale(domain=[0, most], range=[top + _BAR_HEIGHT, top])  # type: ignore[list-item]
    y = alt.Y("units:Q", scale=scale, axis=_axis(axes.units, top=top, ticks=2, step=1))
    x = alt.X("period:O", scale=alt.Scale(domain=list(axes.periods)), axis=_x_axis())
    bars = points.filter(pl.col("units").is_not_null()).with_columns(
        pl.col("failures").fill_null(0), label=pl.col("units").cast(pl.String)
    )
    hints = [alt.Tooltip("period:O", title=" "), alt.Tooltip("units:Q", title=axes.units)]
    base = alt.Chart(bars).encode(x=x, y=y, tooltip=hints)
    return [
        base.mark_bar(color=QUIET, size=_BAR_SIZE, opacity=0.55),
        base.mark_bar(color=_RED, size=_BAR_SIZE).encode(y=alt.Y("failures:Q", scale=scale)),
        base.mark_text(dy=-7, fontSize=11, opacity=_IF_WIDE).encode(text="label:N"),
    ]


def pairs_chart(pairs: pl.DataFrame) -> ChartType:
    """A bar for each value and a mark for what it is compared with; rows have scales of their own.

    Args:
        pairs: as `PAIRS_SCHEMA`, not empty.
    """
    y = alt.Y("name:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False, labelFontSize=13))
    scale = alt.Scale(domain=[0, 1.02], nice=False)
    base = alt.Chart(pairs).encode(y=y)
    bar = base.mark_bar(size=20, color=LINE, opacity=0.8).encode(x=alt.X("value:Q", scale=scale, axis=None))
    tick = base.mark_tick(color=INK, thickness=3, size=34).encode(x=alt.X("reference:Q", scale=scale))
    words: list[ChartType] = [
        base.mark_text(align="left", x=8, color="#FFFFFF", fontSize=13).encode(text="value_label:N"),
        base.mark_text(align="right", dy=24, dx=2, fontSize=12).encode(
            x=alt.X("reference:Q", scale=scale), text="reference_label:N"
        ),
    ]
    return dressed(alt.layer(bar, tick, *words, height=_PAIR_ROW * pairs.height))
