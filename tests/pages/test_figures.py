"""Figures as words: goals without one value say what was said, kept or still awaited."""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from data import illustrative_observations
from indicators import Goal, Light, stuck
from pages.map.view import map_view
from pages.overview.view import overview_view
from pages.shared.figures import figure_text, value_text, words_text
from tests.factories import observation
from tests.pages.builders import judged, plan, register, scope

REGION, NEDONG = "540000", "540502"
DAYS = (date(2016, 6, 30), date(2016, 12, 31))


def told(indicator: str, area: str = REGION, **columns: object) -> dict[str, object]:
    """A row without counts."""
    usual = {"indicator": indicator, "area": area, "period": "2016", "period_type": "year"}
    return observation(**usual, **{"numerator": None, "denominator": None, **columns})


def row_of(rows: list[dict[str, object]], area: str = REGION) -> dict[str, Any]:
    found = judged(*rows).filter(indicator=str(rows[0]["indicator"]), area=area)
    return found.row(0, named=True)


def quotas(*values: str) -> list[dict[str, object]]:
    parts = ("COD", "NH3-N", "SO2", "NOx")
    rows = [
        told("major_pollutants_total", segment=part, value=value)
        for part, value in zip(parts, values, strict=False)
    ]
    return rows + [told("major_pollutants_total", segment=f"{part}.quota", value="10") for part in parts]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([told("tibet_brands", state="judged_met", evidence="x")], "judged met"),
        ([told("tibet_brands", state="judged_met")], "awaiting judgement"),
        ([told("energy_per_gdp", segment="quota", value="1")], "awaiting publication"),
        (quotas("1", "10", "11", "9"), "3/4"),
        (quotas("1", "10"), "awaiting publication"),
        ([told("national_quality_awards", state="in_progress")], "under way"),
    ],
)
def test_without_a_value_something_is_said(rows: list[dict[str, object]], words: str) -> None:
    row = row_of(rows)
    assert row["value"] is None
    assert words_text(row, scope()) == words
    assert figure_text(row, plan().goal(str(rows[0]["indicator"]))) == "—"


@pytest.mark.parametrize(("value", "text"), [("0", "0 %"), ("0.5", "50 %"), ("1", "100 %")])
def test_a_milestone_shows_the_share_it_counts_for(value: str, text: str) -> None:
    assert value_text(Decimal(value), plan().goal("scenic_iso_started")) == text


@pytest.mark.parametrize(
    ("goal", "value", "text"),
    [("mfg_quality_index", "79.62", "79.62"), ("garbage_harmless_rate", "78.3", "78.3 %")],
)
def test_an_index_is_no_percentage_and_a_rise_is(goal: str, value: str, text: str) -> None:
    assert value_text(Decimal(value), plan().goal(goal)) == text


@pytest.fixture(scope="module", params=DAYS, ids=str)
def shown(request: pytest.FixtureRequest) -> pl.DataFrame:
    rows = illustrative_observations(plan(), register()).to_dicts()
    return judged(*rows, as_of=request.param)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("goal", plan().goals, ids=lambda goal: goal.id)
def test_every_kind_of_goal_can_be_drawn(shown: pl.DataFrame, goal: Goal, language: str) -> None:
    drawn = map_view(shown, goal, register=register(), scope=scope(language=language))
    assert len(drawn.texts) == 74
    assert all(all(lines) for lines in drawn.texts.values())
    assert not any("None" in line for lines in drawn.texts.values() for line in lines)
    assert "None" not in drawn.sentence


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_goal_has_a_line_on_the_overview(shown: pl.DataFrame, language: str) -> None:
    view = overview_view(
        shown, shown, stuck([]), plan=plan(), register=register(), scope=scope(language=language)
    )
    lines = [line for _, goals in view.sectors for line in goals]
    assert len(lines) == 36
    assert all(line.value not in {"", "—"} for line in lines)
    assert {line.light for line in lines} >= set(Light) - {Light.NOT_APPLICABLE}


def test_a_judged_county_says_so_on_the_map() -> None:
    rows = judged(told("two_rivers_afforestation", NEDONG, state="judged_at_risk", evidence="x"))
    texts = map_view(rows, plan().goal("two_rivers_afforestation"), register=register(), scope=scope()).texts
    assert texts[NEDONG][1:] == ("▲ at risk", "judged at risk")
