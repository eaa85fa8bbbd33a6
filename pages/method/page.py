"""The method: meaning of the lights, rules, how each goal is measured, where it all comes from."""

from html import escape

import streamlit as st

from geo.boundaries import load_provenance
from pages.method.view import GoalMethod, formula_rows, goal_methods, light_meanings, rule_rows
from pages.shared import cache
from pages.shared.markup import badge, plain_table
from pages.shared.scope import current_scope
from pages.shared.viewpoint import Scope


def draw(scope: Scope) -> None:
    """Draw the page."""
    st.header(scope.say("method.title"))
    left, right = st.columns([1, 1.35])
    with left:
        st.subheader(scope.say("method.lights"))
        rows = [(badge(light, scope.language), meaning) for light, meaning in light_meanings(scope)]
        st.html(plain_table((scope.say("map.light"), scope.say("method.says")), rows))
        st.caption(scope.say("method.lights_order"))
        st.subheader(scope.say("method.sources"))
        draw_sources(scope)
    with right:
        st.subheader(scope.say("method.rules"))
        head = (scope.say("method.rule"), scope.say("method.says"), scope.say("method.basis"))
        st.html(plain_table(head, rule_rows(scope)))
    st.subheader(scope.say("method.formulas"))
    head = (scope.say("method.quantity"), scope.say("method.formula"), scope.say("method.basis"))
    st.html(plain_table(head, formula_rows(scope)))
    st.subheader(scope.say("method.goals"))
    for sector, goals in goal_methods(cache.plan(), scope).items():
        st.markdown(f"**{sector}**")
        for goal in goals:
            with st.expander(f"{goal.title} · {goal.target}"):
                st.html(goal_html(goal, scope))


def goal_html(goal: GoalMethod, scope: Scope) -> str:
    """One goal: what is measured, what the plan fixes, what is assumed."""
    facts = (
        ("method.meaning", goal.meaning),
        ("method.target", goal.target),
        ("method.article", goal.article),
        ("method.level", goal.level),
        ("method.owner", goal.owners),
    )
    shown = "".join(f"<dt>{escape(scope.say(key))}</dt><dd>{escape(value)}</dd>" for key, value in facts)
    fixed = _listed(scope.say("method.fixed"), goal.fixed)
    assumed = _listed(scope.say("method.assumed"), goal.assumed)
    return f'<section class="panel"><dl>{shown}</dl>{fixed}{assumed}</section>'


def _listed(title: str, items: tuple[str, ...]) -> str:
    return (
        f"<h3>{escape(title)}</h3><ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"
        if items
        else ""
    )


def draw_sources(scope: Scope) -> None:
    """Draw where plan, areas and boundaries come from."""
    origin = load_provenance()
    approval = scope.say("map.approved" if origin.approval else "map.not_approved", approval=origin.approval)
    st.caption(scope.say("method.plan_source", plan=scope.text(cache.plan().name)))
    st.caption(scope.say("method.area_source"))
    st.caption(
        scope.say(
            "method.boundaries",
            source=origin.source,
            package=origin.package,
            licence=origin.licence,
            approval=approval,
        )
    )


draw(current_scope())
