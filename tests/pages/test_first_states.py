"""The first minutes with the dashboard: every page has something to say when there is little to show.

The empty store and the illustrative one are in `test_pages.py`. An area without a boundary cannot come up
while the dashboard runs: `geo.build_boundaries` refuses a file that lacks one.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import Store
from indicators import Sector
from pages.shared.text import area_name, sector_label
from tests.factories import commit, observation
from tests.pages.builders import PAGES, checklists, open_app, register, words

LANGUAGES = {"zh": "中文", "en": "English"}
ALL_EQUAL = [observation(area=county.code, numerator=4) for county in register().counties]
STATES: Mapping[str, Sequence[Mapping[str, object]]] = {
    "nothing in scope": [observation(), observation(area="540121", numerator=4)],
    "one county": [observation()],
    "all counties equal": [*ALL_EQUAL, *checklists(complete=74)],
}
"""What has been reported; the first is looked at from elsewhere."""


@pytest.fixture(scope="module", params=STATES)
def state(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A state and the folder of its store, which looking does not change."""
    folder = tmp_path_factory.mktemp("state") / "store"
    commit(Store(folder), *STATES[request.param])
    return request.param, folder


def filters(state: str, language: str) -> dict[str, str]:
    """The filters of a state as they stand in an address."""
    chosen = {"language": LANGUAGES[language]}
    if state == "nothing in scope":
        chosen["prefecture"] = area_name(register().area("542500"), language)
        chosen["sector"] = sector_label(Sector.ENVIRONMENT, language)
    return chosen


def shown(app: AppTest) -> int:
    """How many figures, tables, charts, maps, lists and sentences a page shows below the bar."""
    kinds = ("html", "dataframe", "vega_lite_chart", "arrow_vega_lite_chart", "deck_gl_json_chart", "info")
    return sum(len(app.get(kind)) for kind in kinds)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_something_to_say(
    state: tuple[str, Path], page: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, folder = state
    monkeypatch.setenv("QUALITY_STORE", str(folder))
    app = open_app(page, **filters(name, language))
    assert not app.error
    assert shown(app) > shown_by_the_bar(app)
    assert not {"nan", "None", "inf"} & set(words(app).split())


def shown_by_the_bar(app: AppTest) -> int:
    """The way to the other theme, and the style sheet."""
    return sum("theme" in str(element.proto) or ":root" in str(element.proto) for element in app.get("html"))
