"""Drawing the tracker of the closing duties, and the form that records what came."""

from html import escape

import polars as pl
import streamlit as st

from indicators.duties import duties_at
from indicators.entry import EntryKind
from pages.reporting.markup import duty_heads, duty_table
from pages.reporting.submissions import duty_rows, duty_units, tracker_view, unit_name
from pages.shared import cache, registers
from pages.shared.draw_entry import ask_name_and_note, store_entry
from pages.shared.links import page_address
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_behind, source_line
from pages.shared.work import keep_seen, taken_seen

__all__ = ["draw_submissions"]


def draw_submissions(scope: Scope) -> None:
    """Draw who has sent what, unit by unit."""
    plan, register = cache.plan(), cache.register()
    known = registers.ledger_version()
    entries = registers.entries(known, EntryKind.SUBMISSION)
    units = duty_units(plan, register, scope)
    duties = duties_at(entries, plan=plan, units=units, as_of=scope.as_of)
    shown = tracker_view(duties, plan=plan, register=register, scope=scope)
    st.html(duty_heads(shown, scope))
    first, second, third = st.columns(3)
    with first:
        st.html(duty_table(shown.prefectures, scope.say("reporting.prefectures"), shown))
        if not scope.known:
            draw_recording(units, scope)
    half = -(-len(shown.departments) // 2)
    for column, rows in ((second, shown.departments[:half]), (third, shown.departments[half:])):
        if rows:
            column.html(duty_table(rows, scope.say("reporting.departments"), shown))
    document = {"document": scope.say("reports.kind_summary")}
    address = page_address("reports", document, prefecture=scope.prefecture, register=register, scope=scope)
    link = f'<a href="{escape(address)}" target="_self">{scope.say("reporting.to_reports")}</a>'
    source_line(f"{scope.say('reporting.sent_source', as_of=scope.as_of)} {link}")
    behind = duty_rows(duties, plan=plan, register=register, scope=scope)
    draw_behind(behind, file=f"submissions_{scope.as_of}", scope=scope)


def draw_recording(units: tuple[str, ...], scope: Scope) -> None:
    """Draw the form for what one unit has sent, and all that was recorded of it before."""
    plan, register = cache.plan(), cache.register()
    titles = {duty.id: scope.text(duty.title) for duty in plan.duties}
    with st.popover(scope.say("reporting.record")):
        unit = st.selectbox(
            scope.say("reporting.body"),
            units,
            format_func=lambda each: unit_name(each, plan, register, scope),
        )
        duty = st.selectbox(scope.say("reporting.duty"), list(titles), format_func=titles.__getitem__)
        story = registers.entry_story(registers.ledger_version(), EntryKind.SUBMISSION, f"{duty}-{unit}")
        draw_form(unit, duty, scope, seq=0 if story.is_empty() else int(story["seq"][-1]))
        draw_history(story, scope)


def draw_form(unit: str, duty: str, scope: Scope, *, seq: int) -> None:
    """Draw the form; its button keeps `seq`, the last row, so that nobody writes over another's unseen."""
    with st.form(f"submission-{duty}-{unit}", border=False):
        day = st.date_input(scope.say("reporting.received_on"), value=scope.as_of, format="YYYY-MM-DD")
        name = st.text_input(scope.say("reporting.file"), max_chars=200)
        text = st.text_input(scope.say("reporting.note"), max_chars=400)
        by, note = ask_name_and_note(scope)
        is_sure = st.form_submit_button(
            scope.say("reporting.store"), type="primary", on_click=keep_seen, args=(seq,)
        )
    if is_sure:
        is_area = unit in {area.code for area in cache.register().prefectures}
        entry = {
            "kind": EntryKind.SUBMISSION.value,
            "id": f"{duty}-{unit}",
            "subject": duty,
            "area" if is_area else "department": unit,
            "day": day.isoformat(),
            "name": name.strip(),
            "text": text.strip(),
        }
        store_entry(entry, scope, by=by, note=note, base=taken_seen())


def draw_history(story: pl.DataFrame, scope: Scope) -> None:
    """Draw all that was ever recorded of one unit and duty, the newest first."""
    if story.is_empty():
        st.caption(scope.say("reporting.never_recorded"))
        return
    rows = story.reverse().select(
        pl.col("day").alias(scope.say("reporting.received_on")),
        pl.col("name").alias(scope.say("reporting.file")),
        pl.col("text").alias(scope.say("reporting.note")),
        pl.col("by").alias(scope.say("reporting.recorded_by")),
        pl.col("when").alias(scope.say("reporting.recorded_on")),
    )
    st.dataframe(rows, hide_index=True, width="stretch")
