"""What the tests of the pages start from: a viewer's scope, a status frame of few reports, an opened app."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from app import PAGES
from data import area_frame
from geo import Register, load_register
from indicators import Plan, Sector, load_plan, status
from pages.shared.viewpoint import Scope
from tests.factories import observation, observations

__all__ = [
    "CAMPAIGN",
    "FARM",
    "LAST_DAY",
    "PAGES",
    "PROJECT",
    "checklists",
    "judged",
    "open_app",
    "plan",
    "register",
    "scope",
    "words",
]

PROJECT = Path(__file__).parents[2]
LAST_DAY = date(2016, 12, 31)
CAMPAIGN, FARM = "quality_county_coverage", "agri_pass_rate"


@cache
def plan() -> Plan:
    return load_plan()


@cache
def register() -> Register:
    return load_register()


def scope(
    *,
    language: str = "en",
    as_of: date = LAST_DAY,
    prefecture: str | None = None,
    sector: Sector | None = None,
) -> Scope:
    """What a viewer looks at: the whole region in English at the year's end, unless told otherwise."""
    return Scope(language=language, as_of=as_of, prefecture=prefecture, sector=sector)


def judged(*rows: Mapping[str, object], as_of: date = LAST_DAY) -> pl.DataFrame:
    """The status frame of some reports; without any when none are given."""
    reported = observations(*rows) if rows else observations().clear()
    return status(reported, plan=plan(), hierarchy=area_frame(register()), as_of=as_of)


def checklists(*, complete: int, lacking: Mapping[str, int] | None = None) -> list[dict[str, object]]:
    """Reports of the campaign in December: so many counties with all items, and some that lack a few."""
    lacking = lacking or {}
    items = plan().goal(CAMPAIGN).items
    whole = [area.code for area in register().counties if area.code not in lacking][:complete]
    missing = dict.fromkeys(whole, 0) | dict(lacking)
    return [
        observation(
            indicator=CAMPAIGN,
            area=code,
            period="2016-12",
            period_type="month",
            segment=item.id,
            numerator=int(place < len(items) - count),
            denominator=1,
        )
        for code, count in missing.items()
        for place, item in enumerate(items)
    ]


def open_app(page: str = "overview", **filters: str) -> AppTest:
    """Open the app at a page with filters as they stand in a link; nothing may have failed.

    `switch_page` would draw the start page first, which takes longer than most pages.
    """
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60)
    if page != PAGES[0]:
        app._page_hash = calc_hash(page)  # as Streamlit knows a page of that name in the address
    app.query_params.update(filters)
    app.run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    """Everything a page says outside of its tables, for looking up sentences."""
    kinds = (
        "html",
        "markdown",
        "caption",
        "header",
        "subheader",
        "info",
        "success",
        "warning",
        "error",
        "toast",
    )
    return "\n".join(
        str(getattr(element, "value", None) or element.proto) for k in kinds for element in app.get(k)
    )
