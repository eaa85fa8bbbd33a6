"""What holds whatever is assessed: points add up, better never earns less, order does not matter."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.assessment import assess
from indicators.assessment_inputs import (
    AssessmentInputs,
)
from tests.indicators.assessment_builders import (
    DEADLINE,
    EARLIER,
    SCHEME,
    all_done,
    one_score,
    point,
    status_row,
)

rates = [each.id for each in SCHEME.items if each.goal and each.function != "milestone"]
figures = st.dictionaries(
    st.sampled_from(rates),
    st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["met", "no_data", "not_applicable"])),
)
days = st.sampled_from([EARLIER, DEADLINE])
presets = st.sampled_from(["default", "alternative"])
some = settings(max_examples=60, deadline=None)


def _inputs(found: dict[str, tuple[int, int, str]], as_of: date) -> AssessmentInputs:
    rows = [
        status_row(
            goal, passes, passes + failures, light=light, reason="no_object" if light != "met" else None
        )
        for goal, (passes, failures, light) in found.items()
    ]
    return all_done(*rows, as_of=as_of)


def _wide(passes: int, total: int) -> tuple[Decimal, Decimal]:
    value = point(passes, total)[0]
    return max(value - 5, Decimal(0)), min(value + 5, Decimal(100))


@some
@given(found=figures, as_of=days, preset=presets)
def test_points_add_up(found: dict[str, tuple[int, int, str]], as_of: date, preset: str) -> None:
    score = assess(_inputs(found, as_of), SCHEME, preset=preset, as_of=as_of, interval=_wide)[0]
    for each in score.items:
        assert each.points + each.lost + each.pending == each.weight
        assert min(each.points, each.lost, each.pending) >= 0
        assert each.low <= each.points <= each.high <= each.weight
        assert each.pending == 0 or as_of < DEADLINE
    for block in score.blocks:
        assert block.points + block.lost + block.pending == block.weight
        assert sum(each.weight for each in score.items if each.block is block.block) == block.weight
    assert score.points is not None
    assert (score.low or 0) <= score.points <= (score.high or 0)
    assert 0 <= score.backed_share <= 1


@some
@given(found=figures, as_of=days, preset=presets, goal=st.sampled_from(rates), data=st.data())
def test_a_better_figure_never_lowers_the_score(
    found: dict[str, tuple[int, int, str]], as_of: date, preset: str, goal: str, data: st.DataObject
) -> None:
    passes, failures = data.draw(st.tuples(st.integers(0, 60), st.integers(1, 60)))
    worse, better = (
        one_score(
            _inputs({**found, goal: (k, passes + failures - k, "met")}, as_of), preset=preset, as_of=as_of
        )
        for k in (passes, passes + 1)
    )
    assert worse.points is not None
    assert better.points is not None
    assert worse.points <= better.points


@some
@given(found=figures)
def test_order_of_rows_does_not_matter(found: dict[str, tuple[int, int, str]]) -> None:
    inputs = _inputs(found, DEADLINE)
    turned = replace(inputs, status=inputs.status.sort(pl.col("indicator"), descending=True))
    assert one_score(inputs) == one_score(turned)
