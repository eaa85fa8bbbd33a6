"""Total rows held against the rows they should add up: a difference is a warning, never an error."""

import polars as pl

from data.faults import column_facts, faults_in
from data.lookups import Directory
from data.numbers import whole_number
from data.problems import Severity
from data.resolving import resolve
from data.rules import COUNTED
from geo import AreaLevel, Register
from indicators import Kind

__all__ = ["find_total_faults"]

_KEYS = ("indicator", "period", "period_type", "organiser", "segment")
_GROUP = ["sheet", *(f"{name}_id" for name in _KEYS)]
_NUMBERS = ("numerator", "denominator", "value")
_SUMMED = (Kind.RATE, Kind.RISE, Kind.SHARE_OF_COUNTIES, Kind.COUNT, Kind.ASPIRATION)  # air is a mean


def find_total_faults(totals: pl.DataFrame, rows: pl.DataFrame, directory: Directory) -> list[pl.DataFrame]:
    """Totals that differ from the rows above them, and prefectures that differ from their counties.

    A total may add up everything above it, or only what stands below the total before.

    Args:
        totals: as `RawTable.totals`.
        rows: all rows, resolved and with numbers.
        directory: plan and register.
    """
    if totals.is_empty() and not (rows["level"] != AreaLevel.COUNTY.value).any():
        return []
    areas = _areas_within(directory.register)
    summed = rows.filter(pl.col("kind").is_in([kind.value for kind in _SUMMED]))
    under = summed.join(areas, left_on="area_id", right_on="area", how="inner")
    parents = under.select(*_GROUP, area_id="within").unique()
    own = summed.join(parents, on=[*_GROUP, "area_id"], how="semi", maintain_order="left")
    leaves = summed.join(parents, on=[*_GROUP, "area_id"], how="anti", maintain_order="left")
    said = _resolved(totals, rows, directory) if totals.height else None
    faults = []
    for name in _NUMBERS:
        faults.append(_differing_named(own, leaves.join(areas, left_on="area_id", right_on="area"), name))
        if said is not None:
            faults.append(_differing_totals(said, leaves, name))
    return faults


def _areas_within(register: Register) -> pl.DataFrame:
    """Each `area` and what it is `within`, its prefecture and the region; `counties` in both."""
    areas = [
        (area.code, code, len(register.counties_of(area.code)), len(register.counties_of(code)))
        for area in register.areas
        for code in dict.fromkeys((area.parent, register.region.code))
        if code not in (None, area.code)
    ]
    return pl.DataFrame(areas, schema=["area", "within", "counties", "counties_within"], orient="row")


def _resolved(totals: pl.DataFrame, rows: pl.DataFrame, directory: Directory) -> pl.DataFrame:
    """Totals with their ids; what they leave blank is what all rows of their sheet say."""
    names = [name for name in _KEYS if name in totals.columns]
    only = rows.group_by("sheet").agg(
        pl.when(pl.col(name).n_unique() == 1).then(pl.col(name).first()).alias(f"only_{name}")
        for name in names
    )
    filled = totals.join(only, on="sheet", how="left", maintain_order="left").with_columns(
        pl.coalesce(pl.col(name).str.strip_chars().replace("", None), f"only_{name}", pl.lit("")).alias(name)
        for name in names
    )
    resolved, _ = resolve(filled, directory)
    return resolved.with_columns(whole_number(pl.col(name)).alias(f"{name}_number") for name in _NUMBERS)


def _number(name: str) -> pl.Expr:
    """The count in a column; values only of goals that count things."""
    number = pl.col(f"{name}_number").cast(pl.Int64, strict=False)
    return pl.when(COUNTED).then(number) if name == "value" else number


def _is_unknown(name: str) -> pl.Expr:
    return _number(name).is_null() & (pl.col(name) != "")


def _differing_totals(totals: pl.DataFrame, leaves: pl.DataFrame, name: str) -> pl.DataFrame:
    """The totals of one column that differ from both sums."""
    above = leaves.sort("row").select(
        "row",
        *_GROUP,
        above=_number(name).fill_null(0).cum_sum().over(_GROUP),
        filled=_number(name).is_not_null().cum_sum().over(_GROUP),
        unknown=_is_unknown(name).cum_sum().over(_GROUP),
    )
    told = totals.sort("row").join_asof(above, on="row", by=_GROUP, check_sortedness=False)
    told = told.with_columns(since=pl.col("above") - pl.col("above").shift(1, fill_value=0).over(_GROUP))
    is_comparable = (pl.col("filled") > 0) & (pl.col("unknown") == 0)
    is_other = (_number(name) != pl.col("above")) & (_number(name) != pl.col("since"))
    return _faults(told.filter(is_comparable & is_other), name, sums="above")


def _differing_named(own: pl.DataFrame, below: pl.DataFrame, name: str) -> pl.DataFrame:
    """The areas whose figure differs from all counties below together, or is less than some of them."""
    sums = below.group_by(*_GROUP, area_id="within").agg(
        below=_number(name).sum(),
        filled=_number(name).is_not_null().sum(),
        unknown=_is_unknown(name).sum(),
        is_whole=pl.col("counties").filter(_number(name).is_not_null()).sum()
        == pl.col("counties_within").first(),
    )
    told = own.join(sums, on=[*_GROUP, "area_id"], how="inner", maintain_order="left")
    is_comparable = (pl.col("filled") > 0) & (pl.col("unknown") == 0)
    differs = (pl.col("below") > _number(name)) | (pl.col("is_whole") & (pl.col("below") != _number(name)))
    return _faults(told.filter(is_comparable & differs), name, sums="below")


def _faults(rows: pl.DataFrame, name: str, *, sums: str) -> pl.DataFrame:
    return faults_in(
        rows, "total_differs", cell=name, severity=Severity.WARNING, facts=column_facts({"sum": sums})
    )
