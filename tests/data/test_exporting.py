"""Exports: read again they say the same, and no cell of them runs as a formula."""

import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import polars as pl
import pytest

from data import (
    Directory,
    Store,
    area_frame,
    check_file,
    export_observations,
    good_days_by_month,
    read_air_days,
    state_after,
)
from data.errors import UnknownFormatError
from indicators import OBSERVATION_SCHEMA, light_changes, status
from tests.factories import commit, observation, observations, real_files

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_FORMULAS = ["=1+2", "+1", "-1+2", "@SUM(A1)", '=HYPERLINK("http://x";"y")', "'=kept", "a=b"]
_ROWS = observations(
    observation(value="96.50", evidence="抽检报告①", reported_by="拉萨市城关区", reported_on="2016-04-05"),
    observation(area="540121", numerator=None, denominator=0, na_reason="停产,\n“整顿”"),
    observation(indicator="food_drug_pass_rate", period="2016-02", period_type="month", segment="food"),
    observation(indicator="engineering_accidents", period="2016-01", period_type="month", numerator=None)
    | {"denominator": None, "value": "2", "organiser": "county"},
    observation(
        indicator="scenic_iso_started", area="540000", numerator=None, denominator=None, state="in_progress"
    ),
    *[observation(area="540122", period=f"201{n}Q1", note=text) for n, text in enumerate(_FORMULAS)],
)


def _export(rows: pl.DataFrame, out: Path, directory: Directory) -> Path:
    export_observations(rows, out, plan=directory.plan, register=directory.register)
    return out


def test_a_csv_read_again_says_the_same(directory: Directory, tmp_path: Path) -> None:
    out = _export(_ROWS, tmp_path / "out.csv", directory)
    report = check_file(out.read_bytes(), file=out.name, directory=directory)
    assert report.problems == ()
    order = pl.col("indicator", "area", "period")
    expected = _ROWS.with_columns(pl.col("note").replace({"'=kept": "=kept"}))
    assert report.observations.sort(order).equals(expected.sort(order))


def test_an_export_of_the_store_changes_nothing_when_it_is_uploaded(
    directory: Directory, tmp_path: Path
) -> None:
    store = Store(tmp_path / "store")
    for file in real_files("air/aqistudy_daily_*.csv"):
        days = read_air_days(file.read_bytes(), file=file.name, register=directory.register)
        commit(store, *good_days_by_month(days).to_dicts())
    current = store.observations()
    out = _export(current, tmp_path / "out.csv", directory)
    report = check_file(out.read_bytes(), file=out.name, directory=directory)
    after = state_after(current, report.observations, is_illustrative=False)
    states = [
        status(rows, plan=directory.plan, hierarchy=area_frame(directory.register), as_of=date(2016, 12, 31))
        for rows in (current, after)
    ]
    assert report.problems == ()
    assert report.rows == current.height
    assert light_changes(*states).is_empty()


def test_a_csv_opens_in_excel_and_is_ordered_as_the_plan(directory: Directory, tmp_path: Path) -> None:
    out = _export(_ROWS, tmp_path / "out.CSV", directory)
    assert out.read_bytes().startswith(b"\xef\xbb\xbfindicator,area,")
    table = pl.read_csv(out, infer_schema=False)
    assert table.columns[:4] == ["indicator", "area", "地区名称", "period"]
    assert table["地区名称"][0] == "城关区"
    numbers = [directory.plan.goal(goal).number for goal in table["indicator"]]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize("column", ["na_reason", "evidence", "reported_by", "note"])
@pytest.mark.parametrize("text", ["=1+2", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_no_cell_begins_like_a_formula(column: str, text: str, directory: Directory, tmp_path: Path) -> None:
    out = _export(observations(observation(**{column: text})), tmp_path / "out.csv", directory)
    assert pl.read_csv(out, infer_schema=False)[column].item() == f"'{text}"


def test_a_workbook_holds_the_same_cells_and_no_formula(directory: Directory, tmp_path: Path) -> None:
    out = _export(_ROWS, tmp_path / "out.xlsx", directory)
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        sheet = ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        texts = ET.fromstring(archive.read("xl/sharedStrings.xml"))
        assert not [name for name in archive.namelist() if "externalLink" in name]
    strings = ["".join(item.itertext()) for item in texts.iter(f"{_SHEET}si")]
    assert not list(sheet.iter(f"{_SHEET}f"))
    assert not list(sheet.iter(f"{_SHEET}hyperlink"))
    assert len(list(sheet.iter(f"{_SHEET}row"))) == _ROWS.height + 1
    assert {"indicator", "地区名称", "城关区", "'=1+2", "96.50"} <= set(strings)


def test_a_workbook_keeps_counts_as_numbers_and_codes_as_text(directory: Directory, tmp_path: Path) -> None:
    out = _export(observations(), tmp_path / "out.xlsx", directory)
    with zipfile.ZipFile(out) as archive:
        sheet = ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    cells = {cell.get("r", ""): cell for cell in sheet.iter(f"{_SHEET}c")}
    assert cells["B2"].get("t") == "s"
    assert [cells[place].findtext(f"{_SHEET}v") for place in ("H2", "I2")] == ["3", "4"]


def test_a_parquet_file_is_the_frame_itself(directory: Directory, tmp_path: Path) -> None:
    read = pl.read_parquet(_export(_ROWS, tmp_path / "out.parquet", directory))
    order = pl.col("indicator", "area", "period")
    assert read.schema == OBSERVATION_SCHEMA
    assert read.sort(order).equals(_ROWS.sort(order))


@pytest.mark.parametrize("name", ["out", "out.xls", "out.csv.gz"])
def test_an_unknown_ending_is_refused_before_anything_is_written(
    name: str, directory: Directory, tmp_path: Path
) -> None:
    with pytest.raises(UnknownFormatError, match=r"\.csv, \.xlsx, \.parquet"):
        _export(_ROWS, tmp_path / name, directory)
    assert not list(tmp_path.iterdir())
