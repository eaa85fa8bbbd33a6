"""Prefectures to be assessed: everything done and proven, so that a test only says what differs."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import polars as pl

from indicators.assessment import assess
from indicators.assessment_inputs import (
    AssessmentInputs,
    Delivery,
    DeliveryState,
    Event,
    Judgement,
    MilestoneState,
    Ratio,
)
from indicators.assessment_loading import load_assessment
from indicators.assessment_scheme import Assessment, Block, EventKind, Scoring
from indicators.assessment_score import ItemScore, Score
from indicators.exact import percent
from indicators.status import STATUS_SCHEMA

__all__ = [
    "CHAMDO",
    "DEADLINE",
    "EARLIER",
    "LHASA",
    "SCHEME",
    "all_done",
    "bonus",
    "event",
    "item",
    "one_score",
    "point",
    "status_frame",
    "status_row",
    "without",
]

SCHEME = load_assessment()
DEADLINE = date(2016, 12, 31)
EARLIER = date(2016, 10, 31)
LHASA, CHAMDO = "540100", "540300"

StatusRow = dict[str, object]


def status_row(
    goal: str, passes: int | None = None, total: int | None = None, **columns: object
) -> StatusRow:
    """A prefecture's row of a status frame; what the assessment does not look at stays null."""
    row: StatusRow = dict.fromkeys(STATUS_SCHEMA)
    row |= {
        "indicator": goal,
        "area": LHASA,
        "level": "prefecture",
        "light": "met",
        "period": "2016-01/2016-10",
    }
    if goal in _scored(Scoring.TREND) and total:
        row["compared"] = _beside_last_year(percent(passes or 0, total), Decimal(90))
    return row | {"numerator": passes, "denominator": total, "as_of": DEADLINE} | columns


def _beside_last_year(value: Decimal, before: Decimal | None) -> list[dict[str, str | None]]:
    pair = {"segment": "", "value": f"{value}", "period": "2016", "reference_period": "2015"}
    return [pair | {"reference": None if before is None else f"{before}"}]


def status_frame(rows: Iterable[Mapping[str, object]]) -> pl.DataFrame:
    """Rows as a status frame, each area named after its code."""
    named = [{**row, "area_name": f"name of {row['area']}"} for row in rows]
    return pl.DataFrame(named, schema=STATUS_SCHEMA)


def all_done(
    *changed: StatusRow, prefectures: Iterable[str] = (LHASA,), as_of: date = DEADLINE
) -> AssessmentInputs:
    """Inputs that earn all points, but for the rows of the status frame that are given."""
    areas = list(prefectures)
    goals = [each for each in SCHEME.items if each.block is Block.GOALS]
    rows = {(g.id, area): status_row(g.id, 40, 40, area=area, as_of=as_of) for g in goals for area in areas}
    for row in changed:
        rows[str(row["indicator"]), str(row["area"])] = row | {"as_of": as_of}
    done = Delivery(DeliveryState.DONE, "document")
    return AssessmentInputs(
        status=status_frame(rows.values()),
        deliverables={(d, a): done for each in SCHEME.items for d in each.deliverables for a in areas},
        milestones={(g, a): MilestoneState.DONE for g in _scored(Scoring.MILESTONE) for a in areas},
        judgements={(i, a): Judgement(Fraction(100), "seen") for i in _scored(Scoring.JUDGED) for a in areas},
        reporting={(i, a): Ratio(12, 12) for i in _scored(Scoring.REPORTED) for a in areas},
    )


def _scored(function: Scoring) -> list[str]:
    return [each.id for each in SCHEME.items if each.function is function]


def without(inputs: AssessmentInputs, *goals: str) -> AssessmentInputs:
    """The same, but these goals have no row in the status frame."""
    return replace(inputs, status=inputs.status.filter(~pl.col("indicator").is_in(goals)))


def event(kind: EventKind, *, day: date = date(2016, 6, 1), document: str = "No. 5") -> Event:
    """Something that happened in Lhasa."""
    return Event(prefecture=LHASA, kind=kind, day=day, document=document)


def bonus(points: int, *, day: date = date(2016, 6, 1)) -> Event:
    """An award to Lhasa."""
    return replace(event(EventKind.NATIONAL_AWARD, day=day), points=Fraction(points))


def point(passes: int, total: int) -> tuple[Decimal, Decimal]:
    """An interval without width."""
    value = Decimal(passes * 100) / Decimal(total)
    return value, value


def one_score(
    inputs: AssessmentInputs,
    *,
    preset: str = "default",
    as_of: date = DEADLINE,
    scheme: Assessment = SCHEME,
) -> Score:
    """The score of the first prefecture, without a range."""
    return assess(inputs, scheme, preset=preset, as_of=as_of, interval=point)[0]


def item(score: Score, item_id: str) -> ItemScore:
    """One item of a score."""
    return next(each for each in score.items if each.id == item_id)
