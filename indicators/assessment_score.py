"""The score of a prefecture, down to the points lost in every item."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from indicators.assessment_outcomes import OutcomeState
from indicators.assessment_scheme import Block, EventKind, Stamp
from indicators.text import Text

__all__ = ["Adjustment", "BlockScore", "ItemScore", "Score"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemScore:
    """Points of one item; `points + lost + pending = weight`, exactly.

    Attributes:
        weight: points that it is worth here, with what it took over from items that do not apply.
        backed: part of the weight that data cover.
        pending: part of the weight without data before the deadline; 0 from the deadline on.
        low: points at the lower end of the sample's interval; the same as `points` where nothing was sampled.
        high: at its upper end.
    """

    id: str
    block: Block
    name: Text
    state: OutcomeState
    reason: Text
    weight: Fraction
    points: Fraction
    lost: Fraction
    pending: Fraction
    backed: Fraction
    low: Fraction
    high: Fraction
    is_small_sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockScore:
    """Points of one block; `scorable` is the share of its weight, as in the scheme, that can be scored."""

    block: Block
    name: Text
    weight: Fraction
    points: Fraction
    lost: Fraction
    pending: Fraction
    scorable: Fraction
    has_enough_data: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """Points added or taken off after the items; 0 for a veto, which decides the grade instead."""

    kind: EventKind
    points: Fraction
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The score of one prefecture on a date, and which edition of the scheme made it.

    Attributes:
        points: unrounded, adjustments included, of 100; scaled up from the part that data cover while some is
            still pending. Only bonuses lift it above 100. None when nothing can be scored.
        grade: None without enough data; the lowest grade after a veto. A trial grade until `stamp.approved`.
        rank: place among the prefectures with enough data.
        backed_share: share of the weight that data cover, from 0 to 1.
        low: the score at the lower ends of all exact intervals of sampled rates (R18).
        high: the same at their upper ends.
        is_provisional: the deadline has not come.
    """

    prefecture: str
    prefecture_name: str
    as_of: date
    preset: str
    stamp: Stamp
    points: Fraction | None
    low: Fraction | None
    high: Fraction | None
    grade: str | None
    rank: int | None
    backed_share: Fraction
    is_provisional: bool
    has_enough_data: bool
    blocks: tuple[BlockScore, ...]
    items: tuple[ItemScore, ...]
    adjustments: tuple[Adjustment, ...]

    @property
    def is_vetoed(self) -> bool:
        """Whether a quality-safety event decides the grade."""
        return any(adjustment.kind is EventKind.VETO for adjustment in self.adjustments)

    @property
    def small_samples(self) -> tuple[str, ...]:
        """Ids of the goals that rest on a small sample, so that the range should be shown."""
        return tuple(item.id for item in self.items if item.is_small_sample)
