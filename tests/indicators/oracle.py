"""What the rules say, worked out once more without the code under test: fractions, loops, no frames.

Written from the rules alone (R1 to R8, R13 to R17), slow and plain on purpose. The lights are in
`oracle_rules.py`; a goal whose kind has no rule there gets no answer.
"""

import calendar
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from indicators.goal import Goal
from indicators.plan import Plan
from tests.indicators.oracle_rules import RULES, Answer, Case, Figure

__all__ = ["Place", "Row", "ask"]

Row = Mapping[str, str | int | None]

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_GRACE_DAYS = {"month": 10, "quarter": 15, "half": 20, "year": 45}
_PREFERRED = ["snapshot", "ytd", "year", "half", "quarter", "month"]
_LEVELS = ["county", "prefecture", "region"]


@dataclass(frozen=True)
class Place:
    """An area: its code, level and the code of the area above."""

    code: str
    level: str
    parent: str | None


def ask(
    plan: Plan, rows: Sequence[Row], *, places: Sequence[Place], as_of: date
) -> dict[tuple[str, str], Answer]:
    """The answer for every place and every goal whose kind has a rule here."""
    answers = {}
    for goal in plan.goals:
        if goal.kind.value not in RULES:
            continue
        mine = [row for row in rows if row["indicator"] == goal.id and _is_known(row, plan, as_of)]
        figures = _figures(goal, mine, places=places)
        for place in places:
            answers[goal.id, place.code] = _answer(goal, figures[place.code], place=place, as_of=as_of)
    return answers


def _end(row: Row) -> date:
    """Last day of a period in its canonical form."""
    text = str(row["period"])
    kind = {"-": "month", "Q": "quarter", "H": "half", "": "year"}[text[4:5]]
    year, month = int(text[:4]), int(text[5:] or 1) * _MONTHS[kind]
    return date(year, month, calendar.monthrange(year, month)[1])


def _is_known(row: Row, plan: Plan, as_of: date) -> bool:
    return _end(row).year == plan.year and _end(row) <= as_of


def _is_overdue(goal: Goal, last_day: date | None, *, as_of: date) -> bool:
    """Whether a period that was due before the day ends after the last day covered (R17)."""
    frequency, year = goal.frequency.value, goal.deadline.year
    for last_month in range(_MONTHS[frequency], 13, _MONTHS[frequency]):
        end = date(year, last_month, calendar.monthrange(year, last_month)[1])
        is_due = end + timedelta(days=_GRACE_DAYS[frequency]) < as_of
        if is_due and (last_day is None or end > last_day):
            return True
    return False


def _figures(goal: Goal, rows: Sequence[Row], *, places: Sequence[Place]) -> dict[str, Figure]:
    figures: dict[str, Figure] = {}
    for level in _LEVELS:
        for place in [place for place in places if place.level == level]:
            own = _own_figure(goal, [row for row in rows if row["area"] == place.code], place=place)
            children = [figures[child.code] for child in places if child.parent == place.code]
            figures[place.code] = _figure(goal, place, own=own, children=children)
    return figures


def _figure(goal: Goal, place: Place, *, own: Figure, children: Sequence[Figure]) -> Figure:
    """Children win over an area's own row (R16), except for a prefecture's own air figure.

    Children that only say zero or that they have no such object leave the own row in place.
    """
    is_air = goal.kind.value == "mean_of_prefectures" and place.level == "prefecture"
    below = _sum_of(children)
    is_decided_below = (below.has_object or below.is_absent) and not is_air
    uses_own = not children or (own.has_answered and not is_decided_below)
    figure, units = own if uses_own else below, _units(goal, place, children=children)
    replies = units * own.has_answered if uses_own else sum(child.replies for child in children)
    if place.level == goal.natural_level.value:
        replies = int(figure.has_answered)
    if goal.kind.value == "share_of_counties" and children:
        figure = replace(figure, denominator=units)
    if is_air and figure.denominator:
        figure = replace(figure, rates=((figure.numerator, figure.denominator),))
    return replace(figure, units=units, replies=replies)


def _units(goal: Goal, place: Place, *, children: Sequence[Figure]) -> int:
    """How many areas of the goal's own level lie in a place (R14); below that level a place is one."""
    if _LEVELS.index(place.level) <= _LEVELS.index(goal.natural_level.value):
        return 1
    return sum(child.units for child in children)


def _sum_of(children: Sequence[Figure]) -> Figure:
    is_absent = bool(children) and all(child.is_absent for child in children)
    return Figure(
        numerator=sum(child.numerator for child in children),
        denominator=sum(child.denominator for child in children),
        has_answered=any(child.has_answered and not child.is_absent for child in children) or is_absent,
        has_object=any(child.has_object for child in children),
        is_absent=is_absent,
        last_day=max((child.last_day for child in children if child.last_day), default=None),
        rates=tuple(rate for child in children for rate in child.rates),
    )


def _own_figure(goal: Goal, rows: Sequence[Row], *, place: Place) -> Figure:
    """What an area sent itself, all organisers and segments together."""
    series: dict[tuple[object, object], list[Row]] = defaultdict(list)
    for row in rows:
        if _is_answer(goal, row):
            series[row["organiser"], row["segment"]].append(row)
    if not series:
        return Figure()
    chosen = [_chosen(goal, entries) for entries in series.values()]
    figure = _pooled(goal, [row for entries in chosen for row in entries], place=place)
    is_declared = all(any(row["na_reason"] for row in entries) for entries in chosen)
    return replace(
        figure,
        has_answered=True,
        has_object=figure.denominator > 0,
        is_absent=is_declared and figure.denominator == 0,
        last_day=max(_end(row) for entries in chosen for row in entries),
    )


def _is_answer(goal: Goal, row: Row) -> bool:
    """A rate needs both counts, a count one; a declared absence and a zero are answers too (R13, E22)."""
    if row["na_reason"]:
        return True
    if goal.kind.value == "count":
        return row["value"] is not None or row["numerator"] is not None
    if goal.kind.value == "share_of_counties":
        return row["numerator"] is not None
    return row["denominator"] == 0 or (row["numerator"] is not None and row["denominator"] is not None)


def _chosen(goal: Goal, rows: Sequence[Row]) -> Sequence[Row]:
    """Of one series: the latest state of a stock, the periods of one type of a flow (R15)."""
    newest = max(rows, key=_newness)
    if goal.temporal.value != "flow" or newest["period_type"] == "ytd":
        return [newest]
    return [row for row in rows if row["period_type"] == newest["period_type"]]


def _newness(row: Row) -> tuple[date, int, str, str]:
    preference = -_PREFERRED.index(str(row["period_type"]))
    return _end(row), preference, str(row["reported_on"] or ""), str(row["period"])


def _pooled(goal: Goal, rows: Sequence[Row], *, place: Place) -> Figure:
    """Counts of things stand in the numerator, with the number of their reports below."""
    names = {item.id for item in goal.items}
    if goal.kind.value == "share_of_counties" and place.level == "county":
        ticks = [row for row in rows if row["numerator"] is not None]
        listed = [row for row in ticks if row["segment"] in names]
        items = frozenset(str(row["segment"]) for row in listed if row["numerator"])
        is_full = items == names if listed else any(row["numerator"] for row in ticks)
        return Figure(numerator=int(is_full), denominator=int(bool(ticks)), items=items if listed else None)
    if goal.kind.value == "count":
        things = [(row["segment"], _number(row)) for row in rows if _number(row) is not None]
        if any(segment in names for segment, _ in things):
            done = {segment for segment, number in things if number and segment in names}
            return Figure(numerator=len(done), denominator=len(things))
        return Figure(numerator=sum(number or 0 for _, number in things), denominator=len(things))
    pairs = [(row["numerator"], row["denominator"]) for row in rows]
    return Figure(
        numerator=sum(int(passes or 0) for passes, _ in pairs),
        denominator=sum(int(total or 0) for _, total in pairs),
    )


def _number(row: Row) -> int | None:
    written = row["numerator"] if row["value"] is None else row["value"]
    return None if written is None else int(Fraction(written))


def _answer(goal: Goal, figure: Figure, *, place: Place, as_of: date) -> Answer:
    is_below = _LEVELS.index(place.level) < _LEVELS.index(goal.natural_level.value)
    has_no_mark = goal.kind.value == "share_of_counties" and place.level == "prefecture"  # E3
    if figure.is_absent or (not figure.has_answered and (is_below or has_no_mark)):
        return Answer("not_applicable")
    if figure.denominator == 0 or not figure.has_answered:
        return Answer("no_data")
    is_stale = _is_overdue(goal, figure.last_day, as_of=as_of)
    is_partial = Fraction(figure.replies, figure.units) < Fraction(9, 10)
    case = Case(goal, place.level, figure, as_of, is_stale=is_stale, is_partial=is_partial)
    answer = RULES[goal.kind.value](case)
    if has_no_mark:
        answer = replace(answer, light="not_applicable", short=None)
    return replace(answer, flags=answer.flags | case.flags)
