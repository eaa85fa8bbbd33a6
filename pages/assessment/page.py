"""The assessment: the prefectures by rank and block, where points were lost, and what the office enters."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from indicators import Assessment, AssessmentError, Score, load_assessment
from pages.assessment.draw_choices import choose_prefecture, choose_preset
from pages.assessment.draw_entries import draw_entries
from pages.assessment.draw_scores import draw_items, draw_losses, draw_ranking
from pages.assessment.markup import headline
from pages.assessment.view import ranking_view
from pages.shared import cache, registers
from pages.shared.links import page_address
from pages.shared.markup import plain
from pages.shared.scope import current_scope
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_empty, source_line


def draw(scope: Scope) -> None:
    """Draw the page."""
    scheme, register = load_assessment(), cache.register()
    known = registers.ledger_version()
    title, choice = st.columns([1.7, 1], vertical_alignment="bottom")
    with choice:
        preset = choose_preset(scheme, scope)
    try:
        scores = registers.scores_at(known, scope.as_of, preset)
    except AssessmentError as error:
        st.error(plain(scope.text(error.message)))
        draw_entries(scheme, scope)
        return
    title.html(headline(scheme.stamp, scope, is_provisional=scores[0].is_provisional))
    if all(score.points is None for score in scores):
        draw_empty(scope.say("assessment.nothing_yet"))
    else:
        draw_scores(scores, scheme, scope)
    source = {"as_of": scope.as_of, "version": cache.version()[1], "entries": known[1]}
    method = page_address("method", {}, prefecture=scope.prefecture, register=register, scope=scope)
    link = f'<a href="{escape(method)}" target="_self">{scope.say("assessment.method")}</a>'
    source_line(f"{scope.say('assessment.source', **source)} {link}")
    draw_entries(scheme, scope)


def draw_scores(scores: Sequence[Score], scheme: Assessment, scope: Scope) -> None:
    """Draw the ranking, and beside and below it one prefecture."""
    ranking = ranking_view(scores, scheme, register=cache.register(), scope=scope)
    left, right = st.columns([1.15, 1])
    with left:
        draw_ranking(ranking, scope)
    with right:
        code = scope.prefecture or choose_prefecture({row.code: row.name for row in ranking.rows}, scope)
        score = next(each for each in scores if each.prefecture == code)
        shown = draw_losses(score, scheme, scope)
    draw_items(shown, scores, scope)


draw(current_scope())
