"""Illustrative files: they upload clean, are recognised as the layout they show, and never pass for real."""

import pytest

from data import ILLUSTRATIVE_NOTE, Directory, check_file
from data.examples import EXAMPLES, example
from data.layout import LayoutKind


@pytest.mark.parametrize("layout", EXAMPLES)
def test_an_example_uploads_clean_and_is_labelled(layout: LayoutKind, directory: Directory) -> None:
    report = check_file(example(layout, directory), file=f"示例{EXAMPLES[layout]}", directory=directory)
    assert list(report.problems) == []
    assert {read.kind for read in report.table.layouts.values()} == {layout}
    assert report.accepted.height >= 14
    assert set(report.observations["note"]) == {ILLUSTRATIVE_NOTE}


def test_all_layouts_that_are_recognised_have_an_example() -> None:
    assert set(EXAMPLES) == set(LayoutKind) - {LayoutKind.MAPPED}


def test_the_long_example_shows_every_goal_that_is_shown_at_all(directory: Directory) -> None:
    report = check_file(example(LayoutKind.LONG, directory), file="示例.csv", directory=directory)
    silent = {goal.id for goal in directory.plan.goals} - set(report.observations["indicator"])
    assert silent == {"basic_public_service"}
