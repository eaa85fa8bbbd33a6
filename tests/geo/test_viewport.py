"""The fit of an area into a box of pixels, and the choice of labels."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.register import load_register
from geo.viewport import Box, Label, Viewport, deepest_zoom, fit, map_viewport, place_labels, scope_bounds

SCOPES = [area.code for area in load_register().areas if area.level != "county"]
SIZES = [(930, 440), (560, 232), (400, 800)]
PADDING = 14


def _margins(view: Viewport, bounds: Box, size: tuple[int, int]) -> tuple[float, float, float, float]:
    """Free pixels left, above, right and below."""
    left, above = view.pixel(bounds.west, bounds.north)
    right, below = view.pixel(bounds.east, bounds.south)
    return (left + size[0] / 2, above + size[1] / 2, size[0] / 2 - right, size[1] / 2 - below)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("as_tiles", [False, True])
@pytest.mark.parametrize("scope", SCOPES)
def test_every_scope_fits_and_fills_its_box(scope: str, size: tuple[int, int], *, as_tiles: bool) -> None:
    bounds = scope_bounds(scope, as_tiles=as_tiles)
    margins = _margins(map_viewport(scope, as_tiles=as_tiles, size=size), bounds, size)
    assert min(margins) == pytest.approx(PADDING, abs=1)
    assert margins[0] == pytest.approx(margins[2], abs=1)
    assert margins[1] == pytest.approx(margins[3], abs=1)


@given(
    west=st.floats(-170, 160),
    south=st.floats(-75, 65),
    width=st.floats(0.05, 10),
    height=st.floats(0.05, 10),
    size=st.tuples(st.integers(100, 2000), st.integers(100, 2000)),
)
def test_any_bounds_stay_inside(
    west: float, south: float, width: float, height: float, size: tuple[int, int]
) -> None:
    bounds = Box(west, south, west + width, south + height)
    view = fit(bounds, width=size[0], height=size[1])
    assert min(_margins(view, bounds, size)) > 0


def test_pixels_go_right_and_down_from_the_middle_and_double_with_each_zoom() -> None:
    view = Viewport(90.0, 30.0, 5.0)
    assert view.pixel(90.0, 30.0) == (0, 0)
    right, down = view.pixel(91.0, 29.0)
    assert right == pytest.approx(512 * 2**5 / 360)
    assert down > 0
    assert Viewport(90.0, 30.0, 6.0).pixel(91.0, 29.0) == pytest.approx((2 * right, 2 * down))


def test_a_degree_is_as_high_as_wide_at_the_equator() -> None:
    right, down = Viewport(0, 0, 3.0).pixel(0.001, -0.001)
    assert right == pytest.approx(down)


@pytest.mark.parametrize(("zoom", "deepest"), [(4.7, 9.5), (8.0, 11.0)])
def test_one_may_always_zoom_in(zoom: float, deepest: float) -> None:
    assert deepest_zoom(Viewport(90, 30, zoom)) == deepest


class TestLabels:
    view = Viewport(0, 0, 0)
    pixel = 360 / 512  # degrees of longitude

    def _placed(self, *wanted: tuple[float, str]) -> list[bool]:
        labels = [Label(right * self.pixel, 0, text) for right, text in wanted]
        return place_labels(labels, self.view, size=10, offset=15)

    def test_far_ones_are_all_placed(self) -> None:
        assert self._placed((0, "拉萨"), (100, "那曲")) == [True, True]

    def test_of_two_that_touch_the_first_is_placed(self) -> None:
        assert self._placed((0, "双湖"), (15, "尼玛")) == [True, False]
        assert self._placed((15, "尼玛"), (0, "双湖")) == [True, False]

    def test_chinese_letters_are_as_wide_as_high(self) -> None:
        assert self._placed((0, "一二三四"), (41, "五六七八")) == [True, True]
        assert self._placed((0, "一二三四"), (39, "五六七八")) == [True, False]

    def test_latin_letters_are_narrower(self) -> None:
        assert self._placed((0, "Zanda"), (30, "Nyima")) == [True, True]

    def test_no_label_covers_another_mark(self) -> None:
        below = math.degrees(math.atan(math.sinh(-15 / (512 / math.tau))))
        labels = [Label(0, 0, "拉萨"), Label(0, below, "")]
        assert place_labels(labels, self.view, size=10, offset=15) == [False, False]

    def test_an_empty_text_wants_no_label(self) -> None:
        assert self._placed((0, "")) == [False]
