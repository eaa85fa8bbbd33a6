"""Bonus, deductions and veto of one prefecture (section 6 of the domain report; all assumed)."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from indicators.assessment_errors import assessment_wording
from indicators.assessment_inputs import Event
from indicators.assessment_scheme import Assessment, Deduction, EventKind
from indicators.assessment_score import Adjustment
from indicators.text import Text

__all__ = ["adjustments"]


def adjustments(
    events: Sequence[Event], assessment: Assessment, *, rows: Mapping[str, Mapping[str, Any]]
) -> tuple[Adjustment, ...]:
    """What a prefecture's events add, take off or decide.

    Args:
        events: those of the prefecture that count.
        assessment: the scheme with its points and caps.
        rows: its rows of the status frame by goal id, for cases that were reported as figures.
    """
    in_order = sorted(events, key=lambda event: (event.day, event.kind, event.document))
    deductions = [_deducted(in_order, deduction, rows=rows) for deduction in assessment.deductions]
    vetoes = [
        Adjustment(kind=event.kind, points=Fraction(0), reason=_reason(event))
        for event in in_order
        if event.kind is EventKind.VETO
    ]
    taken_off = [deduction for deduction in deductions if deduction is not None]
    return (*_bonuses(in_order, cap=assessment.rules.bonus_cap), *taken_off, *vetoes)


def _bonuses(events: Sequence[Event], *, cap: Fraction) -> Iterator[Adjustment]:
    """Bonuses in order of their day, each with what still fits under the cap."""
    left = cap
    for event in events:
        if event.kind.is_bonus:
            points = min(event.points or Fraction(0), left)
            left -= points
            yield Adjustment(kind=event.kind, points=points, reason=_reason(event))


def _deducted(
    events: Sequence[Event], deduction: Deduction, *, rows: Mapping[str, Mapping[str, Any]]
) -> Adjustment | None:
    """Points for each case up to the cap; a case both reported and filed as an event is one case."""
    filed = sum(event.kind is deduction.event for event in events)
    row = rows.get(deduction.goal or "")
    reported = int(Decimal(row["value"])) if row and row["value"] is not None else 0
    count = max(filed, reported)
    if not count:
        return None
    reason = assessment_wording(f"event.{deduction.event.value}", count=count)
    return Adjustment(
        kind=deduction.event, points=-min(count * deduction.points, deduction.cap), reason=reason
    )


def _reason(event: Event) -> Text:
    return assessment_wording(f"event.{event.kind.value}", document=event.document)
