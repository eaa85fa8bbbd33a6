"""Drawing the form that asks what the columns of an unrecognised table mean."""

import streamlit as st

from data.grid import Grid
from data.layout import Layout
from pages.shared import cache
from pages.shared.markup import plain
from pages.shared.viewpoint import Scope
from pages.shared.work import Question, drop_work
from pages.upload.mapping import MappingForm, mapped_layout, mapping_form, sample, unusable

__all__ = ["draw_mapping"]

_HEADER_ROWS = 20  # in which the header may be


def draw_mapping(question: Question, scope: Scope) -> dict[str, Layout] | None:
    """Draw the first rows and the form; gives the layout by sheet once the form says enough."""
    st.warning(plain(scope.text(question.why)))
    grid = draw_sheet(question, scope)
    layout = draw_form(grid, scope)
    if st.button(scope.say("upload.discard")):
        drop_work()
        st.rerun()
    if layout is None:
        return None
    reason = unusable(layout, scope)
    if reason:
        st.error(plain(reason))
        return None
    return {grid.sheet: layout}


def draw_sheet(question: Question, scope: Scope) -> Grid:
    """Draw the choice of a sheet, where there are several, and its first rows."""
    grids = {grid.sheet: grid for grid in question.source.grids}
    chosen = st.selectbox(scope.say("upload.sheet"), list(grids)) if len(grids) > 1 else next(iter(grids))
    st.caption(scope.say("upload.first_rows"))
    st.dataframe(sample(grids[chosen], scope), hide_index=True, width="stretch")
    return grids[chosen]


def draw_form(grid: Grid, scope: Scope) -> Layout | None:
    """Draw the form, filled in as far as the header tells; gives what it says once it is sent."""
    guess = cache.guess_layout(grid)
    rows = grid.cells["row"].head(_HEADER_ROWS).to_list()
    with st.form("mapping", border=True):
        place, goal, period = st.columns(3)
        start = rows.index(guess.header[-1]) if guess and guess.header[-1] in rows else 0
        header = place.selectbox(scope.say("upload.header_row"), rows, index=start)
        form = mapping_form(grid, guess, header=header, plan=cache.plan(), scope=scope)
        chosen = goal.selectbox(scope.say("upload.whole_goal"), list(form.goals))
        when = period.text_input(scope.say("upload.whole_period"), placeholder="2016-10")
        said = st.data_editor(  # type: ignore[call-overload]  # Streamlit's stubs know no Polars
            form.columns, hide_index=True, width="stretch", column_config=column_config(form, scope)
        )
        if not st.form_submit_button(scope.say("upload.use_mapping"), type="primary"):
            return None
    pairs = list(said.select(said.columns[3:5]).iter_rows())
    return mapped_layout(form, pairs, header=header, goal=form.goals[chosen], period=when)


def column_config(form: MappingForm, scope: Scope) -> dict[str, object]:
    """Drop-down lists for meaning and goal; the rest is only to read."""
    letter, header, cells, meaning, goal = form.columns.columns
    return {
        **{name: st.column_config.TextColumn(disabled=True) for name in (letter, header, cells)},
        meaning: st.column_config.SelectboxColumn(options=list(form.fields), required=True),
        goal: st.column_config.SelectboxColumn(
            options=list(form.goals), required=True, help=scope.say("upload.goal_help")
        ),
    }
