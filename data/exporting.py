"""Writing observations to files that this project, and Excel, can read again."""

from pathlib import Path

import polars as pl
import xlsxwriter

from data.columns import FREE_TEXT
from data.errors import UnknownFormatError
from data.formulas import harmless
from geo import Register
from indicators import OBSERVATION_SCHEMA, Plan

__all__ = ["export_observations"]

_FORMATS = (".csv", ".xlsx", ".parquet")


def export_observations(observations: pl.DataFrame, path: Path, *, plan: Plan, register: Register) -> None:
    """Write observations in the long layout, by goal, area and period; CSV with a byte-order mark for Excel.

    CSV and XLSX carry the area's name beside its code, and no cell that a spreadsheet would run as a formula.

    Raises:
        UnknownFormatError: the name ends in none of .csv, .xlsx, .parquet.
    """
    suffix = path.suffix.lower()
    if suffix not in _FORMATS:
        raise UnknownFormatError(file=path.name, allowed=_FORMATS)
    table = _ordered(observations, plan).select(list(OBSERVATION_SCHEMA))
    if suffix == ".parquet":
        table.write_parquet(path)
        return
    names = {area.code: area.name_zh for area in register.areas}
    table = table.with_columns(
        pl.col("area").replace_strict(names).alias("地区名称"),
        *[harmless(pl.col(name)) for name in FREE_TEXT],
    ).select("indicator", "area", "地区名称", *list(OBSERVATION_SCHEMA)[2:])
    if suffix == ".csv":
        table.write_csv(path, include_bom=True)
    else:
        with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as workbook:
            table.write_excel(workbook, worksheet="observations", freeze_panes=(1, 0), autofit=True)


def _ordered(observations: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    ids = [*(goal.id for goal in plan.goals), *(deliverable.id for deliverable in plan.deliverables)]
    order = {name: place for place, name in enumerate(ids)}
    number = pl.col("indicator").replace_strict(order, return_dtype=pl.Int64)
    return observations.sort(number, "area", "period", "period_type", "organiser", "segment")
