"""The plan of 2016 against the reference it was taken from: same figures and names, other sentences."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from indicators.plan import Plan
from indicators.plan_loading import load_plan
from indicators.text import Text
from indicators.vocabulary import Comparison, Kind

_REFERENCE = Path(__file__).parents[2] / "../shared/reference"
_COMPARISONS = {
    ">=": Comparison.AT_LEAST,
    "=": Comparison.EXACTLY,
    "<=": Comparison.AT_MOST,
    "near_ref": Comparison.AT_LEAST,
    ">=ref": Comparison.AT_LEAST,
}
_KINDS = {
    "ratio": {Kind.RATE, Kind.MEAN_OF_PREFECTURES},
    "share_of_units": {Kind.SHARE_OF_COUNTIES},
    "count": {Kind.COUNT},
    "count_of_list": {Kind.COUNT},
    "count_aspiration": {Kind.ASPIRATION},
    "milestone": {Kind.MILESTONE},
    "index_vs_reference": {Kind.NEAR_REFERENCE, Kind.REACH_REFERENCE},
    "trend": {Kind.RISE},
    "quota": {Kind.QUOTA},
    "qualitative": {Kind.WORDING},
}
_FREQUENCIES = {
    "event": "month",
    "half": "half",
    "monthly": "month",
    "quarterly": "quarter",
    "annual": "year",
}
_LONGEST_SHARED_SENTENCE = 19
_LONGEST_SHARED_TITLE = 12

pytestmark = pytest.mark.skipif(
    not _REFERENCE.is_dir(), reason="the reference folder ../shared/reference is not on this machine"
)


@pytest.fixture(name="plan")
def _plan() -> Plan:
    return load_plan()


@pytest.fixture(name="catalogue", scope="module")
def _catalogue() -> dict[str, Any]:
    catalogue: dict[str, Any] = json.loads((_REFERENCE / "catalogue.json").read_text(encoding="utf-8"))
    return catalogue


@pytest.fixture(name="plan_text", scope="module")
def _plan_text() -> str:
    return _squeezed((_REFERENCE / "plan_2016.txt").read_text(encoding="utf-8"))


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def _ids(plan: Plan, names: list[str]) -> tuple[str, ...]:
    found = [plan.find_department(name) for name in names]
    return tuple(department.id for department in found if department is not None)


def test_goals_carry_names_figures_and_order(plan: Plan, catalogue: dict[str, Any]) -> None:
    for goal, source in zip(plan.goals, catalogue["indicators"], strict=True):
        assert goal.id == source["id"]
        assert goal.name == Text(source["name_zh"], source["name_en"])
        assert (goal.sector, goal.article) == (source["sector"], source["article_no"])
        assert (goal.natural_level, goal.temporal) == (source["natural_level"], source["temporal"])
        assert goal.zero_tolerance == source["zero_tolerance"]
        assert goal.deadline.isoformat() == source["deadline"]
        assert (goal.unit.zh == "%") == (source["unit"] == "%")


def test_goals_carry_rules(plan: Plan, catalogue: dict[str, Any]) -> None:
    for goal, source in zip(plan.goals, catalogue["indicators"], strict=True):
        assert goal.kind in _KINDS[source["kind"]]
        assert goal.comparison == _COMPARISONS.get(source["comparison"])
        assert goal.threshold_bp == source["threshold_bp"]
        assert goal.threshold == (source["threshold"] if source["threshold_bp"] is None else None)
        assert (goal.reference.zh if goal.reference else None) == source["reference"]
        assert (goal.tolerance or Decimal(0)) == Decimal(str(source["tolerance"] or 0))
        assert goal.sampled == (source["sampling"] == "sample")
        assert goal.frequency == _FREQUENCIES[re.split(r"[ ,\-]", source["frequency"])[0]]


def test_goals_carry_segments_items_and_owners(plan: Plan, catalogue: dict[str, Any]) -> None:
    for goal, source in zip(plan.goals, catalogue["indicators"], strict=True):
        assert [segment.id for segment in goal.segments] == (source["segments"] or [])
        assert goal.departments == _ids(plan, source["responsible_departments"])
        assert goal.likely_owner == _ids(plan, source["likely_owner"])
    fields = next(i for i in catalogue["indicators"] if i["id"] == "service_standard_fields")["items"]
    assert [item.name.zh for item in plan.goal("service_standard_fields").items] == fields


def test_articles_carry_titles_and_departments(plan: Plan, catalogue: dict[str, Any]) -> None:
    for article, source in zip(plan.articles, catalogue["articles"], strict=True):
        assert (article.number, article.numeral, article.section) == (
            source["no"],
            source["no_cn"],
            source["section_no"],
        )
        assert article.title == Text(source["title_zh"], source["title_en"])
        assert article.section_title.zh in source["section_zh"]
        assert article.departments == _ids(plan, source["departments"])


def test_deliverables_carry_ids_and_types(plan: Plan, catalogue: dict[str, Any]) -> None:
    ours = [(d.id, d.type.value) for article in plan.articles for d in article.deliverables]
    source = [(d["id"], d["type"]) for a in catalogue["articles"] for d in a["deliverables"]]
    assert ours == [pair for pair in source if pair[1] != "indicator"]
    assert [duty.id for duty in plan.duties] == [duty["id"] for duty in catalogue["closing_duties"]]


def test_matrix_of_departments(plan: Plan, catalogue: dict[str, Any]) -> None:
    matrix = {
        department.name.zh: [a.number for a in plan.articles_of(department.id)]
        for department in plan.departments
    }
    assert matrix == catalogue["matrix"]


def test_departments_carry_names_and_classes(plan: Plan, catalogue: dict[str, Any]) -> None:
    for department, source in zip(plan.departments, catalogue["departments"], strict=True):
        assert (department.id, department.name.zh) == (source["id"], source["name_zh"])
        assert department.department_class == source["class"]
        assert list(department.aliases) == source["aliases"]


def test_sentences_are_not_those_of_the_plan(plan: Plan, plan_text: str) -> None:
    sentences = [text for goal in plan.goals for text in (goal.description, *goal.fixed, *goal.assumed)]
    shared = [_longest_shared(_squeezed(text.zh), plan_text) for text in sentences]
    assert [run for run in shared if len(run) > _LONGEST_SHARED_SENTENCE] == []
    assert [text.zh for text in sentences if _squeezed(text.zh) in plan_text] == []


def test_titles_are_not_those_of_the_plan(plan: Plan, plan_text: str) -> None:
    titles = [d.title.zh for article in plan.articles for d in article.deliverables]
    assert [t for t in titles if len(_longest_shared(_squeezed(t), plan_text)) > _LONGEST_SHARED_TITLE] == []


def test_no_sentence_of_the_catalogue_is_quoted(plan: Plan, catalogue: dict[str, Any]) -> None:
    ours = {d.id: d.title for article in plan.articles for d in article.deliverables}
    theirs = {d["id"]: d for a in catalogue["articles"] for d in a["deliverables"] if d["id"] in ours}
    assert [i for i, title in ours.items() if title.zh == theirs[i]["quote"] and "“" not in title.zh] == []


def _longest_shared(text: str, whole: str) -> str:
    longest = ""
    for start in range(len(text)):
        while len(longest) < len(text) - start and text[start : start + len(longest) + 1] in whole:
            longest = text[start : start + len(longest) + 1]
    return longest
