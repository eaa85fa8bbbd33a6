"""The deck handed to Streamlit, and the hover texts."""

from html.parser import HTMLParser

import pytest

from geo.deck import ReadyDeck, hover_texts
from geo.viewport import Viewport

VIEW = Viewport(90, 31, 5)


def _html(*lines: str, place: tuple[float, float] = (90, 31)) -> str:
    return str(hover_texts({"540102": lines}, view=VIEW, places={"540102": place})["html"])


def test_the_spec_is_passed_on_as_it_is() -> None:
    spec = '{"layers":[],"n":1}'
    assert ReadyDeck(spec, tooltip={}).to_json() == spec


def test_no_key_of_the_server_reaches_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MAPBOX_API_KEY", "GOOGLE_MAPS_API_KEY", "CARTO_API_KEY"):
        monkeypatch.setenv(name, "secret")
    deck = ReadyDeck("{}", tooltip={})
    assert deck.mapbox_key is None
    assert "secret" not in deck.to_json()


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x>', "{code}", "a & b", "'}{'"])
def test_nothing_in_a_text_is_markup_or_placeholder(text: str) -> None:
    seen: list[str] = []
    tags: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, _: object) -> None:
            tags.append(tag)

        def handle_data(self, data: str) -> None:
            seen.append(data)

    html = _html(text, text)
    Reader().feed(html.partition("</style>")[2])
    assert tags == ["div", "b", "br"]
    assert seen == [text, text]
    assert set("{}") & set(html.partition("</style>")[2]) == set()


def test_only_the_county_under_the_pointer_is_seen() -> None:
    html = _html("城关区", "✔ 达标")
    style = html.partition("</style>")[0]
    assert ".tip{display:none" in style
    assert ".tip.k{code}{display:block}" in style
    assert '<div class="tip k540102 ' in html


@pytest.mark.parametrize(
    ("place", "side"), [((91, 30), "e s"), ((89, 32), "w n"), ((91, 32), "e n"), ((89, 30), "w s")]
)
def test_the_box_grows_towards_the_middle(place: tuple[float, float], side: str) -> None:
    assert f'<div class="tip k540102 {side}">' in _html("a", "b", place=place)
