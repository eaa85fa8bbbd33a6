"""The assessment of 2016 against the catalogue, and files with faults: all are found, and at once."""

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from indicators.assessment_loading import check_assessment, load_assessment
from indicators.assessment_scheme import Block, FullRate, Scoring
from indicators.errors import PlanError
from indicators.plan_loading import load_plan
from indicators.vocabulary import Kind

_SCHEME = load_assessment()
_CATALOGUE = Path(__file__).parents[2] / "../shared/reference/catalogue.json"
_FOLDER = Path(__file__).parents[2] / "indicators" / "plans" / "2016"

with_catalogue = pytest.mark.skipif(
    not _CATALOGUE.is_file(), reason="the reference folder ../shared/reference is not on this machine"
)


@pytest.fixture(name="scoring", scope="module")
def _scoring() -> dict[str, Any]:
    scoring: dict[str, Any] = json.loads(_CATALOGUE.read_text(encoding="utf-8"))["scoring"]
    return scoring


def _weights(block: Block) -> dict[str, Fraction]:
    return {item.id: item.weight for item in _SCHEME.items_of(block)}


@with_catalogue
class TestCatalogue:
    def test_presets(self, scoring: dict[str, Any]) -> None:
        for preset in ("default", "alternative"):
            assert _SCHEME.preset(preset).weights == scoring[f"preset_{preset}"]

    def test_goals(self, scoring: dict[str, Any]) -> None:
        assert _weights(Block.GOALS) == scoring["goals_weights"]

    def test_goals_carry_the_weights_of_their_entries(self) -> None:
        entries = json.loads(_CATALOGUE.read_text(encoding="utf-8"))["indicators"]
        weights = {entry["id"]: entry["prefecture_score_weight"] for entry in entries}
        assert _weights(Block.GOALS) == {goal: weight for goal, weight in weights.items() if weight}

    def test_measures(self, scoring: dict[str, Any]) -> None:
        assert list(_weights(Block.MEASURES).values()) == list(scoring["measures_weights"].values())

    def test_other_blocks(self, scoring: dict[str, Any]) -> None:
        brand = {name: weight for name, weight in scoring["brand_third_party"].items() if name != "why"}
        assert _weights(Block.BRAND_AND_THIRD_PARTY) == brand
        assert _weights(Block.REPORTING) == scoring["reporting_weights"]

    def test_adjustments_and_grades(self, scoring: dict[str, Any]) -> None:
        assert _SCHEME.rules.bonus_cap == scoring["adjustments"]["bonus_max"]
        numbers = [int(number) for number in re.findall(r"\d+", scoring["adjustments"]["deduction"])]
        accident, false_data = _SCHEME.deductions
        assert [accident.points, accident.cap, false_data.points] == numbers
        assert [(band.grade, band.minimum) for band in _SCHEME.bands] == [
            (grade["grade"], grade["min"]) for grade in scoring["grades"]
        ]


def test_the_edition_and_its_rules() -> None:
    content = (_FOLDER / "assessment.toml").read_bytes()
    assert _SCHEME.stamp.sha256 == hashlib.sha256(content).hexdigest()
    assert (_SCHEME.stamp.version, _SCHEME.stamp.approved) == ("2016-1", False)
    assert (_SCHEME.start, _SCHEME.deadline) == (date(2016, 1, 1), load_plan().deadline)
    rules = _SCHEME.rules
    assert [rules.rate_ge_points, rules.rate_100_floor, rules.rate_100] == [10, 90, FullRate.LINEAR]
    assert (rules.late, rules.enough) == (Fraction(1, 2), Fraction(3, 5))


@pytest.mark.parametrize("preset", ["default", "alternative"])
def test_weights_add_up_to_100(preset: str) -> None:
    assert sum(_SCHEME.weights(_SCHEME.preset(preset)).values()) == 100


def test_every_deliverable_is_scored_once() -> None:
    scored = [deliverable for item in _SCHEME.items for deliverable in item.deliverables]
    assert sorted(scored) == sorted(d.id for article in load_plan().articles for d in article.deliverables)
    assert len(scored) == 153


def test_figures_of_the_region_only_are_left_out() -> None:
    kinds = {item.goal.kind for item in _SCHEME.items if item.goal}
    assert kinds == {Kind.RATE, Kind.MEAN_OF_PREFECTURES, Kind.SHARE_OF_COUNTIES, Kind.RISE, Kind.MILESTONE}


def test_full_rates_are_those_with_a_target_of_100_percent() -> None:
    for item in _SCHEME.items:
        if item.goal and item.goal.kind is Kind.RATE:
            assert (item.function is Scoring.RATE_100) == (item.goal.target_bp == 10_000), item.id


def test_the_assessment_is_read_once() -> None:
    assert load_assessment() is load_assessment()


@pytest.fixture(name="edited")
def _edited(tmp_path: Path) -> Callable[[str, str], Path]:
    folder = shutil.copytree(_FOLDER, tmp_path / "plan")

    def edit(old: str, new: str) -> Path:
        file = folder / "assessment.toml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return edit


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("start = 2016-01-01", "start = 2017-01-01", "assessment: start should lie before deadline"),
        ("approved = false", 'approved = "no"', "assessment: approved should be true or false, is 'no'"),
        ("rate_ge_points = 10", "rate_ge_points = 0", "rules: rate_ge_points is out of its range, is 0"),
        ("rate_ge_points = 10", 'rate_ge_points = "10"', "rules: rate_ge_points should be a number, is '10'"),
        ("rate_ge_points = 10", "rate_ge_points = nan", "rules: rate_ge_points should be a number, is NaN"),
        ("rate_100_floor = 90", "rate_100_floor = 100", "rules: rate_100_floor is out of its range, is 100"),
        (
            '"linear"',
            '"steep"',
            "rules: rate_100 has the unknown word 'steep'; allowed: linear, all_or_nothing",
        ),
        ("late_percent = 50", "late_percent = 101", "rules: late_percent is out of its range, is 101"),
        ("enough_percent = 60", "enough_percent = -1", "rules: enough_percent is out of its range, is -1"),
        ("bonus_cap = 5", "bonus_cap = -5", "rules: bonus_cap is out of its range, is -5"),
        (
            "goals = 50,",
            "goals = 49,",
            "presets[default]: weights of the blocks may not be negative and should add up to 100, not 99",
        ),
        (
            "goals = 40, measures = 60,",
            "goals = 140, measures = -40,",
            "presets[alternative]: weights of the blocks may not be negative",
        ),
        ('id = "alternative"', 'id = "default"', "presets: 'default' is there 2 times and must be unique"),
        (
            "from = 80",
            "from = 95",
            "grades: grades should go from high to low, and only the last has no from",
        ),
        ("from = 80", "", "grades: grades should go from high to low, and only the last has no from"),
        (
            'id = "D"',
            'id = "D"\nfrom = 1',
            "grades: grades should go from high to low, and only the last has no from",
        ),
        ('id = "B"', 'id = "A"', "grades: 'A' is there 2 times and must be unique"),
        ("weight = 9", "weight = 0", "measures[3]: the weight should be above 0, is 0"),
        ("section = 5", "section = 1", "measures[1]: section 1 of the plan has no deliverables"),
        ("section = 5", "section = 4", "items: 'section_4' is there 2 times and must be unique"),
        ('id = "brand"', 'id = "on_time"', "items: 'on_time' is there 2 times and must be unique"),
        ('id = "air_good_days"', 'id = "air"', "goals[air]: the plan has no goal air"),
        (
            'id = "air_good_days"',
            'id = "mfg_quality_index"',
            "goals[mfg_quality_index]: the function rate_ge does not fit this goal of kind near_reference",
        ),
        (
            'function = "rate_100"',
            'function = "rate_ge"',
            "goals[export_pass_rate]: the function rate_ge does not fit this goal of kind rate",
        ),
        (
            'function = "coverage"',
            'function = "task"',
            "goals[quality_county_coverage]: function has the unknown word 'task'",
        ),
        ("cap = 15", "cap = 4", "deductions[accident]: points should be above 0 and not above cap"),
        (
            'goal = "engineering_accidents"',
            'goal = "agri_pass_rate"',
            "deductions[accident]: agri_pass_rate is not a goal of the plan that counts things",
        ),
    ],
)
def test_a_fault_is_found(edited: Callable[[str, str], Path], old: str, new: str, expected: str) -> None:
    folder = edited(old, new)
    (found,) = check_assessment(folder)
    assert found.in_language("en").startswith(f"assessment.toml {expected}")
    with pytest.raises(PlanError, match=re.escape(expected)):
        load_assessment(folder)


def test_a_file_without_any_entries(edited: Callable[[str, str], Path]) -> None:
    file = edited("", "") / "assessment.toml"
    text = file.read_text(encoding="utf-8")
    heading = text[text.index("[assessment]") : text.index("[[presets]]")]
    lists = "".join(f"{name} = []\n" for name in ("presets", "grades", "deductions", *Block))
    file.write_text(lists + heading, encoding="utf-8")
    assert [problem.in_language("en") for problem in check_assessment(file.parent)] == [
        "assessment.toml presets: at least one preset is needed",
        "assessment.toml grades: grades should go from high to low, and only the last has no from",
    ]


def test_items_may_be_missing_where_no_preset_gives_points(edited: Callable[[str, str], Path]) -> None:
    folder = edited("", "")
    file = folder / "assessment.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text("reporting = []\n" + text[: text.index("# Reports as they should be")], encoding="utf-8")
    assert [problem.in_language("en") for problem in check_assessment(folder)] == [
        "assessment.toml presets[default]: the block reporting has points but no items"
    ]


def test_several_faults_are_found_at_once(edited: Callable[[str, str], Path]) -> None:
    edited("cap = 15", "cap = 4")
    assert len(check_assessment(edited("goals = 50,", "goals = 49,"))) == 2


def test_a_plan_without_an_assessment(tmp_path: Path) -> None:
    folder = shutil.copytree(_FOLDER, tmp_path / "plan")
    (folder / "assessment.toml").unlink()
    assert [problem.in_language("en") for problem in check_assessment(folder)] == [
        "assessment.toml: the file is missing"
    ]


def test_another_edition_gets_another_hash(edited: Callable[[str, str], Path]) -> None:
    other = load_assessment(edited('version = "2016-1"', 'version = "2016-2"'))
    assert other.stamp.version == "2016-2"
    assert other.stamp.sha256 != _SCHEME.stamp.sha256
