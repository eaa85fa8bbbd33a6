"""Who drags a figure and by how much: excess failures of each area, and the counties nearest to counting."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from indicators.exact import BASIS, failures_affordable, meets, passes_in_a_row, percent
from indicators.explaining import target_text
from indicators.plan import Goal
from indicators.text import Text
from indicators.vocabulary import Kind, Level
from indicators.wording import load_wording

__all__ = ["CONTRIBUTION_SCHEMA", "NEAREST_SCHEMA", "contributions", "nearest_counties"]

CONTRIBUTION_SCHEMA = pl.Schema(
    {
        "area": pl.String(),
        "area_name": pl.String(),
        "level": pl.String(),
        "parent": pl.String(),
        "numerator": pl.Int64(),
        "denominator": pl.Int64(),
        "failures": pl.Int64(),
        "allowed": pl.String(),
        "allowed_bp": pl.Int64(),
        "excess": pl.String(),
        "excess_bp": pl.Int64(),
        "rank": pl.Int64(),
        "numerator_without": pl.Int64(),
        "denominator_without": pl.Int64(),
        "value_without": pl.String(),
        "met_without": pl.Boolean(),
        "in_a_row": pl.Int64(),
        "affordable": pl.Int64(),
        "sentence_zh": pl.String(),
        "sentence_en": pl.String(),
    }
)
"""Columns of a frame of contributions, one row for each area, the largest excess first.

`allowed`, `excess`: failures, exact decimal text; `…_bp`: the same times 10,000, whole numbers that add up.
`rank`: 1 is the largest excess, equal ones share a rank. `…_without`: the whole without this area, in
percent; null when nothing is left. `in_a_row`: passes without a failure that bring the area to the target,
null when none can. `affordable`: failures that it still survives.
"""

NEAREST_SCHEMA = pl.Schema(
    {
        "area": pl.String(),
        "area_name": pl.String(),
        "parent": pl.String(),
        "reported": pl.Boolean(),
        "missing": pl.Int64(),
        "items_missing": pl.List(pl.String),
        "sentence_zh": pl.String(),
        "sentence_en": pl.String(),
    }
)
"""Columns of a frame of counties that do not count yet.

`items_missing`: ids of checklist items, in the plan's order; with `missing`, null where no list was sent.
"""

_wording = load_wording(Path(__file__).with_name("contribution_wording.toml"))


@dataclass(frozen=True, slots=True)
class _Counts:
    passes: int
    total: int

    def without(self, other: "_Counts") -> "_Counts":
        return _Counts(self.passes - other.passes, self.total - other.total)


def contributions(
    figures: pl.DataFrame, goal: Goal, *, hierarchy: pl.DataFrame, level: Level, whole: str | None = None
) -> pl.DataFrame:
    """Failures of each area beyond what the target allows it (E5).

    Excess = failures - (100 - T) % of the samples. The rows are the parts that the whole was summed from, so
    their excess adds up exactly to the excess of the whole: where counties sent nothing and their prefecture
    reported itself, it stands here in their place, as the column `level` says (R16).

    Args:
        figures: as `FIGURE_SCHEMA`.
        goal: of kind rate; for other kinds the failures of areas do not add up to those of the whole.
        hierarchy: `area`, `area_name`, `level`, `parent` of every area.
        level: of the parts.
        whole: the area that is taken apart; the region when not given.

    Returns:
        Frame as `CONTRIBUTION_SCHEMA`; empty when the whole has no figure. Source: the worked example of
        the domain report.
    """
    assert goal.kind is Kind.RATE, goal.id
    areas = {row["area"]: row for row in hierarchy.iter_rows(named=True)}
    counts = _counts(figures, goal)
    top = whole or next(area for area, row in areas.items() if row["parent"] is None)
    parts = list(_parts(top, level, areas=areas, reporting=set(counts)))
    rows = [_row(areas[part], counts[part], whole=counts[top], goal=goal) for part in parts]
    ranked = pl.DataFrame(rows, schema=CONTRIBUTION_SCHEMA).with_columns(
        rank=pl.col("excess_bp").rank("min", descending=True).cast(pl.Int64)
    )
    return ranked.sort("rank", maintain_order=True)


def nearest_counties(figures: pl.DataFrame, goal: Goal, *, hierarchy: pl.DataFrame) -> pl.DataFrame:
    """Counties that do not count for the share of counties yet, the fewest missing checklist items first.

    After them come those that said no without a list, then those declared not applicable, which stay in the
    denominator, and last, apart, those that did not report (R14).

    Args:
        figures: as `FIGURE_SCHEMA`.
        goal: of kind share of counties.
        hierarchy: `area`, `area_name`, `level`, `parent` of every area.

    Returns:
        Frame as `NEAREST_SCHEMA`.
    """
    assert goal.kind is Kind.SHARE_OF_COUNTIES, goal.id
    counties = hierarchy.filter(pl.col("level") == Level.COUNTY).select("area", "area_name", "parent")
    mine = figures.filter(pl.col("indicator") == goal.id)
    found = counties.join(mine, on="area", how="left", maintain_order="left")
    rows = [_shortfall(row, goal) for row in found.iter_rows(named=True) if not row["numerator"]]
    last = [pl.col("reported"), pl.col("declared_out"), pl.col("missing")]
    schema = {**NEAREST_SCHEMA, "declared_out": pl.Boolean()}
    frame = pl.DataFrame(rows, schema=schema)
    ordered = frame.sort(last, descending=[True, False, False], nulls_last=True, maintain_order=True)
    return ordered.select(NEAREST_SCHEMA.names())


def _counts(figures: pl.DataFrame, goal: Goal) -> dict[str, _Counts]:
    mine = figures.filter(pl.col("indicator") == goal.id, pl.col("na_reason").is_null())
    rows = mine.filter(pl.col("denominator") > 0).select("area", "numerator", "denominator").rows()
    return {area: _Counts(passes, total) for area, passes, total in rows}


def _parts(
    area: str, level: Level, *, areas: Mapping[str, Mapping[str, Any]], reporting: set[str]
) -> Iterator[str]:
    """Areas of a level with a figure; an area above stands for itself when nothing below it has one."""
    if areas[area]["level"] != level:
        below = [
            part
            for child, row in areas.items()
            if row["parent"] == area
            for part in _parts(child, level, areas=areas, reporting=reporting)
        ]
        if below:
            yield from below
            return
    if area in reporting:
        yield area


def _row(area: Mapping[str, Any], part: _Counts, *, whole: _Counts, goal: Goal) -> dict[str, object]:
    target = goal.target_bp
    failures = part.total - part.passes
    allowed_bp = (BASIS - target) * part.total
    excess_bp = failures * BASIS - allowed_bp
    rest = whole.without(part)
    sentence = _sentence(part, goal, allowed_bp=allowed_bp)
    return {
        **{name: area[name] for name in ("area", "area_name", "level", "parent")},
        "numerator": part.passes,
        "denominator": part.total,
        "failures": failures,
        "allowed": _decimal_text(allowed_bp),
        "allowed_bp": allowed_bp,
        "excess": _decimal_text(excess_bp),
        "excess_bp": excess_bp,
        "numerator_without": rest.passes if rest.total else None,
        "denominator_without": rest.total or None,
        "value_without": f"{percent(rest.passes, rest.total):f}" if rest.total else None,
        "met_without": meets(rest.passes, rest.total, target) if rest.total else None,
        "in_a_row": passes_in_a_row(part.passes, part.total, target),
        "affordable": failures_affordable(part.passes, part.total, target),
        "sentence_zh": sentence.zh,
        "sentence_en": sentence.en,
    }


def _sentence(part: _Counts, goal: Goal, *, allowed_bp: int) -> Text:
    failures = part.total - part.passes
    excess_bp = failures * BASIS - allowed_bp
    key = "even" if excess_bp == 0 else "more" if excess_bp > 0 else "fewer"
    return _wording(
        f"share.{key}",
        failures=failures,
        total=part.total,
        allowed=_decimal_text(allowed_bp),
        excess=_decimal_text(abs(excess_bp)),
        target=target_text(goal),
        unit=goal.count_unit,
    )


def _decimal_text(basis_points: int) -> str:
    """Ten-thousandths as exact decimal text without trailing zeros."""
    text = f"{Decimal(basis_points).scaleb(-4):f}"
    return text.rstrip("0").rstrip(".")


def _shortfall(row: Mapping[str, Any], goal: Goal) -> dict[str, object]:
    done, is_out = row["items_done"], row["na_reason"] is not None
    missing = None if done is None or is_out else [item for item in goal.items if item.id not in done]
    is_reported = is_out or row["denominator"] is not None
    if missing is not None:
        names = _listed(item.name for item in missing)
        sentence = _wording("nearest.missing", count=len(missing), items=names)
    else:
        key = "not_applicable" if is_out else "no_list" if is_reported else "unreported"
        sentence = _wording(f"nearest.{key}")
    return {
        **{name: row[name] for name in ("area", "area_name", "parent")},
        "reported": is_reported,
        "declared_out": is_out,
        "missing": None if missing is None else len(missing),
        "items_missing": None if missing is None else [item.id for item in missing],
        "sentence_zh": sentence.zh,
        "sentence_en": sentence.en,
    }


def _listed(names: Iterable[Text]) -> Text:
    words = list(names)
    return Text(zh="、".join(word.zh for word in words), en=", ".join(word.en for word in words))
