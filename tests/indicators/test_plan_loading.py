"""Plan folders with faults: each is found, and all of them at once."""

import shutil
from pathlib import Path

import pytest

from indicators.errors import PlanError, plan_wording
from indicators.plan_loading import check_plan, load_plan

_CASES = Path(__file__).parents[1] / "golden" / "plans"
_FAULTY = sorted(folder.name for folder in _CASES.iterdir() if folder.name != "valid")

every_fault = pytest.mark.parametrize("case", _FAULTY)


@every_fault
def test_problems_are_those_expected(case: str) -> None:
    expected = (_CASES / case / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert [problem.in_language("en") for problem in check_plan(_CASES / case)] == expected
    assert expected


@every_fault
def test_a_faulty_plan_is_not_loaded(case: str) -> None:
    with pytest.raises(PlanError) as caught:
        load_plan(_CASES / case)
    assert caught.value.problems == check_plan(_CASES / case)
    for problem in caught.value.problems:
        assert problem.in_language("en") in str(caught.value)
        assert problem.in_language("zh") in caught.value.message.zh


def test_all_three_files_are_checked_at_once() -> None:
    problems = check_plan(_CASES / "faults_everywhere")
    assert {problem.file for problem in problems} == {"goals.toml", "measures.toml", "departments.toml"}


def test_an_empty_folder_lacks_three_files(tmp_path: Path) -> None:
    assert [problem.file for problem in check_plan(tmp_path)] == [
        "goals.toml",
        "measures.toml",
        "departments.toml",
    ]


def test_a_valid_plan_of_another_year() -> None:
    plan = load_plan(_CASES / "valid")
    goal = plan.goal("pass_rate")
    assert check_plan(_CASES / "valid") == ()
    assert (plan.year, goal.number, goal.target_bp, goal.departments) == (2030, 1, 9650, ("D1", "D2"))
    assert goal.deadline == plan.deadline
    assert plan.article(1).goals == ("pass_rate", "accidents")
    assert plan.article(2).section_title.en == "Goals"


def test_count_unit_falls_back_on_the_unit() -> None:
    plan = load_plan()
    assert plan.goal("agri_pass_rate").count_unit.en == "sample"
    assert plan.goal("mfg_quality_index").count_unit.en == "points"


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    folder = shutil.copytree(_CASES / "valid", tmp_path / "plan")
    goals = folder / "goals.toml"
    goals.write_text(goals.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert check_plan(folder) == ()


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    folder = shutil.copytree(_CASES / "valid", tmp_path / "plan")
    (folder / "notes.toml").write_text("not = ", encoding="utf-8")
    assert check_plan(folder) == ()


def test_the_plan_is_read_once() -> None:
    assert load_plan() is load_plan()


def test_every_kind_of_problem_has_a_case() -> None:
    lines = [p.reason.en for case in _FAULTY for p in check_plan(_CASES / case)]
    sentences = {key: text.en for key, text in plan_wording.sentences.items() if key.startswith("problem.")}
    missing = {
        key for key, sentence in sentences.items() if not any(_is_made_of(sentence, line) for line in lines)
    }
    assert missing == set()


def _is_made_of(sentence: str, line: str) -> bool:
    fixed_parts = [part.partition("}")[2] if "{" in sentence else part for part in sentence.split("{")]
    return all(part in line for part in [sentence.partition("{")[0], *fixed_parts[1:]])
