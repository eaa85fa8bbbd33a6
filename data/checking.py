"""Checking an upload against the plan and the register: every fault of every row, nothing stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from data.blank_forms import without_blank_deliverables
from data.cell_rules import find_cell_faults, without_spoiled
from data.deliverable_rules import DELIVERABLE_RULES
from data.faults import FAULT_SCHEMA, ROW_WIDE, column_facts, faults_in, is_error
from data.files import read_file
from data.grid import column_name
from data.layout import Layout
from data.layout_memory import LayoutMemory
from data.lookups import Directory
from data.marks import without_marks
from data.numbers import as_percent, decimal_text, is_fraction, whole_number, yes_as_one
from data.people import Uploader
from data.problem_list import Problems
from data.problems import ProblemGroup
from data.raw_table import LINE_SCHEMA, RawTable
from data.recognising import read_layouts
from data.reshaping import reshape
from data.resolving import resolve
from data.rule import apply_rules
from data.rules import (
    CHECKLIST,
    COUNTED,
    GROUP_FACTS,
    GROUP_RULES,
    PERCENT,
    REPEATED,
    ROW_FACTS,
    ROW_RULES,
    outside_prefecture,
)
from data.totals import find_total_faults
from data.year_to_date import find_falls
from indicators.observation import KEY, OBSERVATION_SCHEMA

__all__ = ["CheckReport", "check_file", "check_table"]


@dataclass(frozen=True)
class CheckReport:
    """What a dry run found. Rows are physical ones; a wide row gives several observations.

    Attributes:
        table: the file as read.
        accepted: observations that may be stored, plus their `line`, `sheet` and `row`; equal ones once.
        faults: as `FAULT_SCHEMA`, in the order of the file, then by column.
    """

    table: RawTable
    accepted: pl.DataFrame
    faults: pl.DataFrame

    @cached_property
    def problems(self) -> Problems:
        """The faults in words, made when they are looked at."""
        labels = {
            (sheet, column.position): column.label
            for sheet, layout in self.table.layouts.items()
            for column in layout.columns
        }
        return Problems(self.faults, labels)

    def groups(self) -> tuple[ProblemGroup, ...]:
        """The problems by rule: errors first, then the most frequent."""
        return self.problems.groups()

    @property
    def rows(self) -> int:
        """Data rows in the file; blank and ignored ones apart."""
        return self.table.lines.height

    @property
    def ignored(self) -> pl.DataFrame:
        """Rows that are no data, as `IGNORED_SCHEMA`."""
        return self.table.ignored

    @cached_property
    def accepted_rows(self) -> tuple[int, ...]:
        """Rows that are taken, repeated ones included."""
        return _rows(self.table.lines.join(self._refused, on="line", how="anti", maintain_order="left"))

    @cached_property
    def rejected_rows(self) -> tuple[int, ...]:
        """Rows that are kept out."""
        return _rows(self.rejected)

    @cached_property
    def rejected(self) -> pl.DataFrame:
        """The lines that are kept out, as `LINE_SCHEMA`."""
        return self.table.lines.join(self._refused, on="line", how="semi", maintain_order="left")

    @cached_property
    def repeated_rows(self) -> tuple[int, ...]:
        """Accepted rows that give figures of another accepted row once more, counted once."""
        repeated = self.faults.filter(pl.col("rule") == REPEATED.id)
        return _rows(self.table.lines.join(repeated, on="line", how="semi", maintain_order="left"))

    @property
    def observations(self) -> pl.DataFrame:
        """The accepted observations in the shape of `OBSERVATION_SCHEMA`."""
        return self.accepted.select(list(OBSERVATION_SCHEMA))

    @cached_property
    def _refused(self) -> pl.DataFrame:
        return self.faults.filter(is_error()).select("line").unique()


def _rows(lines: pl.DataFrame) -> tuple[int, ...]:
    return tuple(lines["row"].to_list())


def check_file(  # noqa: PLR0913 -- what is known beside the file, all of it optional
    content: bytes,
    *,
    file: str,
    directory: Directory,
    memory: LayoutMemory | None = None,
    layouts: Mapping[str, Layout] | None = None,
    uploader: Uploader | None = None,
) -> CheckReport:
    """Read and check one uploaded file.

    Args:
        content: its bytes.
        file: its name.
        directory: plan and register.
        memory: layouts that were explained before.
        layouts: those of this file by sheet, as the user says; else they are recognised.
        uploader: whose areas may be reported; all without one.

    Raises:
        UnreadableFileError: the file as a whole cannot be read; row faults are in the report instead.
    """
    source = without_marks(read_file(content, file=file))
    known = layouts or read_layouts(source, plan=directory.plan, memory=memory)
    return check_table(reshape(source, known), directory, uploader)


def check_table(table: RawTable, directory: Directory, uploader: Uploader | None = None) -> CheckReport:
    """Check every row of a table; accepted and rejected rows add up to all rows."""
    table = without_blank_deliverables(table, directory.plan)
    resolved, faults = resolve(table.rows, directory)
    rows = _with_numbers(resolved).with_columns(ROW_FACTS)
    own = [outside_prefecture(uploader.areas(directory.register))] if uploader else []
    faults += apply_rules(rows, (*ROW_RULES, *DELIVERABLE_RULES, *own))
    cells = find_cell_faults(rows)
    faults = [*without_spoiled(faults, cells), *cells, _too_many_cells(table)]
    sound = _without(rows, faults).with_columns(GROUP_FACTS)
    faults += apply_rules(sound, GROUP_RULES)
    agreed = _without(sound, faults)
    faults += find_falls(agreed)
    agreed = _without(agreed, faults)
    repeated = apply_rules(agreed, (REPEATED,))
    faults += [*repeated, *find_total_faults(table.totals, rows, directory)]
    return CheckReport(
        table=table,
        accepted=_observations(agreed.remove(REPEATED.fails)),
        faults=_in_order(faults, [grid.sheet for grid in table.source.grids]),
    )


def _too_many_cells(table: RawTable) -> pl.DataFrame:
    """The rows with cells that have no header."""
    rows = table.too_wide.join(table.lines, on=["sheet", "row"], how="inner", maintain_order="left")
    letters = {position: column_name(position) for position in rows["position"].unique()}
    letter = pl.col("position").replace_strict(letters, return_dtype=pl.String)
    rows = rows.with_columns(at_row="position", cell=letter + pl.col("row").cast(pl.String))
    return faults_in(rows, "too_many_cells", cell=ROW_WIDE, facts=column_facts({"cell": "cell"}))


def _in_order(faults: Sequence[pl.DataFrame], sheets: Sequence[str]) -> pl.DataFrame:
    """All faults by sheet, row, column and rule."""
    together = pl.concat([pl.DataFrame(schema=FAULT_SCHEMA), *faults])
    order = pl.col("sheet").replace_strict(sheets, list(range(len(sheets))), return_dtype=pl.Int32)
    return together.sort(order, "row", "column", "rule")


def _without(rows: pl.DataFrame, faults: Sequence[pl.DataFrame]) -> pl.DataFrame:
    bad = pl.concat([found.filter(is_error())["line"] for found in faults])
    return rows.filter(~pl.col("line").is_in(bad.unique().implode()))


def _with_numbers(rows: pl.DataFrame) -> pl.DataFrame:
    """Counts as integers; values as exact text, counts among them without a decimal point.

    Of a percentage a fraction is taken times 100; a checklist may be answered in words.
    """
    numerator = pl.col("numerator")
    rows = rows.with_columns(
        numerator=pl.when(CHECKLIST).then(yes_as_one(numerator)).otherwise(numerator),
    )
    value, whole = pl.col("value"), whole_number(pl.col("value")).cast(pl.String)
    in_percent = PERCENT & is_fraction(value)
    share = pl.when(in_percent).then(as_percent(value)).otherwise(decimal_text(value))
    return rows.with_columns(
        numerator_number=whole_number(pl.col("numerator")),
        denominator_number=whole_number(pl.col("denominator")),
        value_number=pl.when(COUNTED).then(whole).otherwise(share),
    )


def _observations(rows: pl.DataFrame) -> pl.DataFrame:
    """Accepted rows; evidence and note stay as written, because folding would turn ① into 1."""
    texts = {"evidence": "evidence_written", "reported_by": "reported_by", "note": "note_written"}
    filled = [pl.when(pl.col(name) != "").then(pl.col(kept)).alias(name) for name, kept in texts.items()]
    ids = [pl.col(f"{name}_id").alias(name) for name in (*KEY, "state", "na_reason", "reported_on")]
    numbers = [
        pl.col("numerator_number").alias("numerator"),
        pl.col("denominator_number").alias("denominator"),
        pl.col("value_number").alias("value"),
    ]
    return rows.select(*LINE_SCHEMA, *ids, *numbers, *filled).select(*LINE_SCHEMA, *OBSERVATION_SCHEMA)
