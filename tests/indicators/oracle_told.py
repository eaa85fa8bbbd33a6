"""The oracle's lights of goals that are told or held against an input: R8 of states, R9 to R12."""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

from indicators.goal import Goal
from tests.indicators.oracle_rules import Answer, Case, progress_light
from tests.indicators.oracle_time import Row, end_of, newness, start_of

__all__ = ["ALLOWED", "COMPARED", "TOLD", "answer_compared"]

ALLOWED = {
    "milestone": {"not_started", "in_progress", "done"},
    "aspiration": {"not_started", "in_progress", "done"},
    "wording": {"judged_met", "judged_at_risk", "judged_not_met"},
}
COMPARED = ("near_reference", "reach_reference", "quota")


def _judge_milestone(case: Case) -> Answer:
    reached = {"not_started": Fraction(0), "in_progress": Fraction(1, 2), "done": Fraction(1)}[
        case.figure.state
    ]
    is_unproved = reached == 1 and not case.figure.has_evidence
    flags = frozenset({"provisional"}) if is_unproved else frozenset[str]()
    if case.goal.threshold is None:
        return Answer("met" if reached else "at_risk", value=reached, flags=flags)
    light = "at_risk" if is_unproved else progress_light(case, reached, points=Fraction(100))
    return Answer(light, value=reached, flags=flags)


def _judge_aspiration(case: Case) -> Answer:
    won = case.figure.numerator
    light = "met" if won else "on_track" if case.figure.is_declared else "at_risk"
    return Answer(light, value=Fraction(won) if case.figure.denominator else None)


def _judge_wording(case: Case) -> Answer:
    if not case.figure.state or not case.figure.has_evidence:
        return Answer("no_data", reason="awaiting_judgement")
    passes, total = case.figure.numerator, case.figure.denominator
    light = case.figure.state.removeprefix("judged_")
    if not total:
        return Answer(light)
    return Answer(light, numerator=passes, denominator=total, value=Fraction(100 * passes, total))


def _judge_rise(case: Case) -> Answer:
    """R11."""
    if case.figure.same is None:
        return Answer("no_data", reason="no_reference")
    passes, total, passes_before, total_before = case.figure.same
    now, before = Fraction(passes, total), Fraction(passes_before, total_before)
    is_met = now > before or before == now == 1
    missing = 0
    while not is_met and not (Fraction(passes + missing, total) > before or passes + missing == total):
        missing += 1
    return Answer(
        "met" if is_met else "at_risk" if now == before else "not_met",
        numerator=passes,
        denominator=total,
        value=100 * now,
        short=missing,
        held=((100 * now, 100 * before),),
    )


TOLD: dict[str, Callable[[Case], Answer]] = {
    "milestone": _judge_milestone,
    "aspiration": _judge_aspiration,
    "wording": _judge_wording,
    "rise": _judge_rise,
}


def answer_compared(goal: Goal, rows: Sequence[Row], *, is_own_level: bool, as_of: date) -> Answer:
    """R9, R10 and R12, for an area's own rows of the plan's year and the two before."""
    known = [row for row in map(_cleaned, rows) if _is_known(row, as_of, year=goal.deadline.year)]
    if not is_own_level:
        return Answer("not_applicable")
    parts = [segment.id for segment in goal.segments] or [""]
    newest = {part: _newest(known, part) for part in {*parts, ""}}
    valued = [part for part in parts if _value(newest[part]) is not None]
    absent = [part for part, row in newest.items() if row and _value(row) is None]
    if not valued:
        is_absent = "" in absent or set(parts) <= set(absent)
        return Answer("not_applicable") if is_absent else Answer("no_data", reason="awaiting_publication")
    wanted = [part for part in parts if part not in absent]
    pairs = [(newest[part], _reference(goal, known, part, newest[part])) for part in wanted]
    if len(valued) < len(wanted):
        return Answer("no_data", reason="awaiting_publication")
    if any(reference is None for _, reference in pairs):
        return Answer("no_data", reason="no_reference")
    return _held(goal, known, [(own, held) for own, held in pairs if own and held])


def _held(goal: Goal, known: Sequence[Row], pairs: Sequence[tuple[Row, Row]]) -> Answer:
    held = tuple((Fraction(str(own["value"])), Fraction(str(other["value"]))) for own, other in pairs)
    is_of_year = all(_days(own) == _days(other) for own, other in pairs)
    match goal.kind.value:
        case "quota":
            is_of_year = is_of_year and all(end_of(own).year == goal.deadline.year for own, _ in pairs)
            is_good = all(value <= quota for value, quota in held)
        case "near_reference":
            entered = _newest([row for row in known if row["value"] is not None], "tolerance")
            tolerance = Fraction(str(entered["value"] if entered else goal.tolerance))
            is_good = held[0][0] + tolerance >= held[0][1]
        case _:
            if not is_of_year:
                return Answer("no_data", reason="no_reference")
            is_good = held[0][0] >= held[0][1]
    return Answer(
        "not_met" if not is_good else "met" if is_of_year else "at_risk",
        value=held[0][0] if not goal.segments else None,
        flags=frozenset() if is_of_year else frozenset({"reference_year"}),
        held=held,
    )


def _reference(goal: Goal, known: Sequence[Row], part: str, own: Row | None) -> Row | None:
    """The reference or quota of the same days, else the newest."""
    segment = "reference" if goal.kind.value != "quota" else f"{part}.quota" if part else "quota"
    found = [row for row in known if row["segment"] == segment and row["value"] is not None]
    same = [row for row in found if own and _days(row) == _days(own)]
    return _newest(same or found, segment)


def _cleaned(row: Row) -> Row:
    """Text that is no number is no value."""
    try:
        Fraction(str(row["value"]))
    except ValueError:
        return {**row, "value": None}
    return row


def _newest(rows: Sequence[Row], segment: str) -> Row | None:
    return min((row for row in rows if row["segment"] == segment), key=newness, default=None)


def _value(row: Row | None) -> object:
    return row and row["value"]


def _is_known(row: Row, as_of: date, *, year: int) -> bool:
    """Quotas and tolerances are in force from their first day; the rest is known after its last."""
    segment = str(row["segment"])
    is_limit = segment == "tolerance" or segment.rsplit(".", maxsplit=1)[-1] == "quota"
    day = start_of(row) if is_limit else end_of(row)
    is_given = row["value"] is not None or row["na_reason"] is not None
    return is_given and day <= as_of and year - 2 <= end_of(row).year <= year


def _days(row: Row) -> tuple[date, date]:
    """A snapshot stands for the year up to its day."""
    end = end_of(row)
    is_to_date = row["period_type"] in {"snapshot", "ytd"}
    return (date(end.year, 1, 1) if is_to_date else start_of(row)), end
