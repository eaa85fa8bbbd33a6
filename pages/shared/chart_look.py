"""How charts look on all pages; ground, grid and axis words follow the theme of Streamlit, light or dark."""

import altair as alt
from altair.typing import ChartType

from pages.shared.viewpoint import Theme

__all__ = ["INK", "LINE", "QUIET", "dressed", "themed"]

INK = "#6E747B"
"""Words and rules inside a chart; readable on a light ground and on a dark one."""

LINE = "#2F6FD0"
"""What a chart is about: the government blue, lighter, so that it shows on a dark ground too."""

QUIET = "#9AA5B1"
"""What stands beside it: sizes of samples, areas that are no drag."""

_WORDS, _TITLES = 12, 12
_WORD_COLOURS: dict[Theme, str] = {"light": "#4A4F55", "dark": "#C4C9CF"}


def dressed(chart: ChartType) -> ChartType:
    """A finished chart in the look of the pages: sizes and weights only, no colour of the ground."""
    axis = alt.AxisConfig(
        labelFontSize=_WORDS,
        labelFlush=False,
        labelLimit=180,
        titleFontSize=_TITLES,
        titleFontWeight="normal",
    )
    legend = alt.LegendConfig(labelFontSize=_WORDS, titleFontSize=_TITLES, titleFontWeight="normal")
    finished: ChartType = chart.configure(
        axis=axis,
        legend=legend,
        text=alt.MarkConfig(fontSize=_WORDS, color=INK),
        view=alt.ViewConfig(stroke=None),
    )
    return finished


def themed(chart: ChartType, theme: Theme) -> ChartType:
    """A dressed chart whose own words stand out on the ground of a theme."""
    finished: ChartType = chart.configure_text(fontSize=_WORDS, color=_WORD_COLOURS[theme])
    return finished
