"""The dashboard's entry: register the pages, draw the scope bar, run the page.

Streamlit runs this file as a script for every view; `streamlit run app.py` finds the `app` below for the
server.
"""

from pathlib import Path

import streamlit as st

from deploy.opening import Greeting
from deploy.serving import dashboard_lifespan, dashboard_routes
from pages.shared import cache, widgets
from pages.shared.scope import language
from pages.shared.scope_bar import draw_scope_bar
from pages.shared.text import LANGUAGES, say

PAGES = (
    *("overview", "map", "county", "prefectures", "trends"),
    *("cases", "measures", "departments", "reporting", "assessment"),
    *("upload", "history", "reports"),
    *("method",),
)
"""Folders under `pages/`, a line for each group of the menu; the first is the start page."""


def main() -> None:
    """Draw what all pages share, then the page."""
    lang = language()
    st.set_page_config(page_title=say("app.title", lang), page_icon=None, layout="wide")
    widgets.draw_style()
    pages = [
        st.Page(
            f"pages/{name}/page.py", title=say(f"page.{name}", lang), url_path=name, default=name == PAGES[0]
        )
        for name in PAGES
    ]
    page = st.navigation(pages, position="top")
    known = cache.version()
    versions = cache.version_labels()
    widgets.draw_banner(
        is_illustrative=cache.is_illustrative(known),
        is_empty=known[1] == 0,
        past=versions.get(known[1], "") if known != cache.newest_version() else "",
        language=lang,
    )
    draw_scope_bar(cache.plan(), cache.register(), newest=cache.newest_report(known), versions=versions)
    page.run()


if __name__ == "__main__":
    main()
else:
    greetings = {
        label: Greeting(code, say("app.title", code), say("app.skip", code))
        for code, label in LANGUAGES.items()
    }
    app = st.App(Path(__file__), routes=dashboard_routes(PAGES, greetings), lifespan=dashboard_lifespan)
