"""Drawing the help of the upload page: forms to fill in, examples to imitate, headers that are known."""

from functools import partial

import streamlit as st

from data import DataError
from data.examples import EXAMPLES, example
from data.templates import TEMPLATE_FORMATS, template
from geo import GeoError
from pages.shared import cache
from pages.shared.markup import plain
from pages.shared.text import goal_label
from pages.shared.viewpoint import Scope
from pages.upload.view import column_table, usual_period

__all__ = ["draw_help"]


def draw_help(scope: Scope) -> None:
    """Draw what helps before a file is chosen."""
    st.caption(scope.say("upload.intro"))
    forms, examples = st.columns([1.7, 1])
    with forms:
        draw_forms(scope)
    with examples:
        st.subheader(scope.say("upload.examples"))
        st.caption(scope.say("upload.examples_note"))
        for kind, ending in EXAMPLES.items():
            label = scope.say(f"upload.layout_{kind}")
            st.download_button(
                label,
                partial(example, kind, cache.directory()),
                file_name=f"example_{kind}{ending}",
                on_click="ignore",
            )
    with st.expander(scope.say("upload.columns")):
        st.caption(scope.say("upload.columns_note"))
        st.dataframe(column_table(scope), hide_index=True)


def draw_forms(scope: Scope) -> None:
    """Draw the choice of a blank form: period, goals, ending; prefecture and sector are those of the bar."""
    st.subheader(scope.say("upload.forms"))
    st.caption(scope.say("upload.forms_note"))
    period, goals, ending = st.columns([1, 2.2, 0.8], vertical_alignment="bottom")
    when = period.text_input(scope.say("upload.period"), value=usual_period(scope))
    offered = [goal for goal in cache.plan().goals if scope.sector in (None, goal.sector)]
    labels = {goal.id: goal_label(goal, scope.language) for goal in offered}
    chosen = goals.multiselect(
        scope.say("upload.form_goals"),
        list(labels),
        format_func=labels.__getitem__,
        placeholder=scope.say("upload.form_all_goals"),
    )
    suffix = ending.selectbox(scope.say("upload.form_kind"), TEMPLATE_FORMATS)
    draw_form(when, chosen, suffix, scope)


def draw_form(period: str, goals: list[str], suffix: str, scope: Scope) -> None:
    """Draw the download of a blank form, or say why there is none."""
    try:
        content = template(
            cache.directory(),
            period=period,
            suffix=suffix,
            goals=goals or None,
            prefecture=scope.prefecture,
            sector=scope.sector,
        )
    except (DataError, GeoError) as error:
        st.info(plain(_words(error, scope)))
        return
    st.download_button(
        scope.say("upload.form_download"),
        content,
        file_name=f"{period}{suffix}",
        type="primary",
        on_click="ignore",
    )


def _words(error: DataError | GeoError, scope: Scope) -> str:
    if isinstance(error, DataError):
        return scope.text(error.message)
    return error.message_en if scope.language == "en" else error.message_zh
