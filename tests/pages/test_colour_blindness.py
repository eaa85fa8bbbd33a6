"""The lights as people see them who lack one kind of cones; where colour fails, glyph and word still tell."""

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from indicators import Light
from pages.shared.palette import LIGHT_STYLES

Colour = NDArray[np.float64]

# Machado, Oliveira and Fernandes (2009), severity 1.0, for linear RGB
SEEN_BY = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
TO_XYZ = [
    [0.4124564, 0.3575761, 0.1804375],
    [0.2126729, 0.7151522, 0.0721750],
    [0.0193339, 0.1191920, 0.9503041],
]
WHITE = [0.95047, 1.0, 1.08883]
EASY, JUST = 20, 10
"""Distances in CIELAB: told apart at a glance; told apart side by side."""
BY_GLYPH = {("protanopia", Light.MET, Light.NOT_MET), ("tritanopia", Light.MET, Light.ON_TRACK)}
"""Pairs that colour alone does not tell apart at a glance."""


def linear(colour: str) -> Colour:
    parts = np.array(list(bytes.fromhex(colour.removeprefix("#")))) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(rgb: Colour) -> Colour:
    ratio = np.array(TO_XYZ) @ np.clip(rgb, 0, 1) / np.array(WHITE)
    x, y, z = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def distance(one: str, other: str, *, seen_by: str) -> float:
    first, second = (lab(np.array(SEEN_BY[seen_by]) @ linear(colour)) for colour in (one, other))
    return float(np.linalg.norm(first - second))


@pytest.mark.parametrize(("colour", "wanted"), [("#FFFFFF", (100, 0, 0)), ("#FF0000", (53.2, 80.1, 67.2))])
def test_colours_are_measured_as_defined(colour: str, wanted: tuple[float, float, float]) -> None:
    assert lab(linear(colour)) == pytest.approx(wanted, abs=0.1)


@pytest.mark.parametrize("seen_by", SEEN_BY)
def test_greys_stay_greys(seen_by: str) -> None:
    assert distance("#808080", "#808080", seen_by=seen_by) == 0
    assert np.array(SEEN_BY[seen_by]).sum(axis=1) == pytest.approx([1, 1, 1], abs=1e-5)


def test_red_and_green_would_be_mixed_up() -> None:
    assert distance("#B04020", "#707020", seen_by="protanopia") < EASY


def test_only_known_pairs_of_lights_lean_on_their_glyph() -> None:
    found = {
        (seen_by, one, other): distance(LIGHT_STYLES[one].colour, LIGHT_STYLES[other].colour, seen_by=seen_by)
        for seen_by in SEEN_BY
        for one, other in combinations(Light, 2)
    }
    assert {pair for pair, apart in found.items() if apart < EASY} == BY_GLYPH
    assert min(found.values()) >= JUST
