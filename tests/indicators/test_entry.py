"""Which goals take cases, and what tells their cases apart."""

import polars as pl
import pytest

from indicators import Plan
from indicators.entry import (
    ENTRY_KEY,
    ENTRY_SCHEMA,
    AccidentGrade,
    CertificateState,
    case_categories,
    no_entries,
    takes_cases,
)


def test_single_failures_are_kept_of_rates_and_of_accidents(plan: Plan) -> None:
    assert [goal.id for goal in plan.goals if takes_cases(goal)] == [
        "agri_pass_rate",
        "industrial_pass_rate",
        "food_drug_pass_rate",
        "export_pass_rate",
        "large_industry_qms_rate",
        "engineering_accidents",
        "completed_conformity",
        "large_first_acceptance",
        "other_first_acceptance",
        "service_qms_cert_rate",
        "industrial_discharge",
        "drinking_source",
    ]


@pytest.mark.parametrize(
    ("goal", "categories"),
    [
        ("large_industry_qms_rate", CertificateState),
        ("service_qms_cert_rate", CertificateState),
        ("engineering_accidents", AccidentGrade),
        ("agri_pass_rate", None),
        ("service_local_standards", None),
        ("air_good_days", None),
    ],
)
def test_categories_follow_from_the_goal(plan: Plan, goal: str, categories: object) -> None:
    assert case_categories(plan.goal(goal)) is categories


def test_an_empty_frame_has_all_columns_as_text() -> None:
    assert no_entries().schema == ENTRY_SCHEMA
    assert set(ENTRY_SCHEMA.values()) == {pl.String()}
    assert tuple(ENTRY_SCHEMA)[:2] == ENTRY_KEY
