"""The charts of samples: the funnel, and the samples of each area."""

import altair as alt
import polars as pl
from altair.typing import ChartType

from indicators import Light, Standing
from pages.shared.chart_look import INK, LINE, QUIET, dressed
from pages.shared.palette import LIGHT_STYLES
from pages.trends.funnel import Funnel

__all__ = ["funnel_chart", "samples_chart"]

_FUNNEL_HEIGHT, _BARS_HEIGHT = 360, 130
_WIDE = 10  # from this ratio of largest to smallest sample on, the axis is logarithmic
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_TOP, _BELOW, _NEAR = 101.5, 4, 30
_SHORT = 8  # so few names stand side by side
_RED = LIGHT_STYLES[Light.NOT_MET].colour


def funnel_chart(shown: Funnel, *, titles: tuple[str, str], shapes: tuple[str, str]) -> ChartType:
    """Pass rate by size of sample, with the target and the exact limits around it.

    Args:
        shown: with at least one dot.
        titles: of the axes, samples and rate.
        shapes: what the two shapes mean, a small sample and any other.
    """
    totals = shown.dots["total"]
    smallest, largest = int(totals.min() or 1), int(totals.max() or 1)  # type: ignore[arg-type]
    x = alt.X(
        "total:Q", title=titles[0], scale=_size_scale(smallest, largest), axis=_size_axis(smallest, largest)
    )
    scale = alt.Scale(domain=[_bottom(shown), _TOP], nice=False)
    limits = [_limit(shown.limits, name, x, scale) for name in ("low_95", "high_95", "low_998", "high_998")]
    layers = [*limits, *_target(shown, scale), *_dots(shown, x, scale, titles=titles, shapes=shapes)]
    return dressed(
        alt.layer(*layers, height=_FUNNEL_HEIGHT, padding={"top": 8, "left": 4, "right": 4, "bottom": 4})
    )


def _bottom(shown: Funnel) -> float:
    """Where the axis of rates begins: below all dots, and below the limits as far as they are near."""
    lowest = [float(rate) for rate in shown.dots["rate"]]
    near = [max(float(limit), shown.target - _NEAR) for limit in shown.limits["low_95"]]
    return max(0.0, min(lowest + near) - _BELOW)


def _size_scale(smallest: int, largest: int) -> alt.Scale:
    if largest >= _WIDE * smallest:
        return alt.Scale(type="log", domain=[smallest * 0.85, largest * 1.15], nice=False)
    return alt.Scale(type="linear", domain=[max(0, smallest - 1), largest + 1], nice=False)


def _size_axis(smallest: int, largest: int) -> alt.Axis:
    if largest < _WIDE * smallest:
        return alt.Axis(grid=False, tickMinStep=1, tickCount=12)
    return alt.Axis(grid=False, values=[size for size in _STEPS if smallest <= size <= largest], format="d")


def _limit(limits: pl.DataFrame, name: str, x: alt.X, scale: alt.Scale) -> ChartType:
    dash = [1, 0] if name.endswith("95") else [3, 3]
    line = alt.Chart(limits).mark_line(color=QUIET, strokeDash=dash, strokeWidth=1, clip=True)
    drawn: ChartType = line.encode(x=x, y=alt.Y(f"{name}:Q", scale=scale))
    return drawn


def _target(shown: Funnel, scale: alt.Scale) -> list[ChartType]:
    mark = alt.Chart(pl.DataFrame({"rate": [shown.target], "label": [shown.target_label]})).encode(
        y=alt.Y("rate:Q", scale=scale)
    )
    label = mark.mark_text(align="left", dx=6, x="width", fontWeight="bold").encode(text="label:N")
    return [mark.mark_rule(color=INK, strokeDash=[6, 4]), label]


def _dots(
    shown: Funnel, x: alt.X, scale: alt.Scale, *, titles: tuple[str, str], shapes: tuple[str, str]
) -> list[ChartType]:
    y = alt.Y("rate:Q", title=titles[1], scale=scale, axis=alt.Axis(tickCount=6))
    hint = [alt.Tooltip("hint:N", title=" ")]
    base = alt.Chart(_with_looks(shown.dots, shapes)).encode(x=x, y=y, href="link:N", tooltip=hint)
    shape = alt.Shape(
        "shape:N",
        title=None,
        scale=alt.Scale(domain=list(shapes), range=["diamond", "circle"]),
        legend=alt.Legend(orient="top", direction="horizontal", symbolFillColor=LINE, symbolStrokeColor=LINE),
    )
    sizes = alt.Scale(domain=[1, 2, 12], range=[70, 240, 560], clamp=True)
    size = alt.Size("areas:Q", legend=None, scale=sizes)
    colour = alt.Color("colour:N", scale=None)
    return [
        base.mark_point(filled=True, opacity=0.85).encode(shape=shape, size=size, color=colour),
        base.mark_text(color="#FFFFFF", fontSize=10).encode(text="many:N"),
        base.mark_text(align="left", dx=9, fontWeight="bold").encode(text="label:N"),
    ]


def _with_looks(dots: pl.DataFrame, shapes: tuple[str, str]) -> pl.DataFrame:
    """Dots with shape, colour, hint, the number of areas that share one, and names where they lie outside."""
    is_below = pl.col("standing") == Standing.PROVED_BELOW.value
    is_outside = is_below | (pl.col("standing") == Standing.PROVED_ABOVE.value)
    return dots.with_columns(
        shape=pl.when("is_small").then(pl.lit(shapes[0])).otherwise(pl.lit(shapes[1])),
        colour=pl.when(is_below).then(pl.lit(_RED)).otherwise(pl.lit(LINE)),
        label=pl.when(is_outside).then("names").otherwise(pl.lit("")),
        hint=pl.concat_str("names", "told", "interval", separator=" · "),
        many=pl.when(pl.col("areas") > 1).then(pl.col("areas").cast(pl.String)).otherwise(pl.lit("")),
    )


def samples_chart(bars: pl.DataFrame, *, enough: int, title: str, mark: str) -> ChartType:
    """Samples of each area, the most first, with the line of what is enough.

    Args:
        bars: as `BARS_SCHEMA` of `pages.trends.samples`, not empty.
        enough: where the line is.
        title: of the axis of samples.
        mark: what stands at the line.
    """
    angle, band = (0, 0.5) if bars.height <= _SHORT else (-90, 0.8)
    told = bars.with_columns(label=pl.format("{}  {}", "area", "total"))
    x = alt.X(
        "label:N",
        sort=alt.EncodingSortField("place"),
        title=None,
        axis=alt.Axis(labelAngle=angle, labelOverlap=False, labelLimit=130, labelFontSize=11, ticks=False),
    )
    y = alt.Y("total:Q", title=title, axis=alt.Axis(tickCount=4, tickMinStep=1))
    base = alt.Chart(told).encode(x=x, y=y, tooltip=[alt.Tooltip("label:N", title=title)])
    colour = alt.condition(alt.datum.is_enough, alt.value(LINE), alt.value(QUIET))
    rule = alt.Chart(pl.DataFrame({"total": [enough], "label": [mark]})).encode(y="total:Q")
    layers = alt.layer(
        base.mark_bar(width=alt.RelativeBandSize(band=band)).encode(color=colour),
        rule.mark_rule(color=INK, strokeDash=[6, 4]),
        rule.mark_text(align="left", dx=6, x="width", fontWeight="bold").encode(text="label:N"),
        height=_BARS_HEIGHT,
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
    )
    return dressed(layers)
