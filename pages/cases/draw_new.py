"""Drawing the form for a new case."""

from uuid import uuid4

import streamlit as st

from geo import AreaLevel
from indicators import Goal
from indicators.entry import EntryKind, case_categories, takes_cases
from pages.shared import cache, registers
from pages.shared.draw_entry import ask_name_and_note, store_entry
from pages.shared.text import goal_label
from pages.shared.viewpoint import Scope

__all__ = ["draw_new_case"]


def draw_new_case(scope: Scope, *, goal_id: str, area: str) -> None:
    """Draw the form for a case that is not on file yet.

    Args:
        scope: prefecture, sector and language.
        goal_id: the goal that is looked at; empty for all.
        area: code of the area that is looked at.
    """
    plan = cache.plan()
    goals = [goal for goal in plan.goals if takes_cases(goal) and scope.sector in (None, goal.sector)]
    if not goals:
        return
    with st.expander(scope.say("cases.add")):
        places = [place for place, goal in enumerate(goals) if goal.id == goal_id]
        goal = st.selectbox(
            scope.say("cases.about"),
            goals,
            index=places[0] if places else 0,
            format_func=lambda each: goal_label(each, scope.language),
        )
        _draw_form(goal, scope, area=area)


def _draw_form(goal: Goal, scope: Scope, *, area: str) -> None:
    with st.form("new-case", border=False):
        where, when, number = st.columns(3)
        codes = _areas(scope)
        place = where.selectbox(
            scope.say("cases.area"),
            codes,
            index=codes.index(area) if area in codes else 0,
            format_func=lambda code: scope.name(cache.register().area(code)),
        )
        day = when.date_input(scope.say("cases.found"), value=scope.as_of, format="YYYY-MM-DD")
        entry_id = number.text_input(scope.say("cases.number"), max_chars=80).strip()
        name = st.text_input(scope.say("cases.name"), max_chars=200).strip()
        text = st.text_input(scope.say("cases.reason"), max_chars=400).strip()
        category = _ask_category(goal, scope)
        evidence = st.text_input(scope.say("cases.evidence"), max_chars=400).strip()
        by, note = ask_name_and_note(scope)
        is_sure = st.form_submit_button(scope.say("cases.store"), type="primary")
    if is_sure and entry_id and not _is_free(entry_id):
        st.error(scope.say("cases.number_taken"))
    elif is_sure:
        entry = {"kind": EntryKind.CASE.value, "id": entry_id or uuid4().hex[:12], "subject": goal.id}
        entry |= {"area": place, "day": day.isoformat(), "name": name, "text": text, "evidence": evidence}
        store_entry({**entry, "category": category}, scope, by=by, note=note, base=0)


def _areas(scope: Scope) -> list[str]:
    """Areas that a case may lie in: the counties of the scope, then its prefectures."""
    register = cache.register()
    inside = [each for each in register.areas if scope.prefecture in (None, each.code, each.parent)]
    return [
        each.code
        for level in (AreaLevel.COUNTY, AreaLevel.PREFECTURE)
        for each in inside
        if each.level == level
    ]


def _ask_category(goal: Goal, scope: Scope) -> str | None:
    categories = case_categories(goal)
    if categories is None:
        return None
    chosen: str | None = st.segmented_control(
        scope.say("cases.category"),
        [each.value for each in categories],
        format_func=lambda each: scope.say(f"cases.category_{each}"),
    )
    return chosen


def _is_free(entry_id: str) -> bool:
    return registers.ledger().entries(EntryKind.CASE).filter(id=entry_id).is_empty()
