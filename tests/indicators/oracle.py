"""What the rules say, worked out once more without the code under test: fractions, loops, no frames.

Written from the rules alone (R1 to R17), slow and plain on purpose. The lights are in `oracle_rules.py` and
`oracle_told.py`.
"""

import calendar
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from indicators.goal import Goal
from indicators.plan import Plan
from tests.indicators.oracle_rules import RULES, Answer, Case, Figure
from tests.indicators.oracle_time import MONTHS, Row, end_of, newness, start_of
from tests.indicators.oracle_told import ALLOWED, COMPARED, TOLD, answer_compared

__all__ = ["Place", "Row", "ask"]

_GRACE_DAYS = {"month": 10, "quarter": 15, "half": 20, "year": 45}
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
    """The answer for every place and every goal."""
    answers = {}
    for goal in plan.goals:
        mine = [row for row in rows if row["indicator"] == goal.id]
        if goal.kind.value in COMPARED:
            for place in places:
                own = [row for row in mine if row["area"] == place.code]
                is_own_level = place.level == goal.natural_level.value
                answers[goal.id, place.code] = answer_compared(
                    goal, own, is_own_level=is_own_level, as_of=as_of
                )
            continue
        figures = _figures(goal, [row for row in mine if end_of(row) <= as_of], places=places)
        for place in places:
            answers[goal.id, place.code] = _answer(goal, figures[place.code], place=place, as_of=as_of)
    return answers


def _is_overdue(goal: Goal, last_day: date | None, *, as_of: date) -> bool:
    """Whether a period that was due before the day ends after the last day covered (R17)."""
    frequency, year = goal.frequency.value, goal.deadline.year
    for last_month in range(MONTHS[frequency], 13, MONTHS[frequency]):
        end = date(year, last_month, calendar.monthrange(year, last_month)[1])
        is_due = end + timedelta(days=_GRACE_DAYS[frequency]) < as_of
        if is_due and (last_day is None or end > last_day):
            return True
    return False


def _figures(goal: Goal, rows: Sequence[Row], *, places: Sequence[Place]) -> dict[str, Figure]:
    figures: dict[str, Figure] = {}
    for level in _LEVELS:
        for place in [place for place in places if place.level == level]:
            own = _told_figure(goal, [row for row in rows if row["area"] == place.code], place=place)
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
    return replace(
        figure,
        units=units,
        replies=replies,
        state=own.state,
        has_evidence=own.has_evidence,
        is_declared=own.is_declared or below.is_declared,
        same=below.same or _own_same(own),
    )


def _own_same(own: Figure) -> tuple[int, int, int, int] | None:
    """Both years of an area's own reports (R11)."""
    if not own.denominator or not own.last_year[1]:
        return None
    return (own.numerator, own.denominator, *own.last_year)


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
        streams=tuple(stream for child in children for stream in child.streams),
        is_declared=any(child.is_declared for child in children),
        same=_sum_of_same([child.same for child in children if child.same]),
    )


def _sum_of_same(pairs: Sequence[tuple[int, int, int, int]]) -> tuple[int, int, int, int] | None:
    if not pairs:
        return None
    passes, total, passes_before, total_before = (sum(pair[place] for pair in pairs) for place in range(4))
    return passes, total, passes_before, total_before


def _told_figure(goal: Goal, rows: Sequence[Row], *, place: Place) -> Figure:
    """What an area counted in the plan's year, what it told last, and what it counted the year before."""
    year = goal.deadline.year
    this_year = [row for row in rows if end_of(row).year == year]
    if goal.kind.value == "milestone":
        figure = Figure()
    elif goal.kind.value == "wording":
        pairs = [row for row in this_year if row["denominator"] and row["numerator"] is not None]
        figure = _own_figure(goal, pairs, place=place)
    else:
        figure = _own_figure(goal, this_year, place=place)
    if goal.kind.value == "rise":
        before = [row for row in rows if end_of(row).year == year - 1]
        counts = _own_figure(goal, before, place=place, is_whole_year=True)
        figure = replace(figure, last_year=(counts.numerator, counts.denominator))
    return _with_state(goal, figure, this_year) if goal.kind.value in ALLOWED else figure


def _with_state(goal: Goal, figure: Figure, rows: Sequence[Row]) -> Figure:
    """The newest state or, but for awards, which are counted, declared absence."""
    can_be_absent = goal.kind.value != "aspiration"
    words = [
        row
        for row in rows
        if row["state"] in ALLOWED[goal.kind.value] or (can_be_absent and row["na_reason"])
    ]
    if not words:
        return figure
    newest = min(words, key=newness)
    state = str(newest["state"]) if newest["state"] in ALLOWED[goal.kind.value] else ""
    if not state:  # an area without the object brings no counts either
        figure = Figure(last_day=figure.last_day)
    return replace(
        figure,
        state=state,
        has_evidence=bool(str(newest["evidence"] or "").strip()),
        is_declared=state in {"in_progress", "done"} and goal.kind.value == "aspiration",
        is_absent=not state,
        has_answered=True,
        last_day=max(filter(None, (figure.last_day, end_of(newest)))),
    )


def _own_figure(goal: Goal, rows: Sequence[Row], *, place: Place, is_whole_year: bool = False) -> Figure:
    """What an area counted itself, all organisers and segments together."""
    series: dict[tuple[object, object], list[Row]] = defaultdict(list)
    for row in rows:
        if _is_answer(goal, row):
            series[row["organiser"], row["segment"]].append(row)
    if not series:
        return Figure()
    chosen = [_chosen(goal, entries) for entries in series.values()]
    if is_whole_year:
        chosen = [entries for entries in chosen if _days(entries) >= 365]
    if not chosen:
        return Figure()
    figure = _pooled(goal, [row for entries in chosen for row in entries], place=place)
    is_declared = all(any(row["na_reason"] for row in entries) for entries in chosen)
    return replace(
        figure,
        has_answered=True,
        has_object=figure.denominator > 0,
        is_absent=is_declared and figure.denominator == 0,
        last_day=max(end_of(row) for entries in chosen for row in entries),
    )


def _is_answer(goal: Goal, row: Row) -> bool:
    """A rate needs both counts, a count one; a declared absence and a zero are answers too (R13, E22)."""
    if row["na_reason"]:
        return True
    if goal.kind.value in {"count", "aspiration"}:
        return row["value"] is not None or row["numerator"] is not None
    if goal.kind.value == "share_of_counties":
        return row["numerator"] is not None
    return row["denominator"] == 0 or (row["numerator"] is not None and row["denominator"] is not None)


def _chosen(goal: Goal, rows: Sequence[Row]) -> Sequence[Row]:
    """Of one series: the latest state of a stock, the periods of one type of a flow (R15)."""
    newest = min(rows, key=newness)
    if goal.temporal.value != "flow" or newest["period_type"] == "ytd":
        return [newest]
    return [row for row in rows if row["period_type"] == newest["period_type"]]


def _days(rows: Sequence[Row]) -> int:
    return sum((end_of(row) - start_of(row)).days + 1 for row in rows)


def _pooled(goal: Goal, rows: Sequence[Row], *, place: Place) -> Figure:
    """Counts of things stand in the numerator, with the number of their reports below."""
    names = {item.id for item in goal.items}
    if goal.kind.value == "share_of_counties" and place.level == "county":
        ticks = [row for row in rows if row["numerator"] is not None]
        listed = [row for row in ticks if row["segment"] in names]
        items = frozenset(str(row["segment"]) for row in listed if row["numerator"])
        is_full = items == names if listed else any(row["numerator"] for row in ticks)
        return Figure(numerator=int(is_full), denominator=int(bool(ticks)), items=items if listed else None)
    if goal.kind.value in {"count", "aspiration"}:
        things = [(row["segment"], _number(row)) for row in rows if _number(row) is not None]
        if any(segment in names for segment, _ in things):
            done = {segment for segment, number in things if number and segment in names}
            return Figure(numerator=len(done), denominator=len(things))
        return Figure(numerator=sum(number or 0 for _, number in things), denominator=len(things))
    pairs = [(row["numerator"], row["denominator"]) for row in rows]
    named = [row for row in rows if row["segment"] and row["denominator"]]
    return Figure(
        numerator=sum(int(passes or 0) for passes, _ in pairs),
        denominator=sum(int(total or 0) for _, total in pairs),
        streams=tuple(
            (str(row["segment"]), int(row["numerator"] or 0), int(row["denominator"] or 0)) for row in named
        ),
    )


def _number(row: Row) -> int | None:
    written = row["numerator"] if row["value"] is None else row["value"]
    return None if written is None else int(Fraction(written))


def _answer(goal: Goal, figure: Figure, *, place: Place, as_of: date) -> Answer:
    is_below = _LEVELS.index(place.level) < _LEVELS.index(goal.natural_level.value)
    has_no_mark = goal.kind.value == "share_of_counties" and place.level == "prefecture"  # E3
    is_told = goal.kind.value in ALLOWED
    has_counts = figure.has_answered and figure.denominator > 0
    has_word = has_counts or (is_told and bool(figure.state or figure.is_declared))
    is_silent = not has_word if is_told else not figure.has_answered
    if figure.is_absent or (is_silent and (is_below or has_no_mark)):
        return Answer("not_applicable")
    if not has_word:
        return Answer("no_data", reason="awaiting_judgement" if goal.kind.value == "wording" else "")
    is_stale = _is_overdue(goal, figure.last_day, as_of=as_of)
    is_partial = Fraction(figure.replies, figure.units) < Fraction(9, 10) and goal.kind.value != "wording"
    case = Case(goal, place.level, figure, as_of, is_stale=is_stale, is_partial=is_partial)
    answer = (RULES | TOLD)[goal.kind.value](case)
    if answer.light == "no_data":
        return answer
    if has_no_mark:
        answer = replace(answer, light="not_applicable", short=None)
    return replace(answer, flags=answer.flags | case.flags)
