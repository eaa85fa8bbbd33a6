"""The bar above every page: date, prefecture, sector, version of the data, language and theme."""

from collections.abc import Mapping
from datetime import date
from html import escape

import streamlit as st

from geo import Register
from indicators import Plan, Sector
from pages.shared.links import theme_address
from pages.shared.scope import current_scope, known_after, language, theme, write_urls_anew
from pages.shared.text import LANGUAGES, area_name, say, sector_label
from pages.shared.viewpoint import Scope, Theme

__all__ = ["draw_scope_bar"]


def draw_scope_bar(plan: Plan, register: Register, *, newest: date, versions: Mapping[int, str]) -> Scope:
    """Draw the as-of date, prefecture, sector, version of the data and language, and give the choice.

    Args:
        plan: for its year.
        register: for the prefectures.
        newest: the default as-of date.
        versions: label of each upload by its number, the newest first.
    """
    lang = language()
    bar = st.container(key="scope_bar")  # the style sheet knows it by this name
    dates, prefectures, sectors, past, languages = bar.columns(
        [1.1, 1.2, 1.2, 1.2, 0.9], vertical_alignment="bottom"
    )
    with dates:
        _draw_date(plan, newest=newest, lang=lang)
    with prefectures:
        names = {area.code: area_name(area, lang) for area in register.prefectures}
        st.selectbox(
            say("scope.prefecture", lang),
            [None, *names],
            key="prefecture",
            format_func=lambda code: names[code] if code else say("scope.whole_region", lang),
            bind="query-params",
        )
    with sectors:
        st.selectbox(
            say("scope.sector", lang),
            [None, *Sector],
            key="sector",
            format_func=lambda sector: sector_label(sector, lang),
            bind="query-params",
        )
    with past:
        _draw_versions(versions, lang)
    with languages, st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _draw_language(lang)
        _draw_theme(lang)
    return current_scope(newest)


def _draw_date(plan: Plan, *, newest: date, lang: str) -> None:
    st.date_input(
        say("scope.as_of", lang),
        value=newest,
        min_value=date(plan.year, 1, 1),
        max_value=date(plan.year + 1, 12, 31),
        key="as_of",
        format="YYYY-MM-DD",
        bind="query-params",
    )


def _draw_versions(versions: Mapping[int, str], lang: str) -> None:
    """Draw the choice of the upload after which everything is shown; its label begins with the number."""
    labels = {0: say("scope.newest", lang), **versions}  # None would be Streamlit's "choose an option"
    chosen = known_after()
    if "known" not in st.session_state or chosen not in labels:
        st.session_state["known"] = chosen if chosen in labels else 0
    st.selectbox(
        say("scope.known", lang),
        list(labels),
        key="known",
        format_func=lambda seq: labels.get(seq, ""),
        bind="query-params",
    )


def _draw_language(lang: str) -> None:
    st.segmented_control(
        say("scope.language", lang),
        list(LANGUAGES),
        key="language",
        default="zh",
        required=True,
        format_func=LANGUAGES.__getitem__,
        on_change=write_urls_anew,
        bind="query-params",
        label_visibility="collapsed",
    )


def _draw_theme(lang: str) -> None:
    """Draw the way to the other theme: a link, because Streamlit takes a theme only when it starts.

    A hidden field keeps the theme in the address while pages change; writing it there again by program would
    put a step of its own into the browser's history, and the way back would end in it.
    """
    with st.container(key="theme-kept"):
        st.text_input("theme", key="theme", bind="query-params", label_visibility="collapsed")
    other: Theme = "light" if theme() == "dark" else "dark"
    address = escape(theme_address(st.query_params.to_dict(), other))
    st.html(f'<a class="theme" href="{address}" target="_self">{say(f"scope.to_{other}", lang)}</a>')
