"""What happened to a file of entries, as lines of text for the command and the page."""

from collections.abc import Iterator

from data.entry_checking import EntryReport
from data.entry_files import EntryFile
from data.entry_lookups import entry_wording
from data.problems import Problem
from indicators.text import Text

__all__ = ["entry_problem_lines", "entry_summary", "entry_summary_lines"]


def entry_summary(key: str, /, **facts: object) -> Text:
    """The sentence `summary.<key>` on what was done with entries."""
    return entry_wording(f"summary.{key}", **facts)


def entry_summary_lines(file: EntryFile, report: EntryReport) -> list[Text]:
    """How many entries were taken, and which columns and sheets were not read."""
    facts = {"rows": report.rows, "rejected": report.rejected, "accepted": report.rows - report.rejected}
    lines = [entry_summary("checked", file=file.source.file, **facts)]
    if file.unread:
        lines.append(entry_summary("unread", columns=", ".join(file.unread)))
    if file.skipped:
        lines.append(entry_summary("skipped", sheets=", ".join(file.skipped)))
    return lines


def entry_problem_lines(report: EntryReport, language: str) -> Iterator[str]:
    """One line for each problem: rule, place, sentence, and how to mend it."""
    return (_line(problem, language) for problem in report.problems)


def _line(problem: Problem, language: str) -> str:
    place = entry_summary("place", row=problem.row, cell=problem.cell or "—").in_language(language)
    sheet = f"{problem.sheet}! " if problem.sheet else ""
    hint = f" {problem.suggestion.in_language(language)}" if problem.suggestion else ""
    return f"[{problem.rule}] {sheet}{place}{problem.message.in_language(language)}{hint}"
