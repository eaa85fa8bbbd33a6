"""A goal taken apart into areas: bars that add up, the table behind them, and one sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from geo import Register
from indicators import Goal, percent, percent_text, target_text
from pages.shared.reach import reach_text
from pages.shared.viewpoint import Scope

__all__ = ["BARS_SCHEMA", "Breakdown", "of_counties", "of_mean", "of_rate", "signed"]

BARS_SCHEMA = pl.Schema(
    {"area": pl.String(), "amount": pl.Float64(), "label": pl.String(), "is_drag": pl.Boolean()}
)
"""Columns of the bars, the largest drag first: `is_drag` for those on the wrong side of zero."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """The parts of a whole.

    Attributes:
        sentence: what would bring the whole to its target.
        total: what the bars add up to; empty without bars.
        axis: title of the axis of the bars.
        bars: as `BARS_SCHEMA`; without rows for a goal that has only a table.
        table: what stands behind, headed in the viewer's language.
        areas: code of the area in each row of the table.
    """

    sentence: str
    total: str
    axis: str
    bars: pl.DataFrame
    table: pl.DataFrame
    areas: tuple[str, ...]


def signed(amount: Decimal, *, places: int | None = None) -> str:
    """A number with its sign, as short as it is exact unless `places` are given: `+4.2`, `−1`, `0`."""
    rounded = amount if places is None else round(amount, places)
    if rounded == 0:
        return "0"
    text = f"{abs(rounded):f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{'+' if rounded > 0 else '−'}{text}"


def of_rate(found: pl.DataFrame, goal: Goal, *, register: Register, scope: Scope) -> Breakdown:
    """Failures of each area beyond the allowed; `found` as `CONTRIBUTION_SCHEMA`."""
    names = [scope.name(register.area(code)) for code in found["area"]]
    excess = [Decimal(text) for text in found["excess"]]
    unit = scope.text(goal.count_unit)
    columns = {
        "map.area": names,
        "prefectures.samples": found["denominator"],
        "prefectures.failures": found["failures"],
        "prefectures.rate": _rates(found["numerator"], found["denominator"], goal),
        "prefectures.allowed": found["allowed"].cast(pl.Float64),
        "prefectures.excess": found["excess"].cast(pl.Float64),
        "prefectures.without": _rates(found["numerator_without"], found["denominator_without"], goal),
        "prefectures.in_a_row": found["in_a_row"],
        "prefectures.affordable": found["affordable"],
    }
    total = scope.say("prefectures.total", total=signed(sum(excess, Decimal(0))), unit=unit)
    return Breakdown(
        sentence=_back_to_target(found, goal, scope) if names else "",
        total=total if names else "",
        axis=scope.say("prefectures.excess_axis", unit=unit),
        bars=_bars(names, excess, [signed(amount) for amount in excess], is_drag=[a > 0 for a in excess]),
        table=_headed(columns, scope),
        areas=tuple(found["area"]),
    )


def of_mean(found: pl.DataFrame, goal: Goal, *, register: Register, scope: Scope) -> Breakdown:
    """Points that each prefecture takes off a mean or adds; `found` as `MEAN_CONTRIBUTION_SCHEMA`."""
    names = [scope.name(register.area(code)) for code in found["area"]]
    gaps = [Decimal(text) for text in found["gap"]]
    columns = {
        "map.area": names,
        "prefectures.days": found["denominator"],
        "prefectures.good_days": found["numerator"],
        "prefectures.rate": _rates(found["numerator"], found["denominator"], goal),
        "prefectures.gap": found["gap"].cast(pl.Float64).round(3),
        "prefectures.without": [_percent(text, goal) for text in found["value_without"]],
        "map.reason": found[f"sentence_{scope.language}"],
    }
    total = scope.say("prefectures.mean_total", total=signed(sum(gaps, Decimal(0)), places=2))
    labels = [signed(gap, places=2) for gap in gaps]
    target = scope.text(target_text(goal))
    return Breakdown(
        sentence=scope.say("prefectures.mean_sentence", count=len(names), target=target) if names else "",
        total=total if names else "",
        axis=scope.say("prefectures.gap_axis"),
        bars=_bars(names, gaps, labels, is_drag=[gap < 0 for gap in gaps]),
        table=_headed(columns, scope),
        areas=tuple(found["area"]),
    )


def of_counties(found: pl.DataFrame, goal: Goal, *, register: Register, scope: Scope) -> Breakdown:
    """Counties of the scope that do not count yet, the nearest first; `found` as `NEAREST_SCHEMA`."""
    inside = [area.code for area in register.counties_of(scope.prefecture or register.region.code)]
    rows = found.filter(pl.col("area").is_in(inside))
    items = {item.id: scope.text(item.name) for item in goal.items}
    parents = [register.area(code) for code in rows["parent"]]
    columns = {
        "map.area": [scope.name(register.area(code)) for code in rows["area"]],
        "map.prefecture": [scope.name(area) for area in parents],
        "prefectures.missing": rows["missing"],
        "prefectures.items_missing": [
            scope.listed(items[item] for item in missing or ()) for missing in rows["items_missing"].to_list()
        ],
        "map.reason": rows[f"sentence_{scope.language}"],
    }
    silent = rows.filter(~pl.col("reported")).height
    return Breakdown(
        sentence=scope.say("prefectures.counties_sentence", count=rows.height, silent=silent),
        total="",
        axis="",
        bars=pl.DataFrame(schema=BARS_SCHEMA),
        table=_headed(columns, scope),
        areas=tuple(rows["area"]),
    )


def _back_to_target(found: pl.DataFrame, goal: Goal, scope: Scope) -> str:
    """How the whole comes back to its target (question 4)."""
    passes, total = (int(found[name].sum()) for name in ("numerator", "denominator"))
    return reach_text(passes, total, goal, scope)


def _rates(passes: pl.Series, totals: pl.Series, goal: Goal) -> list[str]:
    return [
        f"{percent_text(percent(part, total), goal.threshold_bp)} %" if total else "—"
        for part, total in zip(passes, totals, strict=True)
    ]


def _percent(text: str | None, goal: Goal) -> str:
    return "—" if text is None else f"{percent_text(Decimal(text), goal.threshold_bp)} %"


def _bars(
    names: Sequence[str], amounts: Sequence[Decimal], labels: Sequence[str], *, is_drag: Sequence[bool]
) -> pl.DataFrame:
    columns = {"area": names, "amount": [float(a) for a in amounts], "label": labels, "is_drag": is_drag}
    return pl.DataFrame(columns, schema=BARS_SCHEMA)


def _headed(columns: Mapping[str, Any], scope: Scope) -> pl.DataFrame:
    return pl.DataFrame({scope.say(key): values for key, values in columns.items()}, strict=False)
