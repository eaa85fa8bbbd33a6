"""The page of the departments: the matrix and every department, with every kind of store."""

import pytest

from data import Store
from tests.pages.builders import open_app, plan, words

LABELS = {"zh": "中文", "en": "English"}


@pytest.mark.parametrize("kind", ["store", "illustrative", "real"])
@pytest.mark.parametrize("language", LABELS)
@pytest.mark.parametrize("department", [None, "D05", "D13", "D27", "D35"])
def test_it_runs(request: pytest.FixtureRequest, kind: str, language: str, department: str | None) -> None:
    request.getfixturevalue(kind)
    chosen = {}
    if department:
        chosen["department"] = plan().department(department).name.in_language(language)
    app = open_app("departments", language=LABELS[language], **chosen)
    assert not app.error
    assert app.selectbox(key="department").value == department
    told = words(app)
    assert (
        chosen["department"] if department else ("未明确责任单位" if language == "zh" else "No responsible")
    ) in told


def test_who_holds_goals_only_is_said_to_owe_no_deliverables(illustrative: Store) -> None:
    assert illustrative.version()
    assert "所在条款没有任务" in words(open_app("departments", department="文化厅"))
    assert "所在条款没有目标" in words(open_app("departments", department="财政厅"))


def test_the_demo_counts_what_the_quality_bureau_owes(illustrative: Store) -> None:
    assert illustrative.version()
    said = words(open_app("departments", department="质监局"))
    assert "17 条，任务 137 项，完成 70.1 %" in said
    assert "逾期未完成</span><b>40</b>" in said


def test_a_department_that_is_none_is_let_go(illustrative: Store) -> None:
    assert illustrative.version()
    assert open_app("departments", department="x").selectbox(key="department").value is None
