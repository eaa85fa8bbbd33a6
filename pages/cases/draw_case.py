"""Drawing one case: its facts, its history, and the form that updates how it is handled."""

from typing import Any

import polars as pl
import streamlit as st

from data import Op
from geo import Register
from indicators import Plan
from indicators.entry import EntryKind, EntryState
from pages.cases.story import story_table
from pages.cases.view import case_label, state_text
from pages.shared import cache, registers
from pages.shared.draw_entry import ask_name_and_note, store_entry
from pages.shared.markup import facts
from pages.shared.scope import choose_case
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_table
from pages.shared.work import keep_seen, taken_seen

__all__ = ["draw_case"]


def draw_case(cases: pl.DataFrame, stored: pl.DataFrame, scope: Scope) -> None:
    """Draw the choice of a case and what is known of it.

    Args:
        cases: those listed, as `Cases.known`, not empty.
        stored: all as they are in the ledger now, closed or not.
        scope: for the language.
    """
    plan, register = cache.plan(), cache.register()
    labels = {
        case["id"]: case_label(case, register=register, scope=scope) for case in cases.iter_rows(named=True)
    }
    entry_id = choose_case(labels, scope)
    (case,) = cases.filter(id=entry_id).to_dicts()
    (entry,) = stored.filter(id=entry_id).to_dicts()
    left, right = st.columns([1, 1.3])
    with left:
        st.html(facts(_facts(case, plan=plan, register=register, scope=scope)))
    with right:
        story = registers.entry_story(registers.ledger_version(), EntryKind.CASE, entry_id)
        draw_table(story_table(story, register=register, scope=scope), empty="")
    if not scope.known:
        _draw_update(entry, scope)


def _facts(case: dict[str, Any], *, plan: Plan, register: Register, scope: Scope) -> list[tuple[str, str]]:
    category = case["category"]
    shown = {
        "id": case["id"],
        "about": scope.text(plan.goal(case["subject"]).name),
        "area": scope.name(register.area(case["area"])),
        "found": case["day"],
        "name": case["name"],
        "category": scope.say(f"cases.category_{category}") if category else None,
        "reason": case["text"],
        "state": state_text(case["state"], scope),
        "handling": case["handling"],
        "closed_on": case["closed_on"],
        "evidence": case["evidence"],
    }
    return [(scope.say(f"cases.{name}"), cell) for name, cell in shown.items() if cell]


def _draw_update(entry: dict[str, Any], scope: Scope) -> None:
    """Draw the form; its buttons keep which row it was filled in for, so nobody overwrites another unseen."""
    with st.expander(scope.say("cases.update")), st.form(f"case-{entry['id']}", border=False):
        changed = _ask_handling(entry, scope)
        by, note = ask_name_and_note(scope)
        stores, deletes = st.columns([1, 1])
        seen = (entry["seq"],)
        is_sure = stores.form_submit_button(
            scope.say("cases.store"), type="primary", on_click=keep_seen, args=seen
        )
        is_wrong = deletes.form_submit_button(scope.say("cases.take_back"), on_click=keep_seen, args=seen)
    if is_sure:
        store_entry({**entry, **changed}, scope, by=by, note=note, base=taken_seen())
    if is_wrong:
        store_entry(entry, scope, by=by, note=note, base=taken_seen(), op=Op.DELETE)


def _ask_handling(entry: dict[str, Any], scope: Scope) -> dict[str, str | None]:
    """Draw, inside the form, how the case is handled; the closing date counts for a closed one only."""
    how, when = st.columns([2, 1])
    state = how.segmented_control(
        scope.say("cases.state"),
        [each.value for each in EntryState],
        default=entry["state"],
        required=True,
        format_func=lambda each: state_text(each, scope),
    )
    day = when.date_input(
        scope.say("cases.closed_on"), value=entry["closed_on"] or scope.as_of, format="YYYY-MM-DD"
    )
    handling, evidence = (
        st.text_input(scope.say(f"cases.{name}"), value=entry[name] or "", max_chars=400).strip()
        for name in ("handling", "evidence")
    )
    closed_on = day.isoformat() if state == EntryState.CLOSED else None
    return {"state": state, "closed_on": closed_on, "handling": handling, "evidence": evidence}
