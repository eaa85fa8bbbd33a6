"""The wall sheet: every goal with its target, figure, light, unit and days left, on one A3 page."""

import io
from datetime import date

import pypdf
import pytest
from PIL import Image

from indicators import Light, domain_wording
from indicators.light_styles import LIGHT_STYLES
from reports.figure_words import counts_words, target_words, told_words
from reports.wall_sheet import print_wall_sheet
from tests.factories import observation
from tests.reports.builders import illustrative_basis, plan, register, some_basis, unit

REGION = register().region.code


def text_of(pdf: bytes) -> str:
    """The words of the one page, blanks and ends of lines alike."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) == 1
    return " ".join(pages[0].extract_text().split())


@pytest.fixture(scope="module", params=["zh", "en"])
def sheet(request: pytest.FixtureRequest) -> tuple[str, str]:
    """Language and words of the region's sheet at the year's end."""
    return request.param, text_of(print_wall_sheet(illustrative_basis(), unit("region"), request.param))


def test_every_goal_is_there_with_its_figure(sheet: tuple[str, str]) -> None:
    language, words = sheet
    for goal in plan().goals:
        row = illustrative_basis().row(goal.id, REGION)
        wanted = [f"{goal.number} {goal.short.in_language(language)}", target_words(goal, language)]
        wanted += [told_words(row, goal, language), counts_words(row, goal)]
        assert [part for part in wanted if part not in words] == [], goal.id


def test_every_light_is_glyph_and_word(sheet: tuple[str, str]) -> None:
    language, words = sheet
    lights = [illustrative_basis().row(goal.id, REGION)["light"] for goal in plan().goals]
    for light in Light:
        word = domain_wording(f"light.{light}").in_language(language)
        assert f"{LIGHT_STYLES[light].glyph} {lights.count(light)} {word}" in words


def test_made_up_data_source_and_boundaries_are_named(sheet: tuple[str, str]) -> None:
    language, words = sheet
    for part in {"zh": ("演示数据", "数据截至 2016-12-31", "未经审定", "责任单位为推定")}.get(
        language, ("Illustrative data", "Data until 2016-12-31", "not approved", "Units are assumed")
    ):
        assert part in words


@pytest.mark.parametrize(
    ("as_of", "words"),
    [
        (date(2016, 9, 30), "距 2016-12-31 还有 92 天"),
        (date(2016, 12, 31), "距 2016-12-31 还有 0 天"),
        (date(2017, 1, 5), "2016-12-31 已过 5 天"),
    ],
)
def test_days_left_are_counted_from_the_as_of_date(as_of: date, words: str) -> None:
    pdf = print_wall_sheet(some_basis(observation(), as_of=as_of), unit("region"), "zh")
    assert words in text_of(pdf)


def test_a_sheet_without_data_is_whole() -> None:
    words = text_of(print_wall_sheet(some_basis(), unit("region"), "zh"))
    assert all(goal.short.zh in words for goal in plan().goals)
    assert "演示数据" not in words


@pytest.mark.parametrize("name", ["日喀则市", "阿里地区"])
def test_a_prefecture_has_its_own(name: str) -> None:
    of = unit("prefecture", name)
    words = text_of(print_wall_sheet(illustrative_basis(), of, "zh"))
    assert name in words
    row = illustrative_basis().row("agri_pass_rate", of.area)
    assert counts_words(row, plan().goal("agri_pass_rate")) in words


def test_the_picture_has_the_size_of_paper() -> None:
    png = print_wall_sheet(illustrative_basis(), unit("region"), "zh", kind="png")
    assert Image.open(io.BytesIO(png)).size == (3307, 2338)
