"""The page of trends: every part with every kind of store, in both languages, under filters."""

from urllib.parse import parse_qsl

import pytest

from data import Store
from indicators import Kind
from pages.shared.links import trends_address
from pages.shared.text import goal_label
from tests.pages.builders import open_app, plan, register, scope, words

PARTS = {
    "zh": ["全年走势", "样本少还是真差", "抽样够不够", "空气日历"],
    "en": ["Through the year", "Few samples or bad", "Enough samples", "Air calendar"],
}
LABELS = {"zh": "中文", "en": "English"}


@pytest.mark.parametrize("kind", ["store", "illustrative", "real"])
@pytest.mark.parametrize(("language", "part"), [(lang, part) for lang in PARTS for part in PARTS[lang]])
def test_every_part_runs(request: pytest.FixtureRequest, kind: str, language: str, part: str) -> None:
    request.getfixturevalue(kind)
    app = open_app("trends", trend=part, language=LABELS[language])
    assert not app.error
    assert (
        app.button_group(key="trend").value
        == (["course", "funnel", "samples", "air"][PARTS[language].index(part)])
    )


@pytest.mark.parametrize("kind", Kind)
def test_the_course_of_every_kind_of_goal_runs(illustrative: Store, kind: Kind) -> None:
    assert illustrative.version()
    goal = next(goal for goal in plan().goals if goal.kind is kind)
    app = open_app("trends", goal=goal_label(goal, "zh"), as_of="2016-10-31")
    assert not app.error
    assert app.selectbox(key="goal").value == goal.id
    assert "现状" in words(app)


@pytest.mark.parametrize("part", PARTS["zh"])
def test_without_data_it_says_what_to_do(store: Store, part: str) -> None:
    assert store.version() == 0
    assert "到“上报”页导入报表" in words(
        open_app("trends", trend=part, goal="02 农产品合格率", as_of="2016-06-30")
    )


def test_a_sector_without_samples_says_so(illustrative: Store) -> None:
    assert illustrative.version()
    app = open_app("trends", trend="样本少还是真差", sector="服务质量")
    assert "没有抽样得来的目标" in words(app)


def test_the_lost_goal_is_told_in_the_real_store(real: Store) -> None:
    assert real.version() == 1
    said = words(open_app("trends", goal="02 农产品合格率"))
    assert "7/8" in said
    assert "要回到 ≥ 96 %，接下来要连续 17 个样品全部合格" in said


def test_the_table_behind_leads_to_the_counties(real: Store) -> None:
    assert real.version() == 1
    app = open_app("trends", trend="样本少还是真差", goal="02 农产品合格率")
    table = app.dataframe[-1].value
    assert table["地区"].tolist() == ["城关区", "林周县"]
    assert all(link.startswith("county?") for link in table["页面"])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_link_opens_the_course_of_its_goal(real: Store, language: str) -> None:
    assert real.version() == 1
    goal = plan().goal("air_good_days")
    chosen = scope(language=language, prefecture="540100")
    page, _, query = trends_address(goal, register=register(), scope=chosen).partition("?")
    assert page == "trends"
    app = open_app("trends", **dict(parse_qsl(query)))
    assert app.selectbox(key="goal").value == goal.id
    assert app.selectbox(key="prefecture").value == "540100"
    assert app.button_group(key="trend").value == "course"
