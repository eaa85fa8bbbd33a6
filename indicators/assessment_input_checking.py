"""Whether what is handed in for an assessment can be scored at all; every fault is found at once."""

from collections.abc import Iterator
from datetime import date

import polars as pl

from indicators.assessment_errors import AssessmentInputError, assessment_wording
from indicators.assessment_inputs import AssessmentInputs, Event
from indicators.assessment_scheme import Assessment, Scoring
from indicators.text import Text
from indicators.vocabulary import Level

__all__ = ["find_input_problems", "require_sound_inputs"]


def require_sound_inputs(inputs: AssessmentInputs, assessment: Assessment, *, as_of: date) -> None:
    """Refuse what cannot be scored.

    Raises:
        AssessmentInputError: it holds all that `find_input_problems` finds.
    """
    problems = find_input_problems(inputs, assessment, as_of=as_of)
    if problems:
        raise AssessmentInputError(problems)


def find_input_problems(inputs: AssessmentInputs, assessment: Assessment, *, as_of: date) -> tuple[Text, ...]:
    """Faults of the inputs: another date or time, unknown areas and entries, impossible numbers, no proof."""
    return (
        *_status(inputs.status, assessment, as_of=as_of),
        *_entries(inputs, assessment),
        *_numbers(inputs),
        *(problem for number, event in enumerate(inputs.events, 1) for problem in _event(event, number)),
    )


def _status(status: pl.DataFrame, assessment: Assessment, *, as_of: date) -> Iterator[Text]:
    rows = status.filter(pl.col("level") == Level.PREFECTURE)
    for found in rows["as_of"].unique().sort():
        if found != as_of:
            yield assessment_wording("input.as_of", found=found, as_of=as_of)
    # Months as text compare like dates: 2016-01/2016-10 goes from the first seven characters to the last.
    first, last = f"{assessment.start:%Y-%m}", f"{assessment.deadline:%Y-%m}"
    period = pl.col("period")
    outside = rows.filter((period.str.head(7) < first) | (period.str.tail(7) > last))
    for area, indicator, found in outside.select("area", "indicator", "period").iter_rows():
        facts = {"area": area, "indicator": indicator, "found": found}
        yield assessment_wording(
            "input.period", **facts, start=assessment.start, deadline=assessment.deadline
        )


def _entries(inputs: AssessmentInputs, assessment: Assessment) -> Iterator[Text]:
    """Keys that name no prefecture or no entry of the scheme."""
    prefectures = inputs.prefectures()
    known = {
        "deliverables": {entry for item in assessment.items for entry in item.deliverables},
        "milestones": _scored_by(assessment, Scoring.MILESTONE),
        "judgements": _scored_by(assessment, Scoring.JUDGED),
        "reporting": _scored_by(assessment, Scoring.REPORTED),
    }
    for name, entries in known.items():
        for entry, area in getattr(inputs, name):
            place = _place(name, (entry, area))
            if area not in prefectures:
                yield assessment_wording("input.unknown_area", place=place, found=area)
            if entry not in entries:
                yield assessment_wording("input.unknown_entry", place=place, found=entry)
    for number, event in enumerate(inputs.events, 1):
        if event.prefecture not in prefectures:
            yield assessment_wording("input.unknown_area", place=f"events[{number}]", found=event.prefecture)


def _scored_by(assessment: Assessment, function: Scoring) -> set[str]:
    return {item.id for item in assessment.items if item.function is function}


def _place(name: str, key: tuple[str, str]) -> str:
    return f"{name}[{', '.join(key)}]"


def _numbers(inputs: AssessmentInputs) -> Iterator[Text]:
    for key, judgement in inputs.judgements.items():
        place = _place("judgements", key)
        if not 0 <= judgement.points <= 100:
            yield assessment_wording("input.judgement", place=place, found=judgement.points)
        if not judgement.reason.strip():
            yield assessment_wording("input.no_reason", place=place)
    for key, ratio in inputs.reporting.items():
        if not 0 <= ratio.done <= ratio.due:
            facts = {"done": ratio.done, "due": ratio.due}
            yield assessment_wording("input.ratio", place=_place("reporting", key), **facts)


def _event(event: Event, number: int) -> Iterator[Text]:
    place = f"events[{number}]"
    if not event.document.strip():
        yield assessment_wording("input.no_document", place=place)
    if event.kind.is_bonus and (event.points is None or event.points <= 0):
        yield assessment_wording("input.bonus_points", place=place)
    if not event.kind.is_bonus and event.points is not None:
        yield assessment_wording("input.foreign_points", place=place)
