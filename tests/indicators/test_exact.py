"""R1 to R3 in whole numbers: ties, shortfalls and what is shown."""

import json
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from pathlib import Path
from typing import NamedTuple

import pytest

from indicators.exact import (
    BASIS,
    failures_affordable,
    meets,
    passes_in_a_row,
    passes_short,
    percent,
    percent_text,
    target_percent,
)
from indicators.judging import small_sample_size
from tests.indicators.builders import PLAN

_CATALOGUE = Path(__file__).parents[2] / "../shared/reference/catalogue.json"
_TARGETS = sorted({goal.threshold_bp for goal in PLAN.goals if goal.threshold_bp is not None})
_LARGEST_SAMPLE = 2000


class Vector(NamedTuple):
    """One test vector of the domain report; None where it prints a dash."""

    passes: int
    total: int
    target_bp: int
    value: str
    is_met: bool
    short: int
    in_a_row: int | None
    affordable: int | None


_VECTORS = {
    "coverage 59 fails": Vector(59, 74, 8000, "79.7297", False, 1, None, None),
    "coverage 60 meets": Vector(60, 74, 8000, "81.0811", True, 0, None, None),
    "exactly on target": Vector(480, 500, 9600, "96", True, 0, 0, 0),
    "display trap: rounds to 96.0 but fails": Vector(475, 495, 9600, "95.9596", False, 1, 5, 0),
    "one failure in 3": Vector(2, 3, 9600, "66.6667", False, 1, 22, 0),
    "3 of 3 proves little": Vector(3, 3, 9600, "100", True, 0, 0, 0),
    "24 of 25 exactly 96": Vector(24, 25, 9600, "96", True, 0, 0, 0),
    "23 of 24 fails": Vector(23, 24, 9600, "95.8333", False, 1, 1, 0),
    "float trap 92/25": Vector(23, 25, 9200, "92", True, 0, 0, 0),
    "food checks, Tibet, first half of 2014": Vector(281, 287, 9500, "97.9094", True, 0, 0, 8),
    "100 target, one failure in 2000": Vector(1999, 2000, 10000, "99.95", False, 1, None, 0),
    "100 target ok": Vector(40, 40, 10000, "100", True, 0, None, None),
    "other works 49/50": Vector(49, 50, 9800, "98", True, 0, 0, 0),
    "other works 48/49": Vector(48, 49, 9800, "97.9592", False, 1, 1, 0),
}
every_vector = pytest.mark.parametrize("vector", _VECTORS.values(), ids=_VECTORS)
every_target = pytest.mark.parametrize("target_bp", _TARGETS)


def _around_tie(total: int, target_bp: int) -> set[int]:
    tie = target_bp * total // BASIS
    return {passes for passes in (0, tie - 1, tie, tie + 1, tie + 2, total) if 0 <= passes <= total}


@every_vector
def test_vector(vector: Vector) -> None:
    passes, total, target_bp = vector[:3]
    assert meets(passes, total, target_bp) is vector.is_met
    assert passes_short(passes, total, target_bp) == vector.short
    assert percent(passes, total).quantize(Decimal("0.0001")) == Decimal(vector.value)
    if vector.in_a_row is not None:
        assert passes_in_a_row(passes, total, target_bp) == vector.in_a_row
    if vector.affordable is not None:
        assert failures_affordable(passes, total, target_bp) == vector.affordable


@pytest.mark.skipif(not _CATALOGUE.is_file(), reason="no ../shared/reference/catalogue.json on this machine")
def test_vectors_are_those_of_the_catalogue() -> None:
    entries = json.loads(_CATALOGUE.read_text())["test_vectors"]
    found = [
        (e["k"], e["n"], e["target"] * 100, e["met"], e["passes_short"], e["next_passes_needed"])
        for e in entries
    ]
    assert found == [
        (v.passes, v.total, v.target_bp, v.is_met, v.short, v.in_a_row) for v in _VECTORS.values()
    ]
    assert [e["headroom_failures_next"] for e in entries] == [v.affordable for v in _VECTORS.values()]


@every_target
def test_meets_agrees_with_fractions_around_every_tie(target_bp: int) -> None:
    target = Fraction(target_bp, BASIS)
    for total in range(1, _LARGEST_SAMPLE + 1):
        for passes in _around_tie(total, target_bp):
            assert meets(passes, total, target_bp) is (Fraction(passes, total) >= target), (passes, total)


@every_target
def test_shortfall_is_the_least_that_helps(target_bp: int) -> None:
    for total in range(1, 400):
        for passes in _around_tie(total, target_bp):
            short = passes_short(passes, total, target_bp)
            assert meets(passes + short, total, target_bp), (passes, total)
            assert short == 0 or not meets(passes + short - 1, total, target_bp), (passes, total)


@every_target
def test_passes_in_a_row_are_the_least_that_help(target_bp: int) -> None:
    for total in range(1, 400):
        for passes in _around_tie(total, target_bp):
            more = passes_in_a_row(passes, total, target_bp)
            if more is None:
                assert target_bp == BASIS
                assert passes < total
                continue
            assert meets(passes + more, total + more, target_bp), (passes, total)
            assert more == 0 or not meets(passes + more - 1, total + more - 1, target_bp), (passes, total)


@every_target
def test_affordable_failures_are_the_most_that_are_survived(target_bp: int) -> None:
    for total in range(1, 400):
        for passes in _around_tie(total, target_bp):
            spare = failures_affordable(passes, total, target_bp)
            assert not meets(passes, total + spare + 1, target_bp), (passes, total)
            assert spare == 0 or meets(passes, total + spare, target_bp), (passes, total)


@pytest.mark.parametrize(
    ("target_bp", "size"), [(8000, 5), (8500, 7), (9200, 13), (9500, 20), (9600, 25), (9800, 50)]
)
def test_small_sample_sizes_of_the_report(target_bp: int, size: int) -> None:
    assert small_sample_size(target_bp) == size


@pytest.mark.parametrize("target_bp", range(100, BASIS, 100))
def test_one_failure_is_survived_from_the_small_sample_size_on(target_bp: int) -> None:
    size = small_sample_size(target_bp)
    assert meets(size - 1, size, target_bp)
    assert size == 1 or not meets(size - 2, size - 1, target_bp)


@pytest.mark.parametrize(
    ("value", "target_bp", "shown"),
    [
        ("79.72972972", 8000, "79.73"),
        ("78.37837837", 8000, "78.4"),
        ("95.95959595", 9600, "95.96"),
        ("95.996", 9600, "95.99"),
        ("95.9999999", 9600, "95.99"),
        ("96", 9600, "96.00"),
        ("96.5", 9600, "96.50"),
        ("96.51", 9600, "96.5"),
        ("95.5", 9600, "95.50"),
        ("95.49", 9600, "95.5"),
        ("99.95", 10000, "99.95"),
        ("99.995", 10000, "99.99"),
        ("99.96", 9600, "99.9"),
        ("99.96", None, "99.9"),
        ("100", 10000, "100.00"),
        ("100", 9600, "100.0"),
        ("66.666666", 9600, "66.7"),
        ("0", 9600, "0.0"),
    ],
)
def test_display(value: str, target_bp: int | None, shown: str) -> None:
    assert percent_text(Decimal(value), target_bp) == shown


@pytest.mark.parametrize(("places", "shown"), [(0, "95"), (1, "95.9"), (3, "95.960")])
def test_display_with_a_given_number_of_decimals(places: int, shown: str) -> None:
    assert percent_text(percent(475, 495), 9600, places=places) == shown


@pytest.mark.parametrize(
    ("passes", "total", "target_bp"), [(475, 495, 9600), (1999, 2000, 10000), (1, 3, 3334)]
)
def test_a_figure_below_its_target_never_reads_as_the_target(passes: int, total: int, target_bp: int) -> None:
    for places in range(4):
        shown = percent_text(percent(passes, total), target_bp, places=places)
        assert Decimal(shown) < target_percent(target_bp)


@every_target
def test_display_tells_met_from_not_met(target_bp: int) -> None:
    for total in range(1, 1200):
        for passes in _around_tie(total, target_bp):
            shown = Decimal(percent_text(percent(passes, total), target_bp))
            assert (shown >= target_percent(target_bp)) is meets(passes, total, target_bp), (passes, total)
            assert (shown == BASIS // 100) is (passes == total), (passes, total)


class Share(NamedTuple):
    """A prefecture in the worked example of the report (target 96 %)."""

    total: int
    passes: int
    excess: str
    region_without: str


_EXAMPLE = [
    Share(180, 175, "-2.2", "93.75"),
    Share(110, 103, "2.6", "95.38"),
    Share(70, 63, "4.2", "95.81"),
    Share(50, 48, "0", "94.89"),
    Share(50, 49, "-1", "94.67"),
    Share(25, 23, "1", "95.16"),
    Share(15, 14, "0.4", "95.05"),
]


def test_worked_example_pooled_and_as_a_mean() -> None:
    passes, total = sum(p.passes for p in _EXAMPLE), sum(p.total for p in _EXAMPLE)
    assert (passes, total) == (475, 500)
    assert percent_text(percent(passes, total), places=2) == "95.00"
    mean = sum((Fraction(p.passes, p.total) for p in _EXAMPLE), Fraction(0)) / len(_EXAMPLE)
    assert percent_text(percent(mean, 1), places=2) == "94.31"
    assert passes_short(passes, total, 9600) == sum(Fraction(p.excess) for p in _EXAMPLE)


@pytest.mark.parametrize("share", _EXAMPLE, ids=lambda share: f"{share.passes} of {share.total}")
def test_worked_example_by_prefecture(share: Share) -> None:
    excess = Fraction(share.excess)
    assert passes_short(share.passes, share.total, 9600) == max(0, ceil(excess))
    assert failures_affordable(share.passes, share.total, 9600) == max(0, floor(-excess / Fraction(96, 100)))
    assert percent_text(percent(475 - share.passes, 500 - share.total), places=2) == share.region_without
