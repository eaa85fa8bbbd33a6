"""Illustrative entries: a case for each failure in the illustrative figures, and some of every other kind.

Made up, always the same, labelled in every row. The cases of a flow fall into the period whose figure counts
them; the firms without a certificate at each quarter's end are as many as its figure leaves over.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import polars as pl

from data.illustrative_rows import ILLUSTRATIVE_EVIDENCE, ILLUSTRATIVE_NOTE
from data.illustrative_words import ACTIONS, EVENTS, FIRMS, PRODUCTS, REASONS, SUBMISSIONS, TREATMENTS
from geo import Area, Register
from indicators import Goal, Period, PeriodType, Plan, State, find_period, load_assessment
from indicators.assessment_scheme import Scoring
from indicators.entry import ENTRY_SCHEMA, CertificateState, EntryKind, EntryState, case_categories

__all__ = ["illustrative_entries"]

_SEED = 2016
_Row = dict[str, str | None]


def illustrative_entries(observations: pl.DataFrame, plan: Plan, register: Register) -> pl.DataFrame:
    """A frame as `ENTRY_SCHEMA`; the same on every call and machine.

    Args:
        observations: the illustrative figures, as `OBSERVATION_SCHEMA`.
        plan: goals, duties and departments.
        register: for names of areas.
    """
    dice = random.Random(_SEED)  # noqa: S311 -- made-up entries, no secret
    rows: list[_Row] = []
    for goal in plan.goals:
        if goal.id in PRODUCTS:
            rows += _failures(goal, observations, register, dice)
        elif case_categories(goal) is CertificateState and goal.id in FIRMS:
            rows += _firms(goal, observations, register, dice)
    rows += [*_actions(plan), *_submissions(), *_scores(register, dice)]
    labelled = [{**row, "evidence": ILLUSTRATIVE_EVIDENCE} for row in rows]
    return pl.DataFrame(labelled, schema=ENTRY_SCHEMA)


def _failures(
    goal: Goal, observations: pl.DataFrame, register: Register, dice: random.Random
) -> Iterator[_Row]:
    """One case for each failure, found within the period that counts it; most of them closed."""
    own = observations.filter(pl.col("indicator") == goal.id).sort("period", "area")
    for area, text, total, passes in own.select("area", "period", "denominator", "numerator").iter_rows():
        period = find_period(text)
        for _ in range((total or 0) - (passes or 0)):
            assert period is not None, text
            found = period.start + timedelta(days=dice.randrange((period.end - period.start).days + 1))
            what = dice.choice(PRODUCTS[goal.id])
            place = register.area(area)
            yield {
                **_case(goal, place, found, number=dice.getrandbits(32)),
                "name": what.format(area=place.name_zh, area_en=place.name_en),
                "text": dice.choice(REASONS[goal.id]),
                **_handled(found, dice),
            }


def _case(goal: Goal, area: Area, found: date, *, number: int) -> _Row:
    return {
        "kind": EntryKind.CASE.value,
        "id": f"demo-{number:08x}",
        "subject": goal.id,
        "area": area.code,
        "day": found.isoformat(),
    }


def _handled(found: date, dice: random.Random) -> _Row:
    closed = found + timedelta(days=dice.randrange(10, 75))
    if dice.random() < 0.85 and closed.year == found.year:
        return {
            "state": EntryState.CLOSED.value,
            "handling": dice.choice(TREATMENTS),
            "closed_on": closed.isoformat(),
        }
    state = dice.choice((EntryState.OPEN, EntryState.IN_HAND))
    return {"state": state.value, "handling": TREATMENTS[0] if state is EntryState.IN_HAND else None}


def _firms(goal: Goal, observations: pl.DataFrame, register: Register, dice: random.Random) -> Iterator[_Row]:
    """The firms of each area that lack a certificate at the first snapshot, and when each got one."""
    own = observations.filter(pl.col("indicator") == goal.id, pl.col("denominator") > 0)
    for (area,), rows in own.sort("area", "period").partition_by("area", as_dict=True).items():
        ends = [_end(text) for text in rows["period"]]
        lacking = (rows["denominator"] - rows["numerator"]).to_list()
        place = register.area(str(area))
        for number in range(lacking[0]):
            category = CertificateState.EXPIRED if dice.random() < 0.25 else CertificateState.NONE
            yield {
                **_case(goal, place, ends[0], number=dice.getrandbits(32)),
                "name": FIRMS[goal.id].format(area=place.name_zh, area_en=place.name_en, number=number + 1),
                "category": category.value,
                "text": REASONS[goal.id][category is CertificateState.NONE],
                **_certified(ends, lacking, number),
            }


def _end(text: str) -> date:
    period: Period | None = find_period(text, PeriodType.SNAPSHOT)
    assert period is not None, text
    return period.end


def _certified(ends: Sequence[date], lacking: Sequence[int], number: int) -> _Row:
    """Closed at the first snapshot that no longer leaves room for the firm."""
    for end, left in zip(ends, lacking, strict=True):
        if number >= left:
            return {
                "state": EntryState.CLOSED.value,
                "handling": TREATMENTS[-1],
                "closed_on": end.isoformat(),
            }
    return {"state": EntryState.OPEN.value}


def _actions(plan: Plan) -> Iterator[_Row]:
    for number, (subject, area, due, text, closed_on) in enumerate(ACTIONS, 1):
        goal = plan.find_goal(subject)
        articles = [each for each in plan.articles if subject in {task.id for task in each.deliverables}]
        owners = goal.likely_owner if goal else articles[0].departments
        state = EntryState.CLOSED if closed_on else EntryState.OPEN
        yield {
            "kind": EntryKind.ACTION.value,
            "id": f"demo-{number}",
            "subject": subject,
            "area": area,
            "department": owners[0],
            "day": due,
            "text": text,
            "state": state.value,
            "closed_on": closed_on,
        }


def _submissions() -> Iterator[_Row]:
    for duty, units in SUBMISSIONS.items():
        for unit, day in units:
            column = "department" if unit.startswith("D") else "area"
            yield {
                "kind": EntryKind.SUBMISSION.value,
                "id": f"{duty}-{unit}",
                "subject": duty,
                column: unit,
                "day": day,
                "name": f"{duty}-{unit}.docx",
            }


def _scores(register: Register, dice: random.Random) -> Iterator[_Row]:
    """Judgements and milestones of every prefecture, and the events."""
    steps = (State.IN_PROGRESS, State.DONE, State.DONE)
    for item in load_assessment().items:
        for area in register.prefectures:
            facts: _Row = {"id": f"{item.id}-{area.code}", "subject": item.id, "area": area.code}
            if item.function is Scoring.JUDGED:
                given = str(dice.randrange(60, 96))
                facts |= {"kind": EntryKind.JUDGEMENT.value, "day": "2016-12-15", "points": given}
                yield {**facts, "text": ILLUSTRATIVE_NOTE}
            elif item.function is Scoring.MILESTONE:
                state = dice.choice(steps).value
                yield {**facts, "kind": EntryKind.MILESTONE.value, "day": "2016-09-30", "state": state}
    for subject, area_code, day, points in EVENTS:
        yield {
            "kind": EntryKind.EVENT.value,
            "id": f"{subject}-{area_code}-{day}",
            "subject": subject,
            "area": area_code,
            "day": day,
            "points": points,
        }
