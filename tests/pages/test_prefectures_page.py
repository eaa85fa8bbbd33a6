"""The page of prefectures: each part with and without data, in both languages, under filters."""

import pytest

from data import Store
from tests.pages.builders import open_app, words

PARTS = {
    "zh": ["各地（市）× 目标", "各县（区）× 目标", "谁拖了后腿", "两地对比"],
    "en": ["Prefectures × goals", "Counties × goals", "Who drags a goal", "Compare two"],
}
LABELS = {"zh": "中文", "en": "English"}


@pytest.mark.parametrize("kind", ["store", "illustrative", "real"])
@pytest.mark.parametrize(("language", "part"), [(lang, part) for lang in PARTS for part in PARTS[lang]])
def test_every_part_runs(request: pytest.FixtureRequest, kind: str, language: str, part: str) -> None:
    request.getfixturevalue(kind)
    app = open_app("prefectures", part=part, language=LABELS[language])
    assert not app.error
    assert (
        app.button_group(key="part").value
        == ["prefectures", "counties", "drags", "pair"][PARTS[language].index(part)]
    )


def test_without_data_it_says_what_to_do(store: Store) -> None:
    assert store.version() == 0
    said = words(open_app("prefectures", part="谁拖了后腿", goal="02 农产品合格率"))
    assert "到“上报”页导入" in said


def test_the_switch_leaves_only_stuck_counties(illustrative: Store) -> None:
    assert illustrative.version()
    app = open_app("prefectures", part="各县（区）× 目标")
    every = words(app).count('class="area" scope="row"')
    app.toggle(key="stuck").set_value(True).run()
    assert not app.exception
    said = words(app)
    left = said.count('class="area" scope="row"')
    assert (every, 0 < left < every) == (74, True)
    assert f"连续两期未达标的县（区）：{left} 个" in said


def test_a_sector_without_county_goals_says_so(illustrative: Store) -> None:
    assert illustrative.version()
    app = open_app("prefectures", part="各县（区）× 目标", sector="服务质量")
    assert "没有按县（区）判定的目标" in words(app)


def test_the_same_prefecture_twice_is_refused(illustrative: Store) -> None:
    assert illustrative.version()
    app = open_app("prefectures", part="两地对比", first="昌都市", second="昌都市")
    assert "请选两个不同的地（市）" in words(app)


def test_a_goal_of_the_sector_is_taken_apart(illustrative: Store) -> None:
    assert illustrative.version()
    app = open_app("prefectures", part="谁拖了后腿", sector="环境质量", goal="28 空气优良率")
    assert "7 个地（市）的简单平均" in words(app)
    assert len(app.get("vega_lite_chart")) == 1
