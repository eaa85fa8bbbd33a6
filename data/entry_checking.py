"""Checking entries before they are stored: every fault of every one, whether from a form or from a file."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from data.entry_columns import ENTRY_FORMS, KIND_WORDS, EntryForm
from data.entry_lookups import EntryFault, EntryLookups, entry_wording
from data.grid import cell_name
from data.limits import MAX_CELL
from data.lookups import Directory
from data.problems import Problem, Severity
from indicators.assessment_scheme import EventKind
from indicators.entry import ENTRY_KEY, ENTRY_SCHEMA, EntryKind, EntryState
from indicators.text import Text, fold

__all__ = ["EntryReport", "WrittenEntry", "check_entries"]

_TEXTS = frozenset({"id", "owner", "name", "text", "handling", "evidence"})
_HIDDEN = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LONGEST_ID = 80
_Faults = Iterator[tuple[str, EntryFault]]
"""Columns, and what is wrong there."""


@dataclass(frozen=True, slots=True)
class WrittenEntry:
    """An entry as somebody wrote it.

    Attributes:
        cells: text by column of `ENTRY_SCHEMA`; an empty one is not given.
        row: physical row in the file; 0 for a form.
        sheet: of a workbook; else empty.
        places: position of each column in the file, from 1, and the label above it.
    """

    cells: Mapping[str, str]
    row: int = 0
    sheet: str = ""
    places: Mapping[str, tuple[int, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EntryReport:
    """What a check found.

    Attributes:
        accepted: sound entries, as `ENTRY_SCHEMA`.
        rows: how many were checked.
        rejected: how many are kept out.
        problems: why, in the order of the file.
    """

    accepted: pl.DataFrame
    rows: int
    rejected: int
    problems: tuple[Problem, ...]


def check_entries(
    written: Sequence[WrittenEntry], directory: Directory, *, allowed: Collection[str] | None = None
) -> EntryReport:
    """Check entries one by one, then for the same key twice; equal ones count once.

    Args:
        written: as in the form or the file.
        directory: plan and register.
        allowed: codes of the areas that may be written of; None for all.
    """
    lookups = EntryLookups(directory)
    checked = [_Checked.of(entry, lookups, allowed) for entry in written]
    sound = [each for each in checked if not each.faults]
    different = {each.key: set[tuple[tuple[str, str], ...]]() for each in sound}
    for each in sound:
        different[each.key].add(tuple(sorted(each.values.items())))
    for each in sound:
        if len(different[each.key]) > 1:
            each.faults.append(("id", EntryFault("twice", id=each.values["id"])))
    accepted = {each.key: each.values for each in checked if not each.faults}
    return EntryReport(
        accepted=pl.DataFrame(list(accepted.values()), schema=ENTRY_SCHEMA),
        rows=len(checked),
        rejected=sum(bool(each.faults) for each in checked),
        problems=tuple(problem for each in checked for problem in each.problems()),
    )


@dataclass(frozen=True, slots=True)
class _Checked:
    """One entry with what its words stand for, and its faults by column."""

    written: WrittenEntry
    values: dict[str, str]
    faults: list[tuple[str, EntryFault]]

    @classmethod
    def of(cls, written: WrittenEntry, lookups: EntryLookups, allowed: Collection[str] | None) -> "_Checked":
        cells = {name: _tidy(name, cell) for name, cell in written.cells.items() if cell.strip()}
        kind = KIND_WORDS.get(fold(cells.get("kind", "")))
        if kind is None:
            rule = "unknown_word" if "kind" in cells else "missing"
            return cls(written, {}, [("kind", EntryFault(rule, allowed=", ".join(KIND_WORDS)))])
        faults = [*_misplaced(cells, ENTRY_FORMS[kind]), *_spoiled(cells)]
        values, unknown = _looked_up(kind, cells, lookups)
        faults += [*unknown, *_contradictions(kind, values, cells)]
        if not faults and allowed is not None and values.get("area") not in allowed:
            faults.append(("area", EntryFault("not_yours")))
        values.setdefault("id", _own_id(values))
        return cls(written, values, faults)

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(self.values[name] for name in ENTRY_KEY)

    def problems(self) -> Iterator[Problem]:
        for column, fault in self.faults:
            position, label = self.written.places.get(column, (None, ""))
            value = self.written.cells.get(column, "")
            facts = {**fault.facts, "value": value, "column": entry_wording(f"column.{column}")}
            hint = f"problem.{fault.rule}.suggestion"
            yield Problem(
                sheet=self.written.sheet,
                row=self.written.row,
                position=position,
                cell=cell_name(position, self.written.row) if position else "",
                column=column,
                label=label,
                value=value,
                rule=fault.rule,
                severity=Severity.ERROR,
                message=entry_wording(f"problem.{fault.rule}.message", **facts),
                suggestion=_said(hint, facts),
            )


def _said(key: str, facts: Mapping[str, object]) -> Text | None:
    return entry_wording(key, **facts) if key in entry_wording.sentences else None


def _tidy(column: str, cell: str) -> str:
    """Words that stand for something are folded; free text stays as written, because ① would turn into 1."""
    return cell.strip() if column in _TEXTS else unicodedata.normalize("NFKC", cell).strip()


def _misplaced(cells: Mapping[str, str], form: EntryForm) -> _Faults:
    """Columns that should be filled and are not, or are filled and should not be."""
    for column in ENTRY_SCHEMA:
        if column in form.required and column not in cells:
            yield column, EntryFault("missing")
        if column in cells and column not in form.columns:
            yield column, EntryFault("not_wanted")


def _spoiled(cells: Mapping[str, str]) -> _Faults:
    for column, cell in cells.items():
        limit = _LONGEST_ID if column == "id" else MAX_CELL
        if len(cell) > limit:
            yield column, EntryFault("too_long", limit=limit)
        if _HIDDEN.search(cell):
            yield column, EntryFault("hidden")


def _looked_up(
    kind: EntryKind, cells: Mapping[str, str], lookups: EntryLookups
) -> tuple[dict[str, str], list[tuple[str, EntryFault]]]:
    """What the cells stand for, and those that stand for nothing."""
    values, faults = {"kind": kind.value}, list[tuple[str, EntryFault]]()
    for column in ENTRY_FORMS[kind].columns:
        if column not in cells or column == "kind":
            continue
        found = _find(kind, column, cells[column], values, lookups)
        if isinstance(found, EntryFault):
            faults.append((column, found))
        elif found is not None:
            values[column] = found
    states = ENTRY_FORMS[kind].states
    if states and "state" not in cells:
        values["state"] = EntryState.CLOSED.value if "closed_on" in values else states[0]
    return values, faults


def _find(
    kind: EntryKind, column: str, cell: str, values: Mapping[str, str], lookups: EntryLookups
) -> str | EntryFault | None:
    """What one cell stands for; None where it hangs on a subject that is not known."""
    subject = values.get("subject")
    if column in ("category", "points") and subject is None:
        return None
    finders: dict[str, Callable[[], str | EntryFault]] = {
        "subject": lambda: lookups.subject(kind, cell),
        "area": lambda: lookups.area(kind, cell),
        "department": lambda: lookups.department(cell),
        "day": lambda: lookups.day(cell),
        "closed_on": lambda: lookups.day(cell),
        "state": lambda: lookups.state(kind, cell),
        "category": lambda: lookups.category(str(subject), cell),
        "points": lambda: lookups.points(kind, str(subject), cell),
    }
    return finders[column]() if column in finders else cell


def _contradictions(kind: EntryKind, values: Mapping[str, str], cells: Mapping[str, str]) -> _Faults:
    """Cells that do not go together."""
    if kind in (EntryKind.CASE, EntryKind.ACTION):
        is_closed = values.get("state") == EntryState.CLOSED
        if is_closed and "closed_on" not in cells:
            yield "closed_on", EntryFault("closed_without_day")
        if not is_closed and "closed_on" in cells:
            yield "closed_on", EntryFault("day_without_closing")
    if kind is EntryKind.CASE and values.get("closed_on", "9") < values.get("day", ""):
        yield "closed_on", EntryFault("closed_before", day=values["day"])
    if kind is EntryKind.ACTION and not {"department", "owner"} & set(cells):
        yield "owner", EntryFault("nobody")
    if kind is EntryKind.SUBMISSION and ("area" in cells) == ("department" in cells):
        yield "department", EntryFault("one_unit")
    is_bonus = kind is EntryKind.EVENT and EventKind(values.get("subject", EventKind.VETO)).is_bonus
    if is_bonus and "points" not in cells:
        yield "points", EntryFault("missing")


def _own_id(values: Mapping[str, str]) -> str:
    """An id from what the entry is about, so that the same one handed in twice stays one entry."""
    if values["kind"] in (EntryKind.CASE, EntryKind.ACTION):
        facts = "\x1f".join(values.get(name, "") for name in ("subject", "area", "day", "name", "text"))
        return hashlib.sha256(facts.encode()).hexdigest()[:12]
    names = ("subject", "area", "department", "day")
    parts = names if values["kind"] == EntryKind.EVENT else names[:-1]
    return "-".join(values[name] for name in parts if name in values)
