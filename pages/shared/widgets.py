"""Drawing what several pages show."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
import streamlit as st

from deploy.serving import geometry_address
from geo.deck import ReadyDeck, hover_texts
from geo.layers import MapClass, MapPicture, deck_spec, map_viewport, mark_points
from indicators import Light
from pages.shared.palette import LIGHT_STYLES, OUTSIDE
from pages.shared.scope import Scope, View, on_county_click
from pages.shared.text import say

__all__ = ["draw_banner", "draw_empty", "draw_map", "draw_style", "source_line"]

_STYLE = Path(__file__).with_name("style.css")
_LIGHTS = list(Light)


def draw_style() -> None:
    """The style sheet of the pages."""
    st.html(_STYLE)


def draw_banner(*, is_illustrative: bool, is_empty: bool, language: str) -> None:
    """Say on every page that the data are made up, or that there are none."""
    if is_illustrative:
        st.html(f'<p class="banner" role="status">{say("banner.illustrative", language)}</p>')
    elif is_empty:
        st.html(f'<p class="banner" role="status">{say("banner.empty", language)}</p>')


def draw_empty(message: str) -> None:
    """An empty state in the place of a figure."""
    st.info(message)


def source_line(text: str) -> None:
    """Source and data date in grey under a figure."""
    st.html(f'<p class="source">{text}</p>')


def draw_map(
    lights: Mapping[str, Light],
    texts: Mapping[str, Sequence[str]],
    *,
    scope: Scope,
    view: View,
    chosen: str | None,
    key: str,
    size: tuple[int, int],
    counties: pl.DataFrame,
    with_labels: bool = True,
) -> None:
    """Draw the counties by light; a click takes the county over into the scope.

    Args:
        lights: light of each county by code.
        texts: lines shown while the pointer is over a county.
        scope: prefecture and language.
        view: true boundaries or equal tiles.
        chosen: county to outline.
        key: of the chart, stable over runs.
        size: expected width and the height in pixels.
        counties: `area` and `parent` of all counties in the order of the register.
        with_labels: whether names stand on the map.
    """
    outside = len(_LIGHTS)
    inside = counties["parent"] == scope.prefecture if scope.prefecture else pl.repeat(value=True, n=counties.height, eager=True)
    picture = MapPicture(
        classes=map_classes(),
        class_of=[
            _LIGHTS.index(lights[code]) if is_inside else outside
            for code, is_inside in zip(counties["area"], inside, strict=True)
        ],
        scope=scope.prefecture or counties["area"][0][:2] + "0000",
        chosen=chosen,
        view=view,
        language=scope.language,
        width=size[0],
        height=size[1],
        address=geometry_address(),
        with_labels=with_labels,
    )
    is_tile = view == "tile"
    tooltip = hover_texts(
        texts,
        view=map_viewport(picture.scope, as_tiles=is_tile, size=size),
        places=mark_points("tile_marks" if is_tile else "marks"),
    )
    st.pydeck_chart(
        ReadyDeck(deck_spec(picture), tooltip=tooltip),
        height=size[1],
        key=key,
        on_select=lambda: on_county_click(key),
        selection_mode="single-object",
    )


def map_classes() -> list[MapClass]:
    """The lights as map classes, in the order of `Light`, and last what is outside the scope."""
    looks = [
        MapClass(style.glyph, style.colour, style.text, is_hatched=light is Light.NO_DATA)
        for light, style in ((light, LIGHT_STYLES[light]) for light in _LIGHTS)
    ]
    return [*looks, MapClass(" ", OUTSIDE, "#9AA0A6")]
