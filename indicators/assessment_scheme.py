"""The scheme by which prefectures are scored, as its file states it: blocks, weights, bands, adjustments."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from indicators.assessment_errors import UnknownPresetError
from indicators.goal import Goal
from indicators.text import Text

__all__ = [
    "Assessment",
    "Band",
    "Block",
    "Deduction",
    "EventKind",
    "FullRate",
    "Preset",
    "Rules",
    "ScoredItem",
    "Scoring",
    "Stamp",
]


class Block(StrEnum):
    """The blocks that share the 100 points."""

    GOALS = "goals"
    MEASURES = "measures"
    BRAND_AND_THIRD_PARTY = "brand_and_third_party"
    REPORTING = "reporting"


class Scoring(StrEnum):
    """How an item earns its points; the formulas are in `assessment_functions`."""

    RATE_GE = "rate_ge"
    RATE_100 = "rate_100"
    COVERAGE = "coverage"
    TREND = "trend"
    MILESTONE = "milestone"
    TASK = "task"
    JUDGED = "judged"
    REPORTED = "reported"


class FullRate(StrEnum):
    """What a 100 % goal earns below 100 %."""

    LINEAR = "linear"
    ALL_OR_NOTHING = "all_or_nothing"


class EventKind(StrEnum):
    """What raises, lowers or decides a score besides the items."""

    NATIONAL_AWARD = "national_award"
    DEMONSTRATION_TITLE = "demonstration_title"
    NATIONAL_BENCHMARK = "national_benchmark"
    ACCIDENT = "accident"
    FALSE_DATA = "false_data"
    VETO = "veto"  # a regional or systemic quality-safety event

    @property
    def is_bonus(self) -> bool:
        """Whether it adds points, which the office states with it."""
        return self in {EventKind.NATIONAL_AWARD, EventKind.DEMONSTRATION_TITLE, EventKind.NATIONAL_BENCHMARK}


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which edition of the scheme made a score; `sha256` is that of the file's bytes."""

    version: str
    dated: date
    by: Text
    approved: bool
    sha256: str


@dataclass(frozen=True, slots=True)
class Rules:
    """Numbers of the formulas (assumed); points, and shares of 1.

    Attributes:
        rate_ge_points: percentage points under its target at which a rate scores nothing.
        rate_100_floor: percentage at which a 100 % goal scores nothing.
        rate_100: what it earns between that and 100 %.
        late: worth of a deliverable that came late.
        enough: share of each block's weight that must be scorable for a grade.
        bonus_cap: most points that bonuses can add.
    """

    rate_ge_points: Fraction
    rate_100_floor: Fraction
    rate_100: FullRate
    late: Fraction
    enough: Fraction
    bonus_cap: Fraction


@dataclass(frozen=True, slots=True)
class Preset:
    """Points of the blocks; they add up to 100."""

    id: str
    name: Text
    weights: Mapping[Block, Fraction]


@dataclass(frozen=True, slots=True)
class Band:
    """A grade: scores from `minimum` on, up to the band before it; None takes the rest (E21)."""

    grade: str
    minimum: Fraction | None


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points lost for each event of a kind, up to a cap; `goal` also counts such cases."""

    event: EventKind
    points: Fraction
    cap: Fraction
    goal: str | None


@dataclass(frozen=True, slots=True)
class ScoredItem:
    """One line of the score.

    Attributes:
        weight: counts in proportion within the block.
        group: items that share the weight of one that does not apply: a sector, or the whole block.
        goal: for items of the goals.
        deliverables: ids, for items of the measures.
    """

    id: str
    block: Block
    group: str
    name: Text
    weight: Fraction
    function: Scoring
    goal: Goal | None = None
    deliverables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """A scheme, held against its plan on loading; `start` to `deadline` is the time that it scores."""

    name: Text
    stamp: Stamp
    start: date
    deadline: date
    rules: Rules
    presets: tuple[Preset, ...]
    bands: tuple[Band, ...]
    deductions: tuple[Deduction, ...]
    items: tuple[ScoredItem, ...]

    def preset(self, preset_id: str) -> Preset:
        """The preset with this id.

        Raises:
            UnknownPresetError: there is none.
        """
        for preset in self.presets:
            if preset.id == preset_id:
                return preset
        raise UnknownPresetError(preset_id, allowed=[preset.id for preset in self.presets])

    def items_of(self, block: Block) -> tuple[ScoredItem, ...]:
        """The items of a block, in the file's order."""
        return tuple(item for item in self.items if item.block is block)

    def weights(self, preset: Preset) -> dict[str, Fraction]:
        """Points of every item by id, its share of the block's; without those of blocks worth nothing."""
        return {
            item.id: preset.weights[block] * item.weight / sum(other.weight for other in items)
            for block, items in ((block, self.items_of(block)) for block in Block)
            if preset.weights[block]
            for item in items
        }

    def grade(self, points: Fraction) -> str:
        """The grade of an unrounded score: 89.99 is not 90 (E21)."""
        return next(band.grade for band in self.bands if band.minimum is None or points >= band.minimum)

    @property
    def lowest_grade(self) -> str:
        """The grade that a veto decides."""
        return self.bands[-1].grade
