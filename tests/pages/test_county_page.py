"""The page of one area runs for a county, a prefecture and the region, with and without data."""

import pytest

from data import Store
from tests.pages.builders import open_app, words

LABELS = {"zh": "中文", "en": "English"}


@pytest.mark.parametrize("language", LABELS)
@pytest.mark.parametrize("filters", [{}, {"prefecture": "Lhasa"}, {"county": "Chengguan"}])
@pytest.mark.parametrize("kind", ["store", "illustrative", "real"])
def test_it_runs(request: pytest.FixtureRequest, kind: str, filters: dict[str, str], language: str) -> None:
    request.getfixturevalue(kind)
    chinese = {"Lhasa": "拉萨市", "Chengguan": "城关区"}
    labels = {key: chinese[value] if language == "zh" else value for key, value in filters.items()}
    app = open_app("county", language=LABELS[language], **labels)
    assert not app.error
    name = next(iter(labels.values()), {"zh": "西藏自治区", "en": "Tibet"}[language])
    assert f"<h2>{name}</h2>" in words(app)


def test_an_area_without_reports_says_where_figures_come_in(store: Store) -> None:
    assert store.version() == 0
    said = words(open_app("county", county="林周县", goal="02 农产品合格率"))
    assert "林周县还没有报过“农产品合格率”的数" in said


def test_a_sector_without_goals_says_so(real: Store) -> None:
    assert real.version() == 1
    assert "没有在这一级判定的目标" in words(open_app("county", county="城关区", sector="服务质量"))


def test_the_reports_of_the_chosen_goal_are_shown(real: Store) -> None:
    assert real.version() == 1
    app = open_app("county", county="城关区", goal="02 农产品合格率")
    table = app.dataframe[-1].value
    assert table[["数值", "上报人", "文件"]].to_numpy().tolist() == [["3/4", "扎西", "q1.csv"]]
    assert "构成该数的上报（1 行）" in words(app)


def test_a_county_of_another_prefecture_is_let_go(illustrative: Store) -> None:
    assert illustrative.version()
    app = open_app("county", county="城关区")
    app.selectbox(key="prefecture").set_value("542500").run()
    assert not app.exception
    assert "<h2>阿里地区</h2>" in words(app)


def test_a_long_list_of_reports_is_cut_and_says_so(illustrative: Store) -> None:
    assert illustrative.version()
    app = open_app("county", as_of="2016-12-31")
    assert "只列最近的 200 条" in words(app)
    assert app.dataframe[-1].value.shape[0] == 200
