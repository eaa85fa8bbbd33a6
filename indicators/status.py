"""Status: every goal judged for every area, as one frame that pages, reports and the command share."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from indicators.aggregate import aggregate
from indicators.exact import percent, target_percent
from indicators.explaining import explain
from indicators.figures import figure_of
from indicators.judging import judge
from indicators.plan import Goal, Plan
from indicators.suspicion_series import jumping
from indicators.verdict import Compared, Figure, Verdict
from indicators.vocabulary import Kind, Level

__all__ = ["STATUS_SCHEMA", "status"]

_COMPARED = ("segment", "value", "period", "reference", "reference_period")

STATUS_SCHEMA = pl.Schema(
    {
        "indicator": pl.String(),
        "area": pl.String(),
        "area_name": pl.String(),
        "level": pl.String(),
        "period": pl.String(),
        "numerator": pl.Int64(),
        "denominator": pl.Int64(),
        "value": pl.String(),
        "target": pl.String(),
        "light": pl.String(),
        "flags": pl.List(pl.String),
        "reason": pl.String(),
        "short": pl.Int64(),
        "as_of": pl.Date(),
        "rule": pl.String(),
        "planned": pl.String(),
        "pooled": pl.String(),
        "reported": pl.Int64(),
        "expected": pl.Int64(),
        "items_done": pl.List(pl.String),
        "sentence_zh": pl.String(),
        "sentence_en": pl.String(),
        "low": pl.String(),
        "high": pl.String(),
        "state": pl.String(),
        "tolerance": pl.String(),
        "compared": pl.List(pl.Struct(dict.fromkeys(_COMPARED, pl.String))),
    }
)
"""Columns of a status frame.

`value`, `target`, `planned` and `pooled` are exact decimal text, rates in percent; `value` is null without a
figure. `period` is the span covered, such as 2016-01/2016-10. `pooled` stands beside a mean of prefectures:
the same days summed. `low` and `high` are the range of a share of counties while some are silent (R14).
`compared` is what was held against what (R9 to R12), exact decimal text, and `tolerance` how far below still
is near. For a rise `numerator` and `denominator` are those of the areas with both years. The rest as in
`Verdict` and `FIGURE_SCHEMA`.
"""


def status(
    observations: pl.DataFrame, *, plan: Plan, hierarchy: pl.DataFrame, as_of: date, strict: bool = False
) -> pl.DataFrame:
    """Judge every goal for every area on a date.

    Args:
        observations: as `OBSERVATION_SCHEMA`, one row for each key.
        plan: the goals.
        hierarchy: `area`, `area_name`, `level`, `parent` of every area.
        as_of: the date; never the computer's clock.
        strict: as in `judge`.

    Returns:
        Frame as `STATUS_SCHEMA`, 36 goals times 82 areas for the plan of 2016.
    """
    figures = aggregate(observations, plan=plan, hierarchy=hierarchy, as_of=as_of)
    jumped = jumping(observations, plan, as_of=as_of)
    areas = {row["area"]: row for row in hierarchy.iter_rows(named=True)}
    rows = []
    for record in figures.iter_rows(named=True):
        goal, area = plan.goal(record["indicator"]), areas[record["area"]]
        figure = figure_of(record, Level(area["level"]))
        if (record["indicator"], record["area"]) in jumped:
            figure = replace(figure, jumped=True)
        verdict = judge(figure, goal, as_of=as_of, strict=strict)
        rows.append(_row(figure, verdict, goal, area=area, as_of=as_of))
    return pl.DataFrame(rows, schema=STATUS_SCHEMA)


def _row(
    figure: Figure, verdict: Verdict, goal: Goal, *, area: Mapping[str, Any], as_of: date
) -> dict[str, object]:
    sentence = explain(verdict, figure, goal)
    passes, total = _counts(figure)
    return {
        "indicator": goal.id,
        "area": area["area"],
        "area_name": area["area_name"],
        "level": area["level"],
        "period": _span(figure),
        "numerator": passes,
        "denominator": total,
        "target": _target(goal),
        "as_of": as_of,
        "pooled": _pooled(figure, goal),
        "reported": figure.reported,
        "expected": figure.expected,
        "items_done": figure.items_done,
        "sentence_zh": sentence.zh,
        "sentence_en": sentence.en,
        "state": figure.state,
        **_judged(verdict),
    }


def _judged(verdict: Verdict) -> dict[str, object]:
    """The part of a row that the verdict gives."""
    return {
        "value": _plain(verdict.value),
        "light": verdict.light.value,
        "flags": [flag.value for flag in verdict.flags],
        "reason": verdict.reason.value if verdict.reason else None,
        "short": verdict.short,
        "rule": verdict.rule,
        "planned": _plain(verdict.planned),
        "low": _plain(verdict.low),
        "high": _plain(verdict.high),
        "tolerance": _plain(verdict.tolerance),
        "compared": [_compared(pair) for pair in verdict.compared] or None,
    }


def _counts(figure: Figure) -> tuple[int | None, int | None]:
    """The counts behind the value: for a rise those of the areas with both years (R11)."""
    if figure.same is not None:
        return figure.same.numerator, figure.same.denominator
    return figure.numerator, figure.denominator


def _compared(pair: Compared) -> dict[str, str | None]:
    numbers = {"value": _plain(pair.value), "reference": _plain(pair.reference)}
    return {name: numbers.get(name, getattr(pair, name)) for name in _COMPARED}


def _plain(value: Decimal | None) -> str | None:
    """Decimal text without exponent and trailing zeros; 98.70 and 98.7 are the same figure."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _target(goal: Goal) -> str | None:
    if goal.threshold_bp is not None:
        return _plain(target_percent(goal.threshold_bp))
    return None if goal.threshold is None else str(goal.threshold)


def _pooled(figure: Figure, goal: Goal) -> str | None:
    is_mean = goal.kind is Kind.MEAN_OF_PREFECTURES and figure.parts
    return (
        _plain(percent(figure.numerator or 0, figure.denominator)) if is_mean and figure.denominator else None
    )


def _span(figure: Figure) -> str | None:
    if figure.start is None or figure.end is None:
        return None
    first, last = (f"{day:%Y-%m}" for day in (figure.start, figure.end))
    return first if first == last else f"{first}/{last}"
