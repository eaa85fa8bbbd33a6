"""What is wrong with a row: rule, place, value, and how to mend it, in both languages."""

from dataclasses import dataclass
from enum import StrEnum

from data.errors import data_wording
from indicators.text import Text

__all__ = ["Finding", "Problem", "Severity"]


_SHOWN = 60  # characters of a cell that a sentence repeats


class Severity(StrEnum):
    """An error keeps the row out; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of one cell.

    Attributes:
        row: physical line in the file.
        column: column id.
        value: the cell as it stands in the file.
        rule: stable id of the rule.
    """

    row: int
    column: str
    value: str
    rule: str
    severity: Severity
    message: Text
    suggestion: Text | None


class Finding:
    """A rule that failed, with its facts, before it is tied to a row."""

    __slots__ = ("facts", "rule", "severity")

    def __init__(self, rule: str, *, severity: Severity = Severity.ERROR, **facts: object) -> None:
        """`facts` fill the sentences `problem.<rule>.message` and `problem.<rule>.suggestion`."""
        self.rule = rule
        self.severity = severity
        self.facts = facts

    def at(self, *, row: int, column: str, value: str) -> Problem:
        """The problem this finding is in one cell."""
        key = f"problem.{self.rule}"
        shown = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"
        facts = {"row": row, "column": data_wording(f"column.{column}"), "value": shown, **self.facts}
        has_suggestion = f"{key}.suggestion" in data_wording.sentences
        return Problem(
            row=row,
            column=column,
            value=value,
            rule=self.rule,
            severity=self.severity,
            message=data_wording(f"{key}.message", **facts),
            suggestion=data_wording(f"{key}.suggestion", **facts) if has_suggestion else None,
        )
