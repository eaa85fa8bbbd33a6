"""Header labels: each stands for one column, in any width and case."""

import pytest

from data.columns import COLUMN_LABELS, find_column
from indicators import OBSERVATION_SCHEMA

_LABELS = [(label, column) for column, labels in COLUMN_LABELS.items() for label in (column, *labels)]


@pytest.mark.parametrize(("label", "column"), _LABELS)
def test_a_label_stands_for_its_column(label: str, column: str) -> None:
    full_width = "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in label)
    for written in (label, f" {label}\u3000", label.upper(), full_width):
        assert find_column(written) == column


def test_no_label_is_used_twice() -> None:
    assert len({label for label, _ in _LABELS}) == len(_LABELS)


@pytest.mark.parametrize("label", ["", "分", "指标代", "合格率", "numerator2"])
def test_a_part_of_a_label_stands_for_nothing(label: str) -> None:
    assert find_column(label) is None


def test_the_columns_are_those_of_observations_and_the_level() -> None:
    assert set(COLUMN_LABELS) == {*OBSERVATION_SCHEMA, "area_level"}
