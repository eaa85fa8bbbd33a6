"""What a blank form asks for: its sheets, their areas, and the cells that each goal needs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from geo import Area, Register
from indicators import (
    Goal,
    Kind,
    Level,
    Period,
    Sector,
    State,
    Temporal,
    Text,
    domain_wording,
    input_segments,
)

__all__ = ["LONGEST_SHEET", "Question", "TemplateSheet", "template_sheets"]

LONGEST_SHEET = 50
"""Questions on one sheet; with the columns around them it stays within what the reader takes."""

_RATIO = ("numerator", "denominator", "na_reason")
_VALUE = ("value",)
_FIELDS = {
    Kind.RATE: _RATIO,
    Kind.MEAN_OF_PREFECTURES: _RATIO,
    Kind.RISE: _RATIO,
    Kind.SHARE_OF_COUNTIES: ("numerator",),
    Kind.ASPIRATION: ("value", "state"),
    Kind.MILESTONE: ("state", "evidence"),
    Kind.WORDING: ("state", "evidence"),
}
_STEPS = (State.NOT_STARTED, State.IN_PROGRESS, State.DONE)
_JUDGEMENTS = (State.JUDGED_MET, State.JUDGED_AT_RISK, State.JUDGED_NOT_MET)
_LEVELS = tuple(Level)
_SECTORS = tuple(Sector)
_WHOLE = Text(zh="", en="")


@dataclass(frozen=True, slots=True)
class Question:
    """One column to fill in.

    Attributes:
        segment: id of the segment or checklist item; empty for the goal as a whole.
        part: name of the segment or item; empty words for the goal as a whole.
        field: one of `data.layout.MEASURED`.
    """

    goal: Goal
    segment: str
    part: Text
    field: str

    @property
    def is_first(self) -> bool:
        """Whether it begins an observation; the questions behind it add to the same one."""
        return self.field == _FIELDS.get(self.goal.kind, _VALUE)[0]

    @property
    def is_tick(self) -> bool:
        """Whether it is an item of a checklist, answered by 1 or 0."""
        return any(item.id == self.segment for item in self.goal.items)

    @property
    def states(self) -> tuple[State, ...]:
        """The states to choose from."""
        return _JUDGEMENTS if self.goal.kind is Kind.WORDING else _STEPS


@dataclass(frozen=True, slots=True)
class TemplateSheet:
    """One table: a row for each area, a column for each question.

    Attributes:
        is_stock: the figures are those of the last day of the period, not of its whole span.
    """

    name: str
    level: Level
    is_stock: bool
    areas: tuple[Area, ...]
    period: Period
    questions: tuple[Question, ...]


def template_sheets(
    goals: Sequence[Goal], *, register: Register, prefecture: Area | None, period: Period
) -> tuple[TemplateSheet, ...]:
    """The sheets for some goals, by sector, level, and stock or flow; each goal is on one of them.

    Args:
        goals: in the plan's order.
        register: for the areas.
        prefecture: only this prefecture and its counties; goals of the region are left out then.
        period: the period to report.
    """
    sheets: list[TemplateSheet] = []
    for (sector, level, is_stock), members in groupby(sorted(goals, key=_place), key=_place):
        areas = _areas(register, _LEVELS[level], prefecture)
        parts = _split(members) if areas else []
        words = [
            domain_wording(f"sector.{_SECTORS[sector]}").zh,
            domain_wording(f"level.{_LEVELS[level]}").zh,
        ]
        name = "·".join([*words, "期末数"] if is_stock else words)
        for number, questions in enumerate(parts, 1):
            numbered = f"{name} {number}" if len(parts) > 1 else name
            sheets.append(TemplateSheet(numbered, _LEVELS[level], is_stock, areas, period, questions))
    return tuple(sheets)


def _place(goal: Goal) -> tuple[int, int, bool]:
    is_stock = goal.temporal is Temporal.STOCK
    return _SECTORS.index(goal.sector), _LEVELS.index(goal.natural_level), is_stock


def _areas(register: Register, level: Level, prefecture: Area | None) -> tuple[Area, ...]:
    if prefecture is None:
        return register.of_level(level)
    within = {Level.COUNTY: register.counties_of(prefecture.code), Level.PREFECTURE: (prefecture,)}
    return within.get(level, ())


def _split(goals: Iterable[Goal]) -> list[tuple[Question, ...]]:
    """The questions of each sheet; a goal is never torn apart."""
    sheets: list[tuple[Question, ...]] = [()]
    for goal in goals:
        asked = tuple(_questions(goal))
        if sheets[-1] and len(sheets[-1]) + len(asked) > LONGEST_SHEET:
            sheets.append(())
        sheets[-1] += asked
    return sheets


def _questions(goal: Goal) -> Iterator[Question]:
    parts = [(part.id, part.name) for part in goal.items or goal.segments] or [("", _WHOLE)]
    parts += [(part.id, part.name) for part in input_segments(goal)]
    for segment, name in parts:
        for field in _FIELDS.get(goal.kind, _VALUE):
            yield Question(goal, segment, name, field)
