"""What the rules say, worked out once more without the code under test: fractions, loops, no frames.

Written from the rules alone (domain report, section 5); slow and plain on purpose. `_RULES` maps a kind of goal to its
rule: the kinds of R9 to R12 have their place there, and a kind that is not in it gets no answer.
"""

import calendar
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction

from indicators.goal import Goal
from indicators.plan import Plan

__all__ = ["Answer", "Place", "Row", "ask"]

Row = Mapping[str, str | int | None]

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_GRACE_DAYS = {"month": 10, "quarter": 15, "half": 20, "year": 45}
_PREFERRED = ["ytd", "year", "half", "quarter", "month", "snapshot"]
_LEVELS = ["county", "prefecture", "region"]


@dataclass(frozen=True)
class Place:
    """An area: its code, level and the code of the area above."""

    code: str
    level: str
    parent: str | None


@dataclass(frozen=True)
class Answer:
    """What the rules say of one goal in one area; `flags` holds only those that the oracle knows."""

    numerator: int | None
    denominator: int | None
    light: str
    short: int | None
    flags: frozenset[str] = frozenset()


_NO_DATA = Answer(None, None, "no_data", None)
_NOT_APPLICABLE = Answer(None, None, "not_applicable", None)


@dataclass(frozen=True)
class Figure:
    """What is known of an area before it is judged.

    Attributes:
        has_answered: it, or an area below it, sent something that can be used.
        is_absent: declared to have no such object (R13).
        units: how many areas should report (R14); `replies` is how many did.
        last_day: last day that its figures cover.
        rates: one for each prefecture that enters a mean (R4).
    """

    numerator: int = 0
    denominator: int = 0
    has_answered: bool = False
    is_absent: bool = False
    units: int = 1
    replies: int = 0
    last_day: date | None = None
    rates: tuple[Fraction, ...] = field(default=())


@dataclass(frozen=True)
class Case:
    """One goal in one area on one day, ready to be judged."""

    goal: Goal
    level: str
    figure: Figure
    as_of: date
    is_stale: bool
    is_partial: bool

    @property
    def target(self) -> Fraction:
        return Fraction(self.goal.target_bp, 10_000)

    @property
    def flags(self) -> frozenset[str]:
        named = {"stale": self.is_stale, "partial": self.is_partial}
        return frozenset(name for name, is_raised in named.items() if is_raised)


def ask(plan: Plan, rows: Sequence[Row], places: Sequence[Place], as_of: date) -> dict[tuple[str, str], Answer]:
    """The answer for every place and every goal whose kind has a rule here."""
    answers = {}
    for goal in plan.goals:
        if goal.kind.value not in _RULES:
            continue
        mine = [row for row in rows if row["indicator"] == goal.id and _is_known(row, plan, as_of)]
        figures = _figures(goal, mine, places)
        for place in places:
            answers[goal.id, place.code] = _answer(goal, place, figures[place.code], plan, as_of)
    return answers


# --- periods (R15, R17)


def _span(row: Row) -> tuple[date, date]:
    """First and last day of a canonical period; year to date begins on 1 January."""
    text = str(row["period"])
    kind = {"-": "month", "Q": "quarter", "H": "half", "": "year"}[text[4:5]]
    number = int(text[5:] or 1)
    year, last_month = int(text[:4]), number * _MONTHS[kind]
    end = date(year, last_month, calendar.monthrange(year, last_month)[1])
    if row["period_type"] == "ytd":
        return date(year, 1, 1), end
    return date(year, last_month - _MONTHS[kind] + 1, 1), end


def _end(row: Row) -> date:
    return _span(row)[1]


def _is_known(row: Row, plan: Plan, as_of: date) -> bool:
    return _end(row).year == plan.year and _end(row) <= as_of


def _is_overdue(goal: Goal, last_day: date | None, year: int, as_of: date) -> bool:
    """Whether a period that was due before the day ends after the last day covered (R17)."""
    frequency = goal.frequency.value
    for last_month in range(_MONTHS[frequency], 13, _MONTHS[frequency]):
        end = date(year, last_month, calendar.monthrange(year, last_month)[1])
        is_due = end + timedelta(days=_GRACE_DAYS[frequency]) < as_of
        if is_due and (last_day is None or end > last_day):
            return True
    return False


# --- from rows to one figure for each area (R4, R13 to R16)


def _figures(goal: Goal, rows: Sequence[Row], places: Sequence[Place]) -> dict[str, Figure]:
    figures: dict[str, Figure] = {}
    for level in _LEVELS:
        for place in [place for place in places if place.level == level]:
            own = _own_figure(goal, place, [row for row in rows if row["area"] == place.code])
            children = [figures[child.code] for child in places if child.parent == place.code]
            figures[place.code] = _figure(goal, place, own, children)
    return figures


def _figure(goal: Goal, place: Place, own: Figure, children: Sequence[Figure]) -> Figure:
    """Children win over an area's own row, except for a prefecture's own air figure."""
    is_air = goal.kind.value == "mean_of_prefectures" and place.level == "prefecture"
    is_county_goal = goal.natural_level.value == "county"
    units = len(children) or 1
    if place.level == "region":
        units = sum(child.units for child in children)
    if not is_county_goal and place.level != "region":
        units = 1
    if goal.natural_level.value == "region":
        units = 1
    uses_children = any(child.has_answered for child in children) and not (is_air and own.has_answered)
    figure = _sum_of(goal, place, children) if uses_children else own
    replies = sum(child.replies for child in children) if uses_children else units * own.has_answered
    if goal.kind.value == "share_of_counties" and children:
        figure = replace(figure, denominator=units)
    if is_air and figure.denominator:
        figure = replace(figure, rates=(Fraction(figure.numerator, figure.denominator),))
    return replace(figure, units=units, replies=min(units, replies))


def _sum_of(goal: Goal, place: Place, children: Sequence[Figure]) -> Figure:
    numerators = [child.numerator for child in children]
    if goal.kind.value == "share_of_counties" and place.level == "prefecture":
        numerators = [int(child.numerator == child.denominator > 0) for child in children]
    return Figure(
        numerator=sum(numerators),
        denominator=sum(child.denominator for child in children),
        has_answered=True,
        is_absent=all(child.is_absent for child in children),
        last_day=max((child.last_day for child in children if child.last_day), default=None),
        rates=tuple(rate for child in children for rate in child.rates),
    )


def _own_figure(goal: Goal, place: Place, rows: Sequence[Row]) -> Figure:
    """What an area sent itself, all organisers and segments together."""
    series: dict[tuple[object, object], list[Row]] = defaultdict(list)
    for row in rows:
        if _is_usable(goal, row):
            series[row["organiser"], row["segment"]].append(row)
    if not series:
        return Figure()
    counted = [row for entries in series.values() for row in _chosen(goal, entries)]
    numerator, denominator = _totals(goal, place, counted)
    newest = [max(entries, key=_end) for entries in series.values()]
    return Figure(
        numerator=numerator,
        denominator=denominator,
        has_answered=True,
        is_absent=denominator == 0 and all(row["na_reason"] for row in newest),
        last_day=max(_end(row) for row in counted),
    )


def _is_usable(goal: Goal, row: Row) -> bool:
    """A rate needs both counts and a count its value; a declared absence is an answer too (R13, E22)."""
    if row["na_reason"]:
        return True
    if goal.kind.value == "count":
        return row["value"] is not None
    return row["numerator"] is not None and row["denominator"] is not None


def _chosen(goal: Goal, rows: Sequence[Row]) -> Sequence[Row]:
    """Of one series: the latest snapshot of a stock; the periods of one type of a flow, never two types (R15)."""
    newest = max(rows, key=lambda row: (_end(row), -_PREFERRED.index(str(row["period_type"]))))
    if goal.temporal.value != "flow" or newest["period_type"] == "ytd":
        return [newest]
    return [row for row in rows if row["period_type"] == newest["period_type"]]


def _totals(goal: Goal, place: Place, rows: Sequence[Row]) -> tuple[int, int]:
    """Numerator and denominator; a count stands in the numerator, with the reports it is made of below it."""
    if goal.kind.value == "count":
        values = [int(str(row["value"])) for row in rows if row["value"] is not None]
        return sum(values), len(values)
    items = {item.id for item in goal.items}
    if goal.kind.value == "share_of_counties" and place.level == "county" and any(row["segment"] for row in rows):
        done = {row["segment"] for row in rows if row["numerator"]}
        return len(done & items), len(items)
    return tuple(sum(int(row[side] or 0) for row in rows) for side in ("numerator", "denominator"))  # type: ignore[return-value]


# --- from a figure to a light


def _answer(goal: Goal, place: Place, figure: Figure, plan: Plan, as_of: date) -> Answer:
    is_below = _LEVELS.index(place.level) < _LEVELS.index(goal.natural_level.value)
    if not figure.has_answered:
        return _NOT_APPLICABLE if is_below else _NO_DATA
    if goal.kind.value == "share_of_counties" and place.level == "prefecture":
        return Answer(figure.numerator, figure.denominator, "not_applicable", None)
    if figure.is_absent:
        return _NOT_APPLICABLE
    if figure.denominator == 0:
        return _NO_DATA
    case = Case(
        goal=goal,
        level=place.level,
        figure=figure,
        as_of=as_of,
        is_stale=_is_overdue(goal, figure.last_day, plan.year, as_of),
        is_partial=Fraction(figure.replies, figure.units) < Fraction(9, 10),
    )
    return _RULES[goal.kind.value](case)


def _judge_rate(case: Case) -> Answer:
    light, flags = _light_of_rate(case)
    return Answer(
        case.figure.numerator,
        case.figure.denominator,
        light,
        _missing_passes(case.figure, case.target),
        case.flags | flags,
    )


def _light_of_rate(case: Case) -> tuple[str, frozenset[str]]:
    none: frozenset[str] = frozenset()
    value = Fraction(case.figure.numerator, case.figure.denominator)
    if case.goal.progress:
        return _progress_light(case, value / case.target, points=100 * case.target), none
    if case.target == 1:  # R7
        lost = frozenset({"irrecoverable"}) if case.goal.zero_tolerance else none
        return ("met", none) if value == 1 else ("not_met", lost)
    if case.level == "county" and case.figure.denominator < _smallest_sample(case.target):
        failures = case.figure.denominator - case.figure.numerator
        if failures > 1:
            return "not_met", none
        return ("at_risk" if failures else "met"), frozenset({"small_sample"})
    one_more = Fraction(case.figure.numerator, case.figure.denominator + 1)
    return _light_of_share(case, value, after_one_more_failure=one_more), none


def _light_of_share(case: Case, value: Fraction, *, after_one_more_failure: Fraction) -> str:
    """R5."""
    if value < case.target:
        return "not_met"
    is_narrow = 100 * (value - case.target) < Fraction(1, 2)
    has_doubt = case.is_stale or case.is_partial
    return "at_risk" if after_one_more_failure < case.target or is_narrow or has_doubt else "met"


def _progress_light(case: Case, reached: Fraction, *, points: Fraction) -> str:
    """R8; `reached` is the share of the target that is done, `points` how many points the target is."""
    if reached >= 1:
        return "met"
    if case.as_of >= case.goal.deadline:
        return "not_met"
    days = (case.as_of - date(case.as_of.year, 1, 1)).days
    behind = points * (Fraction(days, 366) - reached)
    if behind <= 0:
        return "on_track"
    return "at_risk" if behind <= 30 else "not_met"


def _judge_share(case: Case) -> Answer:
    target = case.target if case.level == "region" else Fraction(1)
    value = Fraction(case.figure.numerator, case.figure.denominator)
    light = _progress_light(case, value / target, points=100 * target)
    short = _missing_passes(case.figure, target)
    return Answer(case.figure.numerator, case.figure.denominator, light, short, case.flags)


def _judge_mean(case: Case) -> Answer:
    if case.level != "region" or not case.figure.rates:
        return _judge_rate(case)
    mean = sum(case.figure.rates, Fraction(0)) / len(case.figure.rates)
    light = _light_of_share(case, mean, after_one_more_failure=mean)
    short = _missing_passes(case.figure, case.target)
    return Answer(case.figure.numerator, case.figure.denominator, light, short, case.flags)


def _judge_count(case: Case) -> Answer:
    count, target = case.figure.numerator, case.goal.target_count
    if case.goal.zero_tolerance:
        if count <= target:
            return Answer(count, None, "met", 0, case.flags)
        return Answer(count, None, "not_met", count - target, case.flags | {"irrecoverable"})
    reached = Fraction(count, target)
    light = _progress_light(case, reached, points=Fraction(100))
    return Answer(count, None, light, max(0, target - count), case.flags)


def _missing_passes(figure: Figure, target: Fraction) -> int:
    """Fewest failures that would have to be passes (test vectors, `passes_short`)."""
    missing = 0
    while figure.numerator + missing < target * figure.denominator:
        missing += 1
    return missing


def _smallest_sample(target: Fraction) -> int:
    """R6: the sample from which on a single failure can be borne."""
    size = 1
    while Fraction(size - 1, size) < target:
        size += 1
    return size


_RULES: dict[str, Callable[[Case], Answer]] = {
    "rate": _judge_rate,
    "share_of_counties": _judge_share,
    "mean_of_prefectures": _judge_mean,
    "count": _judge_count,
}
