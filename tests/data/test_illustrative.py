"""Illustrative data: always the same, complete enough to show, sound by our own rules, and labelled."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from data import (
    ILLUSTRATIVE_NOTE,
    Directory,
    area_frame,
    check_file,
    export_observations,
    illustrative_observations,
)
from indicators import (
    KEY,
    OBSERVATION_SCHEMA,
    Kind,
    Light,
    Reason,
    status,
)
from indicators.deliverables import deliverable_reports, deliverables_at, tallies

_COMPARED = {Kind.NEAR_REFERENCE, Kind.REACH_REFERENCE, Kind.QUOTA, Kind.RISE}
_AWAITED = {Reason.AWAITING_PUBLICATION, Reason.AWAITING_JUDGEMENT, Reason.NO_REFERENCE}


@pytest.fixture(scope="module")
def shown(directory: Directory) -> pl.DataFrame:
    return illustrative_observations(directory.plan, directory.register)


def test_two_calls_agree(shown: pl.DataFrame, directory: Directory) -> None:
    assert shown.equals(illustrative_observations(directory.plan, directory.register))


def test_every_row_is_labelled_and_has_a_key_of_its_own(shown: pl.DataFrame) -> None:
    assert shown.schema == OBSERVATION_SCHEMA
    assert set(shown["note"]) == {ILLUSTRATIVE_NOTE}
    assert "非真实" in ILLUSTRATIVE_NOTE
    assert "not real" in ILLUSTRATIVE_NOTE
    assert not shown.select(KEY).is_duplicated().any()
    assert set(shown["period"].str.head(4)) == {"2014", "2015", "2016"}


def test_it_passes_the_check_of_uploads_without_a_remark(
    shown: pl.DataFrame, directory: Directory, tmp_path: Path
) -> None:
    out = tmp_path / "demo.csv"
    export_observations(shown, out, plan=directory.plan, register=directory.register)
    report = check_file(out.read_bytes(), file=out.name, directory=directory)
    assert report.problems == ()
    order = pl.col(KEY)
    assert report.observations.sort(order).equals(shown.sort(order))


def test_all_goals_but_one_awaited_judgement_are_shown(shown: pl.DataFrame, directory: Directory) -> None:
    assert {goal.id for goal in directory.plan.goals} - set(shown["indicator"]) == {"basic_public_service"}


def test_last_year_is_only_there_to_be_compared_with(shown: pl.DataFrame, directory: Directory) -> None:
    compared = {goal.id for goal in directory.plan.goals if goal.kind in _COMPARED}
    assert set(shown.filter(~pl.col("period").str.starts_with("2016"))["indicator"]) <= compared


@pytest.mark.parametrize("as_of", [date(2016, 6, 30), date(2016, 10, 31), date(2016, 12, 31)], ids=str)
def test_every_light_and_every_kind_of_rule_can_be_seen(
    shown: pl.DataFrame, directory: Directory, as_of: date
) -> None:
    found = status(shown, plan=directory.plan, hierarchy=area_frame(directory.register), as_of=as_of)
    assert set(found["light"]) == set(Light)
    region = found.filter(level="region")
    assert set(region["light"]) >= set(Light) - {Light.NOT_APPLICABLE}
    reasons = set(region["reason"].drop_nulls())
    assert {Reason.AWAITING_PUBLICATION, Reason.AWAITING_JUDGEMENT} <= reasons
    assert reasons <= {*_AWAITED, Reason.NOT_DUE}


def test_evidence_is_labelled_too(shown: pl.DataFrame) -> None:
    evidence = shown["evidence"].drop_nulls()
    assert evidence.len() > 0
    assert evidence.str.contains("非真实文件").all()


def test_nearly_all_counties_and_all_prefectures_report(shown: pl.DataFrame, directory: Directory) -> None:
    areas = set(shown["area"])
    counties = [county.code for county in directory.register.counties]
    assert len(areas.intersection(counties)) == len(counties) - 3
    assert areas.issuperset(prefecture.code for prefecture in directory.register.prefectures)


def test_the_campaign_ends_two_counties_short_of_sixty(shown: pl.DataFrame) -> None:
    december = shown.filter(pl.col("indicator") == "quality_county_coverage", pl.col("period") == "2016-12")
    done = december.group_by("area").agg(pl.col("numerator").sum() == pl.len())
    assert done["numerator"].sum() == 58


@pytest.mark.parametrize(
    ("indicator", "least", "most"),
    [
        ("agri_pass_rate", 0.94, 0.99),
        ("food_drug_pass_rate", 0.93, 0.98),
        ("industrial_pass_rate", 0.9, 0.97),
        ("export_pass_rate", 1, 1),
        ("air_good_days", 0.9, 0.99),
    ],
)
def test_rates_are_of_the_published_order(
    shown: pl.DataFrame, indicator: str, least: float, most: float
) -> None:
    rows = shown.filter(pl.col("indicator") == indicator)
    assert (rows["numerator"] <= rows["denominator"]).fill_null(value=True).all()
    passed, total = rows.select(pl.col("numerator").sum(), pl.col("denominator").sum()).row(0)
    assert least <= passed / total <= most


def test_a_county_has_about_four_food_samples_in_half_a_year(shown: pl.DataFrame) -> None:
    rows = shown.filter(pl.col("indicator") == "agri_pass_rate")
    assert 2 <= rows.select(pl.col("denominator").mean() * 2).item() <= 10


class TestDeliverables:
    @pytest.mark.parametrize(
        ("as_of", "shares"),
        [
            (date(2016, 3, 31), {"done": (0, 0), "in_progress": (0.5, 0.75)}),
            (date(2016, 6, 30), {"done": (0.02, 0.2), "in_progress": (0.55, 0.85)}),
            (date(2016, 12, 31), {"done": (0.65, 0.75), "not_started": (0.01, 0.06)}),
        ],
        ids=str,
    )
    def test_most_are_under_way_in_spring_and_seven_in_ten_done_at_the_end(
        self, shown: pl.DataFrame, directory: Directory, as_of: date, shares: dict[str, tuple[float, float]]
    ) -> None:
        reports = deliverable_reports(shown, directory.plan, as_of=as_of)
        found = tallies(deliverables_at(reports, directory.plan, as_of=as_of)).row(0, named=True)
        for stage, (least, most) in shares.items():
            assert least <= found[stage] / found["total"] <= most, stage
        assert 4 <= found["not_reported"] <= 16
        assert (found["overdue"] > 0) == (as_of >= directory.plan.deadline)

    def test_some_are_told_of_by_two_departments_and_some_do_not_apply(self, shown: pl.DataFrame) -> None:
        parts = shown.filter(pl.col("organiser").str.starts_with("D"))
        assert 8 <= parts["indicator"].n_unique() <= 30
        assert "not_applicable" in set(shown.filter(pl.col("indicator").str.starts_with("A"))["state"])
