"""What a prefecture drags of the region's goals, and which of its reports are overdue."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from indicators import Goal, Kind, Level, ReportState, contributions, reports_owed
from reports.basis import Basis, Row
from reports.print_words import area_words, print_wording, stop_mark
from reports.unit import Unit

__all__ = ["drag_facts", "late_facts"]

_MOST_DRAGS, _MOST_LATE, _MOST_NAMES = 6, 8, 3


def drag_facts(basis: Basis, unit: Unit, language: str) -> Mapping[str, Any]:
    """The goals in which the prefecture has more failures than the target allows it, the most first (E5)."""
    found = sorted(_excesses(basis, unit), key=lambda pair: -pair[1]["excess_bp"])
    more = len(found) - _MOST_DRAGS
    return {
        "drags": [_drag(basis, unit, goal, row, language) for goal, row in found[:_MOST_DRAGS]],
        "drags_more": _say("drags_more", language, count=more) if more > 0 else "",
    }


def late_facts(basis: Basis, unit: Unit, language: str) -> Mapping[str, Any]:
    """The prefecture and its counties with overdue reports, the longest overdue first (R17)."""
    own = [unit.area, *(county.code for county in basis.register.counties_of(unit.area))]
    owed = reports_owed(basis.figures, plan=basis.plan, hierarchy=basis.hierarchy, as_of=basis.as_of)
    late = owed.filter(pl.col("state") == ReportState.LATE, pl.col("area").is_in(own))
    units = (
        late.group_by("area", maintain_order=True)
        .agg("indicator", pl.col("days").max())
        .sort("days", pl.col("indicator").list.len(), descending=True, maintain_order=True)
    )
    more = _say("late_more", language, count=_MOST_LATE) if units.height > _MOST_LATE else ""
    total = _say("late_total", language, reports=late.height, areas=units.height, more=more)
    return {
        "late_total": total if late.height else _say("late_none", language),
        "late": [_late(basis, row, language) for row in units.head(_MOST_LATE).iter_rows(named=True)],
    }


def _excesses(basis: Basis, unit: Unit) -> Iterator[tuple[Goal, Row]]:
    for goal in unit.goals:
        if goal.kind is Kind.RATE:
            parts = _parts(basis, goal, Level.PREFECTURE)
            mine = parts.filter(pl.col("area") == unit.area, pl.col("excess_bp") > 0)
            yield from ((goal, row) for row in mine.iter_rows(named=True))


def _parts(basis: Basis, goal: Goal, level: Level, whole: str | None = None) -> pl.DataFrame:
    return contributions(basis.figures, goal, hierarchy=basis.hierarchy, level=level, whole=whole)


def _drag(basis: Basis, unit: Unit, goal: Goal, row: Row, language: str) -> Mapping[str, str]:
    counties = _parts(basis, goal, Level.COUNTY, unit.area).filter(
        pl.col("level") == Level.COUNTY, pl.col("excess_bp") > 0
    )
    worst = counties.head(1).to_dicts()
    return {
        "goal": goal.short.in_language(language),
        "failures": f"{row['failures']}/{row['denominator']}",
        "allowed": _plain(row["allowed"]),
        "excess": _plain(row["excess"]),
        "rank": str(row["rank"]),
        "worst": _worst(basis, worst[0], language) if worst else _say("worst_none", language),
    }


def _worst(basis: Basis, row: Row, language: str) -> str:
    area = area_words(basis.register.area(row["area"]), language)
    return _say("worst_line", language, area=area, excess=_plain(row["excess"]))


def _late(basis: Basis, row: Row, language: str) -> Mapping[str, str]:
    goals = [basis.plan.goal(each).short.in_language(language) for each in row["indicator"]]
    named = stop_mark(language).join(goals[:_MOST_NAMES])
    few = len(goals) <= _MOST_NAMES
    return {
        "area": area_words(basis.register.area(row["area"]), language),
        "reports": named if few else _say("several", language, goals=named, count=len(goals)),
        "since": _say("days", language, count=row["days"]),
    }


def _plain(amount: str) -> str:
    """A number of failures without the zeros behind it that say nothing."""
    return f"{Decimal(amount).normalize():f}"


def _say(key: str, language: str, **facts: object) -> str:
    return print_wording(f"brief.{key}", **facts).in_language(language)
