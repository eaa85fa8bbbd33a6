"""The departments: who is responsible for which article, and what one department owes."""

import streamlit as st

from indicators import department_deliverables
from pages.departments.draw_office import draw_office
from pages.departments.markup import matrix_table, stage_legend
from pages.departments.matrix import matrix_rows, matrix_view
from pages.shared import cache
from pages.shared.scope import choose_or_none, current_scope
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_behind, source_line


def draw(scope: Scope) -> None:
    """Draw the chosen department, or all of them."""
    plan = cache.plan()
    names = {each.id: scope.text(each.name) for each in plan.departments}
    choice, beside = st.columns([1, 2.6], vertical_alignment="bottom")
    with choice:
        title, none = scope.say("measures.department"), scope.say("departments.all")
        chosen = choose_or_none("department", names, title=title, none=none)
    found, reports = cache.deliverable_states(cache.version(), scope.as_of)
    mine = department_deliverables(found, reports, plan)
    if chosen:
        own = mine.filter(department=chosen).drop("department")
        draw_office(plan.department(chosen), own, scope)
        return
    beside.html(stage_legend(scope))
    known, register = cache.version(), cache.register()
    status = cache.status_at(known, scope.as_of)
    matrix = matrix_view(mine, status, plan=plan, register=register, scope=scope)
    st.html(matrix_table(matrix, scope))
    filtered = f" {scope.say('measures.not_filtered')}" if scope.prefecture or scope.sector else ""
    source_line(scope.say("departments.source", as_of=scope.as_of, version=known[1]) + filtered)
    draw_behind(matrix_rows(matrix, scope), file=f"departments_{scope.as_of}", scope=scope)


draw(current_scope())
