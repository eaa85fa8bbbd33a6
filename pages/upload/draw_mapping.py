"""Drawing the form that asks what the columns of an unrecognised table mean."""

import streamlit as st

from data.columns import COLUMN_LABELS
from data.layout import Layout
from data.recognising import guess as guess_layout
from pages.shared import cache
from pages.shared.markup import plain
from pages.shared.viewpoint import Scope
from pages.shared.work import Question, drop_work
from pages.upload.mapping import MappingForm, mapped_layout, mapping_form, missing_fields, sample

__all__ = ["draw_mapping"]


def draw_mapping(question: Question, scope: Scope) -> dict[str, Layout] | None:
    """Draw the first rows and the form; gives the layout by sheet once the form says enough."""
    st.warning(plain(scope.text(question.why)))
    grids = {grid.sheet: grid for grid in question.source.grids}
    grid = (
        grids[st.selectbox(scope.say("upload.sheet"), list(grids))]
        if len(grids) > 1
        else next(iter(grids.values()))
    )
    guess = guess_layout(grid, plan=cache.plan())
    st.caption(scope.say("upload.first_rows"))
    st.dataframe(sample(grid, scope), hide_index=True, width="stretch")
    rows = grid.cells["row"].head(20).to_list()
    with st.form("mapping", border=True):
        place, goal, period = st.columns(3)
        start = rows.index(guess.header[-1]) if guess and guess.header[-1] in rows else 0
        header = place.selectbox(scope.say("upload.header_row"), rows, index=start, key="mapping_header")
        form = mapping_form(grid, guess, header=header, plan=cache.plan(), scope=scope)
        labels = list(form.goals)
        chosen = goal.selectbox(scope.say("upload.whole_goal"), labels)
        when = period.text_input(scope.say("upload.whole_period"), placeholder="2016-10")
        said = st.data_editor(  # type: ignore[call-overload]  # Streamlit's stubs know no Polars
            form.columns, hide_index=True, width="stretch", column_config=column_config(form, scope)
        )
        is_sent = st.form_submit_button(scope.say("upload.use_mapping"), type="primary")
    if st.button(scope.say("upload.discard")):
        drop_work()
        st.rerun()
    if not is_sent:
        return None
    pairs = list(said.select(said.columns[3:5]).iter_rows())
    layout = mapped_layout(form, pairs, header=header, goal=form.goals[chosen], period=when)
    missing = missing_fields(layout)
    if missing:
        names = scope.listed(COLUMN_LABELS[field][0] for field in missing)
        st.error(scope.say("upload.mapping_lacks", columns=names))
        return None
    return {grid.sheet: layout}


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
