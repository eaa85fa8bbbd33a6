"""What is wrong with a row: rule, place, value, and how to mend it, in both languages."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from indicators.text import Text

__all__ = ["Finding", "Found", "Ids", "Problem", "ProblemGroup", "Severity"]


class Severity(StrEnum):
    """An error keeps the row out; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault of one cell.

    Attributes:
        sheet: where it stands in a workbook; empty in a text file.
        row: physical row or line in the file.
        position: column of the cell, from 1; None for the row as a whole and for cells that are not there.
        cell: the same place as spreadsheets show it, such as C7; empty without a position.
        column: column id, `row` for the row as a whole.
        label: header label above the cell; empty without a position.
        value: the cell as it stands in the file.
        rule: stable id of the rule.
    """

    sheet: str
    row: int
    position: int | None
    cell: str
    column: str
    label: str
    value: str
    rule: str
    severity: Severity
    message: Text
    suggestion: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemGroup:
    """All problems of one rule.

    Attributes:
        count: how many.
        rows: in how many physical rows.
        examples: the first ones.
    """

    rule: str
    severity: Severity
    count: int
    rows: int
    examples: tuple[Problem, ...]


class Finding:
    """A rule that failed for some words, with its facts, before it is tied to the rows that hold them."""

    __slots__ = ("facts", "rule", "severity")

    def __init__(self, rule: str, *, severity: Severity = Severity.ERROR, **facts: object) -> None:
        """`facts` fill the sentences `problem.<rule>.message` and `problem.<rule>.suggestion`."""
        self.rule = rule
        self.severity = severity
        self.facts = facts


Ids: TypeAlias = dict[str, object]
"""What a lookup found, by name of the new column."""

Found: TypeAlias = Ids | Finding | tuple[Ids, Finding]
"""What came of a lookup: the ids, a fault, or the ids and a warning."""
