"""Drawing the ranking, and where one prefecture lost its points."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from indicators import Assessment, Score, item_scores
from pages.assessment.charts import ranking_chart, steps_chart
from pages.assessment.losses import Losses, item_table, losses_view
from pages.assessment.markup import remarks
from pages.assessment.view import Ranking, ranking_table
from pages.shared import cache
from pages.shared.viewpoint import Scope
from pages.shared.widgets import draw_behind, draw_chart, draw_download

__all__ = ["draw_items", "draw_losses", "draw_ranking"]

_HEIGHT = 300


def draw_ranking(ranking: Ranking, scope: Scope) -> None:
    """Draw the bars, what is doubtful about them, and the table behind."""
    chart = ranking_chart(
        ranking,
        pending=scope.say("assessment.pending"),
        axis=scope.say("assessment.points"),
        head=scope.say("assessment.ends"),
    )
    draw_chart(chart, about=scope.say("assessment.ranking_about"), scope=scope)
    doubts = remarks(ranking, scope)
    if doubts:
        st.html(doubts)
    draw_behind(ranking_table(ranking, scope), file=f"assessment_{scope.as_of}", scope=scope)


def draw_losses(score: Score, scheme: Assessment, scope: Scope) -> Losses:
    """Draw the steps from 100 to the score of one prefecture."""
    shown = losses_view(score, scheme, register=cache.register(), scope=scope)
    st.html(f'<p class="answer">{escape(shown.name)} · {escape(shown.sentence)}</p>')
    chart = steps_chart(shown.steps, axis=scope.say("assessment.points"))
    draw_chart(chart, about=f"{shown.name} · {shown.sentence}", scope=scope)
    return shown


def draw_items(shown: Losses, scores: Sequence[Score], scope: Scope) -> None:
    """Draw all items of one prefecture with what is behind them; the download holds all prefectures."""
    title, download = st.columns([5, 1], vertical_alignment="bottom")
    title.subheader(scope.say("assessment.items", name=shown.name))
    with download:
        draw_download(item_scores(scores), file=f"assessment_items_{scope.as_of}", scope=scope)
    behind = scope.say("assessment.behind")
    config = {behind: st.column_config.LinkColumn(behind, display_text=scope.say("assessment.open"))}
    table = item_table(shown.items, scope)
    st.dataframe(table, hide_index=True, width="stretch", height=_HEIGHT, column_config=config)
