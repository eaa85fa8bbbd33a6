"""A form that is filled in uploads without a question, and comes out of the store as it was filled in."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from data import Directory, Store, check_file, export_observations
from data.errors import EmptyFileError
from data.templates import template
from indicators import KEY, OBSERVATION_SCHEMA, Goal, Plan, input_segments

_FIRST = 5
_REASONS = {"无此类对象": "no_object"}
_STATES = {"未启动": "not_started", "评定达标": "judged_met"}
_TYPES = {"月": "month", "季度": "quarter", "季": "quarter", "半年": "half", "年": "year", "时点": "snapshot"}
_ABOUT: dict[str, str | date] = {
    "reported_by": "拉萨市质监局",
    "reported_on": date(2016, 11, 5),
    "note": "见附件",
}
_ROWS_WITHOUT_OBJECT = 3  # every third row gives a reason instead of counts

Observation = dict[str, object]
_Cell = int | str | None


def fill(book: Workbook, plan: Plan) -> list[Observation]:
    """Fill every open cell; what was meant, without a look at how uploads are read."""
    meant: list[Observation] = []
    for sheet in book.worksheets[1:]:
        assert isinstance(sheet, Worksheet)
        for row in range(_FIRST, sheet.max_row + 1):
            meant += _fill_row(sheet, row, plan)
    return meant


def _fill_row(sheet: Worksheet, row: int, plan: Plan) -> Iterator[Observation]:
    code, _, period, kind = (sheet.cell(row, column).value for column in range(1, 5))
    given = {"area": code, "period": period, "period_type": _TYPES[str(kind)], "organiser": ""}
    last = sheet.max_column - len(_ABOUT)
    for column, value in enumerate(_ABOUT.values(), last + 1):
        sheet.cell(row, column).value = value
    about = {**_ABOUT, "reported_on": "2016-11-05"}
    meant: dict[tuple[str, str], Observation] = {}
    upper = ""
    for column in range(5, last + 1):
        upper = str(sheet.cell(3, column).value or upper)
        lower = str(sheet.cell(4, column).value)
        goal, segment, field = _asked(upper, lower, plan)
        typed, stored = _answer(
            field, goal, is_absent=row % _ROWS_WITHOUT_OBJECT == 0, is_tick=segment == lower
        )
        sheet.cell(row, column).value = typed
        key = goal.id, _segment_id(goal, segment)
        meant.setdefault(key, {"indicator": key[0], "segment": key[1], **given, **about})[field] = stored
    yield from meant.values()


def _asked(upper: str, lower: str, plan: Plan) -> tuple[Goal, str, str]:
    """Goal, segment and field that a person understands from the two header cells."""
    name, _, part = upper.partition("·")
    goal = next(goal for goal in plan.goals if goal.name.zh == name)
    words = {
        goal.numerator.zh if goal.numerator else "": "numerator",
        goal.denominator.zh if goal.denominator else "": "denominator",
        "数值": "value",
        "状态": "state",
        "佐证": "evidence",
        "不适用原因": "na_reason",
        **{item.name.zh: "numerator" if goal.is_percent else "value" for item in goal.items},
    }
    return goal, lower if lower in {item.name.zh for item in goal.items} else part, words[lower]


def _answer(field: str, goal: Goal, *, is_absent: bool, is_tick: bool) -> tuple[_Cell, _Cell]:
    """What is typed, and what the store should hold."""
    match field:
        case "numerator" if is_tick:
            return 1, 1
        case "numerator" | "denominator":
            figure = {"numerator": 3, "denominator": 4}[field]
            return (None, None) if is_absent else (figure, figure)
        case "na_reason":
            return ("无此类对象", "no_object") if is_absent else (None, None)
        case "value":
            return 5, "5"
        case "state":
            word = "评定达标" if goal.kind == "wording" else "未启动"
            return word, _STATES[word]
        case _:
            return "藏质监发〔2016〕1号", "藏质监发〔2016〕1号"


def _segment_id(goal: Goal, name: str) -> str:
    segments = {part.name.zh: part.id for part in (*goal.segments, *input_segments(goal))}
    return {"": "", **segments, **{item.name.zh: item.id for item in goal.items}}[name]


def as_frame(rows: list[Observation]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=OBSERVATION_SCHEMA).sort(KEY)


def saved(book: Workbook) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("period", ["2016-10", "2016Q3", "2016H1", "2016", "all"])
def test_a_filled_form_comes_out_as_it_was_filled_in(
    period: str, directory: Directory, store: Store, tmp_path: Path
) -> None:
    plan = directory.plan
    every = [goal.id for goal in plan.goals] if period == "all" else None
    blank = template(directory, period="2016Q4" if every else period, goals=every)
    book = openpyxl.load_workbook(BytesIO(blank))
    meant = as_frame(fill(book, plan))
    content = saved(book)
    report = check_file(content, file="上报.xlsx", directory=directory)
    assert list(report.problems) == []
    assert report.observations.sort(KEY).equals(meant)
    assert [skipped.sheet for skipped in report.table.source.skipped] == ["填表说明"]
    store.commit(report.observations, by="卓玛", note="", file="上报.xlsx", content=content, base=0)
    out = tmp_path / "out.csv"
    export_observations(store.observations(), out, plan=plan, register=directory.register)
    again = check_file(out.read_bytes(), file=out.name, directory=directory)
    assert again.observations.sort(KEY).equals(meant)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_an_untouched_form_says_that_nothing_is_filled_in(suffix: str, directory: Directory) -> None:
    content = template(directory, period="2016-10", suffix=suffix)
    with pytest.raises(EmptyFileError, match="filled in"):
        check_file(content, file=f"上报{suffix}", directory=directory)


def test_counties_left_empty_are_not_reported_and_raise_no_question(directory: Directory) -> None:
    book = openpyxl.load_workbook(BytesIO(template(directory, period="2016Q3", goals=["agri_pass_rate"])))
    sheet = book.worksheets[1]
    sheet["E7"], sheet["F7"] = 3, 4
    report = check_file(saved(book), file="上报.xlsx", directory=directory)
    assert list(report.problems) == []
    assert report.observations.select("area", "numerator", "denominator").rows() == [("540121", 3, 4)]


def test_a_csv_form_filled_in_is_read_too(directory: Directory) -> None:
    content = template(
        directory, period="2016Q3", suffix=".csv", goals=["agri_pass_rate"], prefecture="拉萨市"
    )
    lines = content.decode("utf-8-sig").splitlines()
    place = lines[0].split(",").index("分子")
    filled = [lines[0]]
    for line in lines[1:]:
        cells = line.replace('"', "").split(",")
        cells[place : place + 2] = ["3", "4"]
        filled.append(",".join(cells))
    report = check_file("\n".join(filled).encode(), file="上报.csv", directory=directory)
    assert list(report.problems) == []
    assert report.observations.height == 8
