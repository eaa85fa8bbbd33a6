"""Everything that can go wrong with a plan; messages in Chinese and English."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from indicators.text import Text
from indicators.wording import load_wording

__all__ = [
    "IndicatorError",
    "PlanError",
    "PlanProblem",
    "UnknownArticleError",
    "UnknownDepartmentError",
    "UnknownEntryError",
    "UnknownGoalError",
    "plan_problem",
    "plan_wording",
]

plan_wording = load_wording(Path(__file__).with_name("plan_wording.toml"))
"""The sentences about faulty plan files."""

_SHOWN = 5


class IndicatorError(Exception):
    """Base of all errors of this package; `message` says it in both languages."""

    def __init__(self, key: str, /, **facts: object) -> None:
        """Build the sentence `error.<key>` from the facts."""
        self.message: Text = plan_wording(f"error.{key}", **facts)
        super().__init__(self.message.en)


@dataclass(frozen=True, slots=True)
class PlanProblem:
    """One fault of a plan folder.

    Attributes:
        file: name of the file inside the folder.
        entry: what it is in, such as `goals[agri_pass_rate]`; empty for the whole file.
        reason: what is wrong and what is allowed.
    """

    file: str
    entry: str
    reason: Text

    def in_language(self, language: str) -> str:
        """The problem as one line."""
        place = f"{self.file} {self.entry}" if self.entry else self.file
        return f"{place}: {self.reason.in_language(language)}"


def plan_problem(file: str, entry: str, key: str, /, **facts: object) -> PlanProblem:
    """The problem `problem.<key>` with its facts filled in."""
    return PlanProblem(file, entry, plan_wording(f"problem.{key}", **facts))


class PlanError(IndicatorError):
    """A plan folder cannot be used; `problems` holds every fault found in it."""

    def __init__(self, folder: Path, problems: Sequence[PlanProblem]) -> None:
        """Say all problems, because they are mended together."""
        self.problems = tuple(problems)
        lines = Text(*("\n".join(p.in_language(language) for p in problems) for language in ("zh", "en")))
        super().__init__("plan", folder=folder.name, count=len(problems), problems=lines)


class UnknownEntryError(IndicatorError, LookupError):
    """The plan has no entry of that name.

    Attributes:
        suggestions: up to three known words that look like the one given, the nearest first.
        allowed: ids of all entries.
    """

    noun = "entry"

    def __init__(self, name: str, *, known: Sequence[str], allowed: Sequence[str]) -> None:
        """`known` are all words by which an entry can be called."""
        self.suggestions = tuple(get_close_matches(name, known, n=3))
        self.allowed = tuple(allowed)
        super().__init__(
            f"unknown_{self.noun}",
            name=name,
            suggestions=", ".join(self.suggestions) or "—",
            count=len(allowed),
            allowed=_some(allowed),
        )


class UnknownGoalError(UnknownEntryError):
    """The plan has no such goal."""

    noun = "goal"


class UnknownDeliverableError(UnknownEntryError):
    """The plan has no such deliverable."""

    noun = "deliverable"


class UnknownDepartmentError(UnknownEntryError):
    """The plan has no such department."""

    noun = "department"


class UnknownArticleError(UnknownEntryError):
    """The plan has no such article."""

    noun = "article"


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown} …"
