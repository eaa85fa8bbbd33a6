"""Illustrative entries agree with the illustrative figures, in every month, and are sound and labelled."""

from datetime import date

import polars as pl
import pytest

from data import (
    Directory,
    WrittenEntry,
    area_frame,
    check_entries,
    illustrative_entries,
    illustrative_observations,
)
from data.illustrative_rows import ILLUSTRATIVE_EVIDENCE
from geo import Register
from indicators import Plan, status
from indicators.entry import EntryKind, EntryState
from indicators.handling import agreement, cases_at

_COUNTED = {
    "agri_pass_rate": 39,
    "industrial_pass_rate": 12,
    "food_drug_pass_rate": 98,
    "export_pass_rate": 0,
    "large_industry_qms_rate": 17,
    "completed_conformity": 2,
    "large_first_acceptance": 0,
    "other_first_acceptance": 39,
    "industrial_discharge": 1,
    "drinking_source": 0,
    "engineering_accidents": 0,
}


@pytest.fixture(scope="module")
def observations(plan: Plan, register: Register) -> pl.DataFrame:
    return illustrative_observations(plan, register)


@pytest.fixture(scope="module")
def entries(observations: pl.DataFrame, plan: Plan, register: Register) -> pl.DataFrame:
    return illustrative_entries(observations, plan, register)


def test_they_are_the_same_on_every_call(
    entries: pl.DataFrame, observations: pl.DataFrame, plan: Plan, register: Register
) -> None:
    assert illustrative_entries(observations, plan, register).equals(entries)


def test_they_pass_every_check(entries: pl.DataFrame, directory: Directory) -> None:
    written = [
        WrittenEntry({name: cell for name, cell in row.items() if cell is not None})
        for row in entries.iter_rows(named=True)
    ]
    report = check_entries(written, directory)
    assert report.problems == ()
    assert report.accepted.equals(entries)


def test_every_row_says_that_it_is_not_real(entries: pl.DataFrame) -> None:
    assert set(entries["evidence"]) == {ILLUSTRATIVE_EVIDENCE}


def test_there_are_some_of_every_kind(entries: pl.DataFrame) -> None:
    assert set(entries["kind"]) == set(EntryKind)
    actions = entries.filter(kind=EntryKind.ACTION.value)
    assert set(actions["state"]) == {EntryState.OPEN.value, EntryState.CLOSED.value}


@pytest.mark.parametrize(
    "as_of", [date(2016, 3, 31), date(2016, 6, 30), date(2016, 9, 30), date(2016, 12, 31)]
)
def test_there_is_a_case_for_each_failure(
    entries: pl.DataFrame, observations: pl.DataFrame, plan: Plan, register: Register, as_of: date
) -> None:
    judged = status(observations, plan=plan, hierarchy=area_frame(register), as_of=as_of)
    cases = cases_at(entries.filter(kind=EntryKind.CASE.value), as_of=as_of)
    for area in (register.region, *register.prefectures):
        within = [each.code for each in register.areas if area.code in (each.code, each.parent)]
        own = cases if area is register.region else cases.filter(pl.col("area").is_in(within))
        found = agreement(own, judged, plan=plan, area=area.code)
        kept = {goal: (failures, count) for goal, failures, count in found.iter_rows() if goal in _COUNTED}
        # a prefecture without any object has no figure, and then no case either
        assert {goal: pair for goal, pair in kept.items() if (pair[0] or 0) != pair[1]} == {}


def test_the_year_ends_with_these_numbers(
    entries: pl.DataFrame, observations: pl.DataFrame, plan: Plan, register: Register
) -> None:
    as_of = date(2016, 12, 31)
    judged = status(observations, plan=plan, hierarchy=area_frame(register), as_of=as_of)
    cases = cases_at(entries.filter(kind=EntryKind.CASE.value), as_of=as_of)
    found = agreement(cases, judged, plan=plan, area=register.region.code)
    kept = {goal: count for goal, _, count in found.iter_rows() if goal in _COUNTED}
    assert kept == _COUNTED
