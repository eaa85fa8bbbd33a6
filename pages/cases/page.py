"""The cases: what failed, one by one, newest first; the 100 % goals lost by it; forms to keep them."""

import polars as pl
import streamlit as st

from indicators.entry import CertificateState, EntryKind, EntryState, case_categories
from pages.cases.draw_case import draw_case
from pages.cases.draw_chart import draw_firms, draw_months
from pages.cases.draw_choices import Handled, choose_handled
from pages.cases.draw_list import draw_list
from pages.cases.draw_new import draw_new_case
from pages.cases.draw_table import draw_agreement, draw_cases
from pages.cases.firms import cases_by_month, firms_by_area
from pages.cases.markup import lost_list, state_strip
from pages.cases.view import about_labels, cases_of, lost_goals, tally
from pages.shared import cache, registers
from pages.shared.draw_actions import draw_actions
from pages.shared.scope import choose_case_goal, choose_county, current_scope
from pages.shared.viewpoint import Scope


def draw(scope: Scope) -> None:
    """Draw the page."""
    plan, register = cache.plan(), cache.register()
    stored = registers.entries(registers.ledger_version(), EntryKind.CASE)
    goals, states, counties = st.columns([1.3, 1.5, 1], vertical_alignment="bottom")
    with counties:
        area = choose_county(register, scope) or scope.prefecture or register.region.code
    found = cases_of(stored, area, plan=plan, register=register, scope=scope)
    with goals:
        goal_id = choose_case_goal(about_labels(plan, scope), scope)
    with states:
        handled = choose_handled(scope)
    own = found.about(goal_id)
    st.html(state_strip(*tally(own.known), own.later.height, scope))
    draw_top(found.known, own.known, goal_id, area, scope)
    listed = _in_state(own.known, handled)
    draw_cases(listed, scope, version=registers.ledger_version()[1])
    if not listed.is_empty():
        draw_case(listed, stored, scope)
    if not scope.known:
        draw_new_case(scope, goal_id=goal_id, area=area)
        draw_list(scope)
    draw_agreement(found.known, area, scope)
    draw_actions(scope, key="cases", area=area, most=50)


def draw_top(every: pl.DataFrame, own: pl.DataFrame, goal_id: str, area: str, scope: Scope) -> None:
    """Draw the lost 100 % goals, and beside them the cases by month or the firms by certificate."""
    status = cache.status_at(cache.version(), scope.as_of)
    plan, register = cache.plan(), cache.register()
    lost, chart = st.columns([1.2, 1])
    lost.html(lost_list(lost_goals(every, status, area, plan=plan, register=register, scope=scope), scope))
    with chart:
        goal = plan.goal(goal_id) if goal_id else None
        if goal and case_categories(goal) is CertificateState:
            draw_firms(firms_by_area(own, status, goal, register=register, scope=scope), scope)
        else:
            draw_months(cases_by_month(own, scope), scope)


def _in_state(cases: pl.DataFrame, handled: Handled) -> pl.DataFrame:
    match handled:
        case "all":
            return cases
        case "pending":
            return cases.filter(pl.col("state") != EntryState.CLOSED)
        case state:
            return cases.filter(state=state)


draw(current_scope())
