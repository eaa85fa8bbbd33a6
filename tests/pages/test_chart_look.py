"""Charts keep no colour of the ground, and their own words stand out on both."""

import altair as alt
import polars as pl
import pytest

from pages.shared.chart_look import INK, dressed, themed
from pages.shared.viewpoint import Theme
from tests.pages.colours import contrast
from tests.pages.test_palette import SETTINGS

THEMES: tuple[Theme, ...] = ("light", "dark")


def chart() -> alt.Chart:
    drawn: alt.Chart = alt.Chart(pl.DataFrame({"x": [1]})).mark_text().encode(text="x:Q")
    return drawn


@pytest.mark.parametrize("theme", THEMES)
def test_words_can_be_read_in_both_themes(theme: Theme) -> None:
    config = themed(dressed(chart()), theme).to_dict()["config"]
    ground = SETTINGS[theme]["backgroundColor"]
    assert contrast(config["text"]["color"], ground) >= 4.5
    assert contrast(INK, ground) >= 3


def test_axes_and_ground_are_left_to_the_theme_of_the_pages() -> None:
    config = dressed(chart()).to_dict()["config"]
    assert "background" not in config
    assert not {name for name in config["axis"] if name.endswith("Color")}
