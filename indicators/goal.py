"""A goal of the plan, as its file states it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.text import Text
from indicators.vocabulary import Comparison, Kind, Level, PeriodType, Sector, Temporal

__all__ = ["Goal", "Item", "Segment"]

_PERCENT = frozenset({Kind.RATE, Kind.SHARE_OF_COUNTIES, Kind.MEAN_OF_PREFECTURES, Kind.RISE})


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of what a goal counts, reported apart and judged together."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a goal's checklist."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal of the plan: what is measured, and when it is met.

    Attributes:
        number: place in the plan, from 1.
        threshold_bp: target in basis points (9600 is 96 %); None where no rate has a target.
        threshold: target of a count (R2), or 1 for a milestone to be done; else None.
        sampled: whether the figures come from samples, so that an interval makes sense (R18).
        frequency: how often it is reported (assumed); events are reported by month.
        zero_tolerance: lost for the year at the first failure (R7).
        progress: measured against the time gone by before the deadline (R8).
        numerator: name of what is counted as passing; None when there is no ratio.
        denominator: name of what it is counted out of; None when there is no ratio.
        unit_of_count: noun for one more of them, English in the singular; None where nothing is counted.
        reference: what it is compared with (R9 to R12), None when the target is in the plan.
        tolerance: how far below the reference still is near, in units of the value (R9).
        departments: ids of the departments that its article names, in the plan's order.
        likely_owner: those of them that probably report it (assumed).
        fixed: what the plan's text settles.
        assumed: what it leaves open, and what is taken here until the office decides.
    """

    id: str
    number: int
    name: Text
    short: Text
    description: Text
    sector: Sector
    article: int
    kind: Kind
    comparison: Comparison | None
    threshold_bp: int | None
    threshold: int | None
    unit: Text
    natural_level: Level
    temporal: Temporal
    sampled: bool
    frequency: PeriodType
    zero_tolerance: bool
    progress: bool
    numerator: Text | None
    denominator: Text | None
    unit_of_count: Text | None
    segments: tuple[Segment, ...]
    items: tuple[Item, ...]
    reference: Text | None
    tolerance: Decimal | None
    deadline: date
    departments: tuple[str, ...]
    likely_owner: tuple[str, ...]
    fixed: tuple[Text, ...]
    assumed: tuple[Text, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Everything it can be called in a file: id, names and short names."""
        return (self.id, self.name.zh, self.short.zh, self.name.en, self.short.en)

    @property
    def is_percent(self) -> bool:
        """Whether its values are percentages; the others are counts, amounts and shares of a milestone."""
        return self.kind in _PERCENT

    @property
    def target_bp(self) -> int:
        """The target in basis points, of a goal whose kind has one (checked on loading)."""
        assert self.threshold_bp is not None, self.id
        return self.threshold_bp

    @property
    def target_count(self) -> int:
        """The target of a goal of kind count (checked on loading)."""
        assert self.threshold is not None, self.id
        return self.threshold

    @property
    def count_unit(self) -> Text:
        """What one more or one less is called: the unit of count, else the unit of the value."""
        return self.unit_of_count or self.unit
