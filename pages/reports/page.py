"""The documents: choose which, whose and until when; see what it will say; make and take it."""

import streamlit as st

from data import area_frame
from indicators.entry import EntryKind
from pages.reports.draw_choices import Choice, choose_document
from pages.reports.draw_documents import draw_making
from pages.reports.markup import paper
from pages.reports.view import document_view
from pages.shared import cache, registers
from pages.shared.markup import count_strip, facts
from pages.shared.scope import current_scope
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_empty, source_line
from reports import Basis, make_basis
from reports.summary import summary_facts


def draw(scope: Scope) -> None:
    """Draw the page."""
    known, plan, register = cache.version(), cache.plan(), cache.register()
    choice = choose_document(plan, register, scope)
    if not known[1]:
        draw_empty(scope.say("reports.none"))
        return
    basis = gather(choice, scope)
    shown = document_view(
        basis.status,
        kind=scope.say(f"reports.kind_{choice.name}"),
        unit=scope.text(choice.unit.name),
        goals=choice.unit.goals,
        area=choice.unit.area,
        cutoff=choice.cutoff,
        scope=scope,
    )
    st.html(count_strip(shown.title, shown.counts, scope.language))
    left, right = st.columns([1, 1.7], gap="large")
    with left:
        st.html(facts(shown.facts))
        draw_making(basis, choice, scope)
        source_line(scope.say("reports.source", as_of=scope.as_of, version=known[1]))
    with right:
        draw_preview(basis, choice, scope)


def gather(choice: Choice, scope: Scope) -> Basis:
    """What the documents are written from: the chosen version, date and cut-off."""
    known = cache.version()
    status, figures, deliveries = cache.state_until(known, scope.as_of, choice.cutoff)
    return make_basis(
        plan=cache.plan(),
        register=cache.register(),
        status=status,
        figures=figures,
        hierarchy=area_frame(cache.register()),
        deliveries=deliveries,
        actions=registers.entries(registers.ledger_version(), EntryKind.ACTION),
        cases=registers.entries(registers.ledger_version(), EntryKind.CASE),
        as_of=scope.as_of,
        cutoff=choice.cutoff,
        known=str(known[1]) if scope.known else "",
        is_illustrative=cache.is_illustrative(known),
    )


def draw_preview(basis: Basis, choice: Choice, scope: Scope) -> None:
    """Draw what a document is for and, of a summary, what its first page says and what is left to people."""
    st.html(f'<p class="handled">{scope.say(f"reports.about_{choice.name}")}</p>')
    if choice.name == "summary":
        st.html(paper(summary_facts(basis, choice.unit)))


draw(current_scope())
