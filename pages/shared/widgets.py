"""Drawing what several pages show."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Literal

import polars as pl
import streamlit as st
from altair.typing import ChartType

from deploy.serving import geometry_address
from geo import load_register
from geo.deck import ReadyDeck, hover_texts
from geo.layers import MapPicture, deck_spec, map_viewport, mark_points
from indicators import Light
from pages.shared.chart_look import themed
from pages.shared.map_look import MapLook, map_picture, on_ground
from pages.shared.scope import look_back, on_county_click, theme
from pages.shared.text import say
from pages.shared.viewpoint import Scope

__all__ = [
    "draw_banner",
    "draw_behind",
    "draw_chart",
    "draw_download",
    "draw_empty",
    "draw_map",
    "draw_picture",
    "draw_style",
    "draw_table",
    "source_line",
]

_STYLE = Path(__file__).with_name("style.css")


def draw_style() -> None:
    """The style sheet of the pages."""
    st.html(_STYLE)


def draw_banner(*, is_illustrative: bool, is_empty: bool, past: str, language: str) -> None:
    """Say on every page that the data are made up, are not the newest, or that there are none.

    `past` is the label of the upload after which they were known; empty for the newest.
    """
    if past:
        told = say("banner.past", language, upload=escape(past))
        st.html(f'<p class="banner" role="status">{told}</p>')
        st.button(say("banner.to_newest", language), on_click=look_back, args=(0,))
    if is_illustrative:
        st.html(f'<p class="banner" role="status">{say("banner.illustrative", language)}</p>')
    elif is_empty:
        st.html(f'<p class="banner" role="status">{say("banner.empty", language)}</p>')


def draw_empty(message: str) -> None:
    """An empty state in the place of a figure."""
    st.info(message)


def draw_table(rows: pl.DataFrame, *, empty: str, height: int | Literal["auto"] = "auto") -> None:
    """A table, or a sentence in its place when it has no rows."""
    if rows.is_empty():
        st.info(empty)
    else:
        st.dataframe(rows, hide_index=True, width="stretch", height=height)


def draw_behind(rows: pl.DataFrame, *, file: str, scope: Scope, link: str = "") -> None:
    """The table behind a figure, folded away, with its download.

    Args:
        rows: the table.
        file: name of the download, without an ending.
        scope: for the language.
        link: column of addresses, which the download leaves out; none when empty.
    """
    shown = {link: st.column_config.LinkColumn(display_text=scope.say("county.open"))} if link else {}
    with st.expander(scope.say("scope.behind", count=rows.height)):
        draw_download(rows.drop(link) if link else rows, file=file, scope=scope)
        st.dataframe(rows, hide_index=True, width="stretch", column_config=shown)


def draw_chart(chart: ChartType, *, about: str, scope: Scope) -> None:
    """A chart over the whole width of its place; `about` is read out where it cannot be seen."""
    st.altair_chart(themed(chart, scope.theme), width="stretch", alt=about)


def draw_download(rows: pl.DataFrame, *, file: str, scope: Scope) -> None:
    """A button that downloads a table as CSV; `file` is its name without an ending."""
    st.download_button(
        scope.say("map.download"),
        rows.write_csv(include_bom=True).encode(),
        file_name=f"{file}.csv",
        mime="text/csv",
        on_click="ignore",
    )


def source_line(text: str) -> None:
    """Source and data date in grey under a figure."""
    st.html(f'<p class="source">{text}</p>')


def draw_map(
    lights: Mapping[str, Light], texts: Mapping[str, Sequence[str]], *, look: MapLook, scope: Scope, key: str
) -> None:
    """Draw the counties by light; a click takes the county over into the scope.

    Args:
        lights: light of each county by code.
        texts: lines shown while the pointer is over a county.
        look: view, size and chosen county.
        scope: prefecture and language.
        key: of the chart, stable over runs.
    """
    picture = map_picture(lights, look=look, scope=scope, register=load_register(), address="")
    draw_picture(picture, texts, key=key)


def draw_picture(picture: MapPicture, texts: Mapping[str, Sequence[str]], *, key: str) -> None:
    """Draw a map as its picture says, with our geometry; `texts` and `key` as in `draw_map`."""
    picture = on_ground(replace(picture, address=geometry_address()), theme())
    size = (picture.width, picture.height)
    tooltip = hover_texts(
        texts,
        view=map_viewport(picture.scope, as_tiles=picture.is_tile, size=size),
        places=mark_points("tile_marks" if picture.is_tile else "marks"),
    )
    st.pydeck_chart(
        ReadyDeck(deck_spec(picture), tooltip=tooltip),
        height=picture.height,
        key=key,
        on_select=lambda: on_county_click(key),
        selection_mode="single-object",
    )
