"""Suspicion checks across areas: no failure anywhere, and totals that differ from the sum of those below."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import log
from typing import TypeAlias

from indicators.exact import BASIS
from indicators.suspicion_reports import Finding, Report, Suspicion, failing_is_normal
from indicators.vocabulary import Kind

__all__ = ["different_totals", "perfect_areas", "perfect_goals"]

_RARE = log(1 / 1000)
_AREAS = 5
_ADDS_UP = {Kind.RATE, Kind.RISE, Kind.COUNT, Kind.ASPIRATION}

_Totals: TypeAlias = Mapping[str, tuple[int, int]]
"""Sums of both counts by area; things counted stand in the first."""


def perfect_areas(reports: Sequence[Report]) -> Iterator[Finding]:
    """All rates of an area are exactly 100 % all year, over two goals or more where failures are normal.

    Were the true rates just the targets, so many passes without a failure came once in a thousand times.
    """
    of_area: dict[str, list[Report]] = defaultdict(list)
    for report in filter(failing_is_normal, reports):
        of_area[report.area].append(report)
    for area, found in of_area.items():
        goals = {report.goal.id for report in found}
        if len(goals) > 1 and _is_too_good(found):
            newest = max(found, key=lambda report: report.end)
            facts = {"goals": len(goals), "total": _samples(found)}
            yield Finding(None, area, newest.period, Suspicion.PERFECT_AREA, facts)


def perfect_goals(reports: Sequence[Report], *, region: str) -> Iterator[Finding]:
    """Numerator equals denominator in all areas of a goal and period: five areas or more, rare as above."""
    of_period: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in filter(failing_is_normal, reports):
        of_period[report.goal.id, report.period].append(report)
    for (goal, period), found in of_period.items():
        areas = {report.area for report in found}
        if len(areas) >= _AREAS and _is_too_good(found):
            facts = {"areas": len(areas), "total": _samples(found)}
            yield Finding(goal, region, period, Suspicion.PERFECT_GOAL, facts)


def different_totals(
    reports: Sequence[Report], *, children: Mapping[str, Sequence[str]]
) -> Iterator[Finding]:
    """An area's own total is not the sum of those below for the same period; those below win (R16).

    A prefecture counts for the region with its counties where any reported, else with its own report.
    """
    of_period: dict[tuple[str, str, str], list[Report]] = defaultdict(list)
    for report in reports:
        if report.goal.kind in _ADDS_UP:
            of_period[report.goal.id, report.period, report.period_type].append(report)
    for (goal, period, _), found in of_period.items():
        own = _totals(found)
        for area in own:
            below = [_best(child, own, children) for child in children.get(area, ())]
            sums = [total for total in below if total is not None]
            added = (sum(first for first, _ in sums), sum(second for _, second in sums))
            if sums and added != own[area]:
                facts = {"own": _shown(own[area]), "below": _shown(added), "areas": len(sums)}
                yield Finding(goal, area, period, Suspicion.DIFFERENT_TOTAL, facts)


def _best(area: str, own: _Totals, children: Mapping[str, Sequence[str]]) -> tuple[int, int] | None:
    below = [own[child] for child in children.get(area, ()) if child in own]
    if below:
        return sum(first for first, _ in below), sum(second for _, second in below)
    return own.get(area)


def _totals(reports: Sequence[Report]) -> _Totals:
    totals: dict[str, tuple[int, int]] = {}
    for report in reports:
        numbers = report.counts or report.things
        if numbers is not None:
            first, second = totals.get(report.area, (0, 0))
            totals[report.area] = (first + numbers[0], second + numbers[1])
    return totals


def _shown(total: tuple[int, int]) -> str:
    return f"{total[0]}/{total[1]}" if total[1] else str(total[0])


def _is_too_good(reports: Sequence[Report]) -> bool:
    if any(report.numerator != report.denominator for report in reports):
        return False
    chances = (log(report.goal.target_bp / BASIS) * (report.denominator or 0) for report in reports)
    return sum(chances) < _RARE


def _samples(reports: Sequence[Report]) -> int:
    return sum(report.denominator or 0 for report in reports)
