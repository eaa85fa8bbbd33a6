"""Entries before they are stored: each rule fails where it should, with a place and what to do."""

import ast
import string
from pathlib import Path

import pytest

from data import Directory, WrittenEntry, check_entries
from data.entry_columns import ENTRY_FORMS, ENTRY_LABELS, find_entry_column
from data.entry_lookups import entry_wording
from indicators.entry import ENTRY_SCHEMA, EntryKind
from tests.factories import entry

_DATA = Path(__file__).parents[2] / "data"
_MODULES = sorted(_DATA.glob("entry_*.py"))
_RULES = {key.split(".")[1] for key in entry_wording.sentences if key.startswith("problem.")}

_CASE = {name: cell for name, cell in entry(id=None).items() if cell}
_ACTION = {"kind": "行动", "subject": "A05-01", "day": "2016-12-01", "text": "补交", "owner": "扎西"}
_SUBMISSION = {"kind": "报送", "subject": "C2", "area": "拉萨市", "day": "2016-12-28"}
_JUDGEMENT = {
    "kind": "评定",
    "subject": "brand",
    "area": "拉萨市",
    "day": "2016-12-20",
    "text": "材料齐全",
    "points": "88.5",
}
_EVENT = {"kind": "加减分", "subject": "国家级奖励", "area": "拉萨市", "day": "2016-09-01"}
_BONUS = {**_EVENT, "evidence": "国发〔2016〕1号", "points": "2"}
_VETO = {**_EVENT, "subject": "一票否决", "evidence": "藏政发〔2016〕9号"}
_MILESTONE = {"kind": "进展", "subject": "scenic_iso_started", "area": "拉萨市", "day": "2016-09-30"}
_FIRM = {**_CASE, "subject": "规上工业认证率", "category": "已过期"}
_ACCIDENT = {**_CASE, "subject": "engineering_accidents", "category": "较大"}
_SOUND = {
    "case": _CASE, "action": _ACTION, "submission": _SUBMISSION, "judgement": _JUDGEMENT, "bonus": _BONUS,
    "veto": _VETO, "milestone": _MILESTONE, "firm": _FIRM, "accident": _ACCIDENT,
}  # fmt: skip


def _found(directory: Directory, *cells: dict[str, str]) -> list[tuple[int, str, str]]:
    written = [WrittenEntry(each, row=number) for number, each in enumerate(cells, 1)]
    report = check_entries(written, directory)
    assert report.rows == len(cells)
    assert report.rejected == len({problem.row for problem in report.problems})
    return [(problem.row, problem.column, problem.rule) for problem in report.problems]


@pytest.mark.parametrize("name", _SOUND)
def test_sound_entries_are_taken(directory: Directory, name: str) -> None:
    assert _found(directory, _SOUND[name]) == []


@pytest.mark.parametrize(
    ("name", "changes", "found"),
    [
        ("case", {"kind": ""}, ("kind", "missing")),
        ("case", {"kind": "投诉"}, ("kind", "unknown_word")),
        ("case", {"subject": ""}, ("subject", "missing")),
        ("case", {"subject": "agri_pas_rate"}, ("subject", "unknown_subject")),
        ("case", {"subject": "air_good_days"}, ("subject", "goal_without_cases")),
        ("case", {"area": "城关"}, ("area", "area")),
        ("case", {"area": "540000"}, ("area", "level")),
        ("case", {"area": "达孜工业园区"}, ("area", "area")),
        ("case", {"day": "2016-02-30"}, ("day", "date")),
        ("case", {"day": "2061-10-05"}, ("day", "year")),
        ("case", {"name": " "}, ("name", "missing")),
        ("case", {"category": "已过期"}, ("category", "no_category")),
        ("case", {"points": "3"}, ("points", "not_wanted")),
        ("case", {"state": "在办"}, ("state", "unknown_word")),
        ("case", {"state": "已办结"}, ("closed_on", "closed_without_day")),
        ("case", {"state": "处理中", "closed_on": "2016-10-08"}, ("closed_on", "day_without_closing")),
        ("case", {"state": "closed", "closed_on": "2016-10-04"}, ("closed_on", "closed_before")),
        ("case", {"state": "closed", "closed_on": "昨天"}, ("closed_on", "date")),
        ("case", {"text": "x" * 4001}, ("text", "too_long")),
        ("case", {"id": "x" * 81}, ("id", "too_long")),
        ("case", {"name": "青\u202e稞"}, ("name", "hidden")),
        ("firm", {"category": "较大"}, ("category", "unknown_word")),
        ("accident", {"category": "expired"}, ("category", "unknown_word")),
        ("action", {"subject": "A99-01"}, ("subject", "unknown_subject")),
        ("action", {"owner": ""}, ("owner", "nobody")),
        ("action", {"department": "质监居"}, ("department", "unknown_department")),
        ("action", {"state": "处理中"}, ("state", "unknown_word")),
        ("submission", {"area": ""}, ("department", "one_unit")),
        ("submission", {"department": "质监局"}, ("department", "one_unit")),
        ("submission", {"area": "城关区"}, ("area", "level")),
        ("judgement", {"points": "101"}, ("points", "points")),
        ("judgement", {"points": "九十"}, ("points", "points")),
        ("judgement", {"points": ""}, ("points", "missing")),
        ("judgement", {"text": ""}, ("text", "missing")),
        ("judgement", {"subject": "agri_pass_rate"}, ("subject", "unknown_subject")),
        ("bonus", {"points": ""}, ("points", "missing")),
        ("bonus", {"points": "0.0"}, ("points", "no_points")),
        ("bonus", {"evidence": ""}, ("evidence", "missing")),
        ("veto", {"points": "5"}, ("points", "foreign_points")),
        ("milestone", {"state": "已办结"}, ("state", "unknown_word")),
    ],
)
def test_each_fault_is_found(
    directory: Directory, name: str, changes: dict[str, str], found: tuple[str, str]
) -> None:
    assert _found(directory, {**_SOUND[name], **changes}) == [(1, *found)]


def test_all_faults_of_a_row_are_found_at_once(directory: Directory) -> None:
    row = {**_CASE, "subject": "x", "area": "y", "day": "z", "name": ""}
    assert _found(directory, row) == [
        (1, "name", "missing"),
        (1, "subject", "unknown_subject"),
        (1, "area", "area"),
        (1, "day", "date"),
    ]


def test_near_names_are_suggested(directory: Directory) -> None:
    rows = [
        {**_CASE, "subject": "农产品合格"},
        {**_CASE, "area": "城关"},
        {**_ACTION, "department": "质监居"},
    ]
    problems = check_entries([WrittenEntry(row) for row in rows], directory).problems
    hints = [problem.suggestion or problem.message for problem in problems]
    assert "农产品合格率 (agri_pass_rate)" in hints[0].zh
    assert "城关区" in hints[1].zh
    assert "质监局 (D05)" in hints[2].zh


def test_words_become_ids(directory: Directory) -> None:
    rows = [
        {**_FIRM, "area": "达孜区", "day": "2016年10月5日", "state": "已办结", "closed_on": "2016/10/9"},
        {**_ACTION, "department": "质监局"},
    ]
    accepted = check_entries([WrittenEntry(row) for row in rows], directory).accepted
    firm, action = accepted.to_dicts()
    assert accepted.schema == ENTRY_SCHEMA
    assert (firm["kind"], firm["subject"], firm["area"]) == ("case", "large_industry_qms_rate", "540126")
    assert (firm["day"], firm["category"], firm["closed_on"]) == ("2016-10-05", "expired", "2016-10-09")
    assert (action["department"], action["state"], action["area"]) == ("D05", "open", None)


def test_what_an_empty_state_means(directory: Directory) -> None:
    rows = [_CASE | {"state": ""}, {**_CASE, "state": "", "id": "2", "closed_on": "2016-10-09"}, _MILESTONE]
    accepted = check_entries([WrittenEntry(row) for row in rows], directory).accepted
    assert accepted["state"].to_list() == ["open", "closed", "not_started"]


def test_ids_follow_from_what_an_entry_is_about(directory: Directory) -> None:
    rows = [_SUBMISSION, _JUDGEMENT, _VETO, _CASE, {**_CASE, "handling": "整改"}]
    accepted = check_entries([WrittenEntry(row) for row in rows[:4]], directory).accepted
    ids = accepted["id"].to_list()
    assert ids[:3] == ["C2-540100", "brand-540100", "veto-540100-2016-09-01"]
    again = check_entries([WrittenEntry(rows[4])], directory).accepted
    assert again["id"].to_list() == ids[3:]


class TestTwice:
    def test_equal_entries_count_once(self, directory: Directory) -> None:
        report = check_entries([WrittenEntry(_CASE)] * 2, directory)
        assert (report.accepted.height, report.rejected, report.problems) == (1, 0, ())

    def test_different_ones_of_one_id_are_both_refused(self, directory: Directory) -> None:
        rows = [{**_CASE, "id": "7"}, {**_CASE, "id": "7", "name": "水果"}, {**_CASE, "id": "8"}]
        assert _found(directory, *rows) == [(1, "id", "twice"), (2, "id", "twice")]


def test_only_own_areas_may_be_written_of(directory: Directory) -> None:
    rows = [WrittenEntry(_CASE), WrittenEntry({**_CASE, "area": "540202"}), WrittenEntry(_ACTION)]
    report = check_entries(rows, directory, allowed={"540102"})
    assert report.accepted.height == 1
    assert [(problem.column, problem.rule) for problem in report.problems] == [("area", "not_yours")] * 2


def test_a_problem_knows_its_place(directory: Directory) -> None:
    written = WrittenEntry({**_CASE, "day": "x"}, row=7, sheet="案件", places={"day": (4, "发现日期")})
    (problem,) = check_entries([written], directory).problems
    assert (problem.sheet, problem.cell, problem.label, problem.value) == ("案件", "D7", "发现日期", "x")
    assert problem.message.zh == "日期“x”不是日期。"


class TestWording:
    def _rules_in_code(self) -> set[str]:
        trees = [ast.parse(path.read_text(encoding="utf-8")) for path in _MODULES]
        calls = [
            node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args
        ]
        return {
            str(call.args[0].value)
            for call in calls
            if isinstance(call.func, ast.Name)
            and call.func.id == "EntryFault"
            and isinstance(call.args[0], ast.Constant)
        }

    def test_every_rule_has_its_sentence_and_none_is_left_over(self) -> None:
        assert self._rules_in_code() | {"missing", "unknown_word"} == _RULES

    def test_every_column_has_a_name_and_labels(self) -> None:
        columns = {key.split(".")[1] for key in entry_wording.sentences if key.startswith("column.")}
        assert columns == set(ENTRY_SCHEMA) == set(ENTRY_LABELS)
        assert {find_entry_column(label) for labels in ENTRY_LABELS.values() for label in labels} == columns

    @pytest.mark.parametrize("key", sorted(entry_wording.sentences))
    def test_both_languages_say_the_same_facts(self, key: str) -> None:
        text = entry_wording.sentences[key]
        names = [
            {part for _, part, _, _ in string.Formatter().parse(said)} - {None} for said in (text.zh, text.en)
        ]
        assert text.zh
        assert text.en
        assert names[0] == names[1]

    def test_every_kind_has_a_form(self) -> None:
        assert set(ENTRY_FORMS) == set(EntryKind)
        for form in ENTRY_FORMS.values():
            assert set(form.columns) <= set(ENTRY_SCHEMA)
            assert not form.required & form.optional
