"""The file back with what is wrong written beside each row, to be mended and uploaded again."""

import polars as pl

from data.checking import CheckReport
from data.faults import is_error
from data.formulas import harmless
from data.grid import Grid
from data.item_rows import item_column, spread_areas
from data.limits import MAX_WORKBOOK_ROWS
from data.marked_workbook import MarkedSheet, write_workbook
from data.marks import MARK_LABEL
from data.problem_list import with_sentences

__all__ = ["marked_workbook", "rejected_ending", "rejected_rows"]

_ABOVE = ("title", "header", "unit")
_PLAIN = r"^-+$|^-\s?[0-9,]{1,20}(\.[0-9]{1,12})?%?$"  # begins like a formula and is none


def marked_workbook(report: CheckReport, *, language: str = "zh") -> bytes:
    """An XLSX workbook of all sheets: cells at fault coloured, one more column that says what is wrong.

    Of a text file longer than a workbook may be it has only the first 100,000 rows at fault, at their places.
    """
    marks = _marks(report, language)
    grids = report.table.source.grids
    return write_workbook([_marked(_shown(grid, report, marks), grid.sheet, report, marks) for grid in grids])


def rejected_rows(report: CheckReport, *, language: str = "zh") -> bytes:
    """The rejected rows below title and header as in the file, with a column that says what is wrong.

    Returns:
        A CSV file in UTF-8 with a byte-order mark; a marked workbook where several sheets have such rows.
    """
    marks = _marks(report, language)
    sheets = [
        _marked(_rejected(grid, report), grid.sheet, report, marks)
        for grid in report.table.source.grids
        if grid.sheet in _sheets_rejected(report)
    ]
    return _csv(sheets[0].rows) if len(sheets) == 1 else write_workbook(sheets)


def rejected_ending(report: CheckReport) -> str:
    """The ending of a name for `rejected_rows`: `csv` or `xlsx`."""
    return "csv" if len(_sheets_rejected(report)) == 1 else "xlsx"


def _sheets_rejected(report: CheckReport) -> list[str]:
    return report.rejected["sheet"].unique(maintain_order=True).to_list()


def _marks(report: CheckReport, language: str) -> pl.DataFrame:
    """For each place with faults: `mark`, all in words, and `bad`, the cells with their words."""
    hint = pl.col(f"suggestion_{language}")
    words = pl.concat_str(
        f"message_{language}", pl.when(hint.is_not_null()).then(" " + hint), ignore_nulls=True
    )
    told = with_sentences(report.faults).select("sheet", "row", "position", is_error=is_error(), words=words)
    cells = told.group_by("sheet", "row", "position", maintain_order=True).agg(
        pl.col("is_error").any(), pl.col("words").str.join("\n")
    )
    cell = pl.struct("position", "is_error", "words")
    return cells.group_by("sheet", "row", maintain_order=True).agg(
        mark=pl.col("words").str.join("\n"),
        bad=cell.filter(pl.col("position").is_not_null()),
    )


def _shown(grid: Grid, report: CheckReport, marks: pl.DataFrame) -> pl.DataFrame:
    """The rows of a sheet, as many as can be written in seconds."""
    if grid.cells.height <= MAX_WORKBOOK_ROWS:
        return grid.cells
    is_above = pl.col("row") <= report.table.layouts[grid.sheet].header[-1]
    return grid.cells.filter(is_above | pl.col("row").is_in(marks["row"].implode())).head(MAX_WORKBOOK_ROWS)


def _rejected(grid: Grid, report: CheckReport) -> pl.DataFrame:
    """The rejected rows of a sheet and what stands above its data."""
    layout = report.table.layouts[grid.sheet]
    item = item_column(layout)
    cells = spread_areas(grid.cells, layout, item) if item else grid.cells
    here = pl.col("sheet") == grid.sheet
    first = report.table.lines.filter(here)["row"].min()
    above = report.table.ignored.filter(here & pl.col("reason").is_in(_ABOVE) & (pl.col("row") < first))
    kept = pl.concat([above["row"], report.rejected.filter(here)["row"]])
    return cells.filter(pl.col("row").is_in(kept.implode()))


def _marked(cells: pl.DataFrame, sheet: str, report: CheckReport, marks: pl.DataFrame) -> MarkedSheet:
    """Rows of a sheet with their marks; the first header row carries the label."""
    layout = report.table.layouts.get(sheet)
    is_header = pl.col("row") == (layout.header[0] if layout else 0)
    here = marks.filter(pl.col("sheet") == sheet).drop("sheet")
    rows = cells.join(here, on="row", how="left", maintain_order="left")
    label = pl.when(is_header).then(pl.lit(MARK_LABEL)).otherwise("mark")
    return MarkedSheet(sheet or report.table.source.file, rows.with_columns(mark=label.fill_null("")))


def _csv(rows: pl.DataFrame) -> bytes:
    """Cells and marks, none of which a spreadsheet runs as a formula."""
    table = rows.drop("row", "bad")
    plain = [
        pl.when(pl.col(name).str.contains(_PLAIN)).then(name).otherwise(harmless(pl.col(name))).alias(name)
        for name in table.columns
    ]
    return (
        table.select(plain).write_csv(include_header=False, include_bom=True, line_terminator="\r\n").encode()
    )
