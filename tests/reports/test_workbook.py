"""The workbook: every number is that of the status frame, and nothing in it acts."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from indicators import Goal, Level, Light, Text, deliverables_at, tallies
from indicators.light_styles import LIGHT_STYLES
from reports.workbook import workbook_tables, write_workbook
from reports.workbook_cells import places_shown
from tests.factories import observation
from tests.reports.builders import illustrative_basis, plan, register, some_basis

LANGUAGES = ("zh", "en")
REGION = register().region.code
FIRST_ROW = 4


def opened(content: bytes) -> list[Worksheet]:
    return list(openpyxl.load_workbook(BytesIO(content)).worksheets)


def lines(sheet: Worksheet) -> Iterator[dict[tuple[str, str], Any]]:
    """Values of each row by the two headings above them."""
    heads: list[tuple[str, str]] = []
    group = ""
    for above, head in zip(sheet[2], sheet[3], strict=True):
        group = str(above.value) if above.value else group
        heads.append((group, str(head.value)))
    for row in sheet.iter_rows(min_row=FIRST_ROW):
        yield dict(zip(heads, row, strict=True))


def assert_figure(cells: Mapping[str, Any], row: Mapping[str, Any], goal: Goal) -> None:
    """Light, value and counts of a row of the workbook against a row of the status frame."""
    light = str(cells["Light"].value)
    assert light.partition(" ")[0] == LIGHT_STYLES[Light(row["light"])].glyph
    is_checklist = goal.items and row["level"] == Level.COUNTY and row["items_done"] is not None
    if is_checklist:
        assert cells["Numerator"].value == len(row["items_done"])
        assert cells["Denominator"].value == len(goal.items)
        assert cells["Value"].value is None
        return
    assert cells["Numerator"].value == row["numerator"]
    assert cells["Denominator"].value == row["denominator"]
    if row["value"] is None:
        assert cells["Value"].value is None
        return
    factor = 100 if goal.is_percent else 1
    assert cells["Value"].value * factor == pytest.approx(float(row["value"]), rel=1e-12)
    assert isinstance(cells["Value"].value, int | float)


@pytest.fixture(scope="module")
def english() -> list[Worksheet]:
    return opened(write_workbook(illustrative_basis(), "en"))


def test_goals_equal_the_status_of_the_region(english: list[Worksheet]) -> None:
    found = list(lines(english[1]))
    assert len(found) == len(plan().goals)
    for goal, cells in zip(plan().goals, found, strict=True):
        row = illustrative_basis().row(goal.id, REGION)
        named = {head: cell for (_, head), cell in cells.items()}
        assert_figure(named, row, goal)
        assert named["No."].value == goal.number
        assert named["Short"].value == row["short"]
        assert named["In words"].value == row["sentence_en"]
        assert named["Period"].value == row["period"]
        assert named["Days left"].value == 0


def test_prefectures_equal_their_status(english: list[Worksheet]) -> None:
    goals = [goal for goal in plan().goals if goal.natural_level is not Level.REGION]
    for goal, cells in zip(goals, lines(english[2]), strict=True):
        for area in register().prefectures:
            named = {head: cell for (group, head), cell in cells.items() if group == area.name_en}
            assert_figure(named, illustrative_basis().row(goal.id, area.code), goal)


def test_counties_equal_their_status(english: list[Worksheet]) -> None:
    goals = [goal for goal in plan().goals if goal.natural_level is Level.COUNTY]
    found = list(lines(english[3]))
    assert len(found) == 74
    for county, cells in zip(register().counties, found, strict=True):
        for goal in goals:
            named = {head: cell for (group, head), cell in cells.items() if group == goal.short.en}
            assert_figure(named, illustrative_basis().row(goal.id, county.code), goal)


def test_articles_and_deliverables_equal_their_tallies(english: list[Worksheet]) -> None:
    basis = illustrative_basis()
    found = deliverables_at(basis.deliveries, basis.plan, as_of=basis.as_of)
    names = ("Article", "Deliverables", "Done", "Under way", "Not started", "Not reported", "Overdue")
    keys = ("article", "total", "done", "in_progress", "not_started", "not_reported", "overdue")
    written = [[cells["", name].value for name in names] for cells in lines(english[4])]
    assert written == [list(row) for row in tallies(found, "article").select(keys).iter_rows()]
    assert len(list(lines(english[5]))) == found.height == 153
    reporters = [cells["", "Reporters"].value for cells in lines(english[5])]
    assert reporters == found["reporters"].to_list()


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_editions_hold_the_same_numbers(language: str, english: list[Worksheet]) -> None:
    other = opened(write_workbook(illustrative_basis(), language))
    for one, two in zip(other[1:], english[1:], strict=True):
        pairs = zip(one.iter_rows(min_row=FIRST_ROW), two.iter_rows(min_row=FIRST_ROW), strict=True)
        for left, right in pairs:
            shown = zip(left, right, strict=True)
            assert all(a.value == b.value for a, b in shown if isinstance(a.value, int | float | date))


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_stay_and_columns_can_be_filtered(language: str) -> None:
    for sheet in opened(write_workbook(illustrative_basis(), language))[1:]:
        assert re.fullmatch(r"[B-D]4", str(sheet.freeze_panes))
        assert str(sheet.auto_filter.ref).startswith("A3:")
        assert sheet.print_title_rows == "$2:$3"
        assert len(sheet.title) <= 31


def test_lights_are_coloured_by_their_glyph(english: list[Worksheet]) -> None:
    rules = [rule for rules in english[1].conditional_formatting for rule in rules.rules]
    coloured = {rule.text: rule.dxf.fill.bgColor.rgb[-6:] for rule in rules}
    assert coloured == {style.glyph: style.colour.removeprefix("#") for style in LIGHT_STYLES.values()}


def test_the_first_sheet_says_of_when_and_of_what_kind_the_data_are() -> None:
    basis = some_basis(observation(), as_of=date(2016, 9, 30), cutoff=date(2016, 8, 31), known="12")
    for language, words in (("zh", "第 12 次上报之后"), ("en", "after upload 12")):
        values = [
            cell.value for row in opened(write_workbook(basis, language))[0].iter_rows() for cell in row
        ]
        assert words in values
        assert datetime(2016, 9, 30) in values  # noqa: DTZ001 -- the format knows no time zones
        assert datetime(2016, 8, 31) in values  # noqa: DTZ001
        assert "演示数据，非真实数" not in values
        assert "Illustrative data, not real" not in values


@pytest.mark.parametrize("language", LANGUAGES)
def test_made_up_data_are_named_on_every_sheet(language: str) -> None:
    word = {"zh": "演示数据", "en": "Illustrative"}[language]
    for sheet in opened(write_workbook(illustrative_basis(), language))[:-1]:
        assert any(word in str(cell.value) for row in sheet.iter_rows(max_row=6) for cell in row), sheet.title


def test_text_never_becomes_a_formula_or_a_link() -> None:
    hostile = '=HYPERLINK("http://evil.test","x")'
    goals = [replace(plan().goals[0], name=Text(hostile, hostile)), *plan().goals[1:]]
    basis = replace(illustrative_basis(), plan=replace(plan(), goals=tuple(goals)), known="=1+1")
    content = write_workbook(basis, "zh")
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist() if name.endswith("xml")}
    assert not any("<f>" in text or "<hyperlink" in text for text in parts.values())
    assert opened(content)[1]["C4"].value == hostile
    assert opened(content)[1]["C4"].data_type == "s"


def test_a_workbook_without_data_is_whole() -> None:
    sheets = opened(write_workbook(some_basis(), "en"))
    assert len(sheets) == 7
    assert {cells["", "Value"].value for cells in lines(sheets[1])} == {None}


def test_the_same_state_gives_the_same_bytes() -> None:
    assert write_workbook(illustrative_basis(), "zh") == write_workbook(illustrative_basis(), "zh")


@pytest.mark.parametrize(
    ("value", "target", "places"),
    [
        ("95.9596", "96", 2),
        ("95.9951", "96", 3),
        ("99.95", "100", 2),
        ("99.9999", "100", 4),
        ("96", "96", 2),
        ("97.2", "96", 1),
        ("99.97", "80", 2),
        ("100", None, 1),
        ("0", "95", 1),
    ],
)
def test_no_format_rounds_up_to_a_target(value: str, target: str | None, places: int) -> None:
    exact, limit = Decimal(value), None if target is None else Decimal(target)
    assert places_shown(exact, limit) == places
    shown = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert all(shown < bound for bound in (limit, Decimal(100)) if bound is not None and exact < bound)


def test_formats_follow_the_rule_of_display() -> None:
    rows = [
        observation(numerator=475, denominator=495),
        observation(area="540202", numerator=1, denominator=1),
    ]
    tables = workbook_tables(some_basis(*rows), "en")
    farm = next(row for row in tables[0].rows if row[0].value == 2)
    assert farm[6].format == "0.00%"
    assert farm[6].value == pytest.approx(476 / 496)
