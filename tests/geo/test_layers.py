"""The deck.gl spec: small, stable, and saying what the picture says."""

import json
import re
from itertools import combinations, product
from typing import Any, Literal

import pytest

from geo.layers import MapClass, MapPicture, deck_spec, map_viewport, mark_points
from geo.map_files import map_files
from geo.picture import DOUBT
from geo.register import load_register
from geo.tiles import TILE_SIZE

register = load_register()
COUNTIES = [county.code for county in register.counties]
SCOPES = [area.code for area in register.areas if area.level != "county"]
CLASSES = [
    MapClass("✔", "#1B7F4B", "#FFFFFF"),
    MapClass("✖", "#C62828", "#FFFFFF"),
    MapClass("—", "#BDBDBD", "#1A1A1A", is_hatched=True),
]
ROLES = ["surface", "hatch", "borders", "outline", "glyphs", "labels", "catcher"]
View = Literal["boundary", "tile"]
VIEWS: list[View] = ["boundary", "tile"]


def picture(**choices: Any) -> MapPicture:  # noqa: ANN401 -- any of the fields
    usual: dict[str, Any] = {
        "classes": CLASSES,
        "class_of": [i % 3 for i in range(74)],
        "scope": "540000",
        "chosen": None,
        "view": "boundary",
        "language": "zh",
        "width": 930,
        "height": 440,
        "address": "/geo",
    }
    return MapPicture(**usual | choices)


def layers(**choices: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401
    """Layers of a picture by role."""
    found = json.loads(deck_spec(picture(**choices)))["layers"]
    return dict(zip(ROLES, found, strict=True))


def looked_up(expression: str) -> list[Any]:
    """What an expression gives for each of the 74 counties; the grammar is that of deck.gl's JSON parser."""
    found = re.fullmatch(r'@@=\((\[.*\])\)\[\("(\d{74})"\)\[properties\.i\]\]', expression)
    assert found
    options = json.loads(found[1])
    return [options[int(digit)] for digit in found[2]]


@pytest.mark.parametrize(("view", "language"), list(product(VIEWS, ["zh", "en"])))
def test_a_spec_is_compact(view: View, language: str) -> None:
    spec = deck_spec(picture(view=view, language=language))
    assert len(spec.encode()) <= 6_000
    assert json.dumps(json.loads(spec), ensure_ascii=False, separators=(",", ":")) == spec


@pytest.mark.parametrize("view", VIEWS)
def test_geometry_is_fetched_from_us_only(view: View) -> None:
    spec = deck_spec(picture(view=view, address="/base/geo"))
    names = {f"/base/geo/{file.name}" for file in map_files().values()}
    assert {layer["data"] for layer in json.loads(spec)["layers"]} <= names
    assert "//" not in spec
    assert json.loads(spec)["mapStyle"] == "__MAP_STYLE__"


@pytest.mark.parametrize("view", VIEWS)
def test_ids_are_distinct_and_stay_while_the_figures_change(view: View) -> None:
    before, after = (layers(view=view, class_of=[k] * 74, scope=SCOPES[k]) for k in (0, 1))
    ids = [layer["id"] for layer in before.values()]
    assert len(set(ids)) == len(ROLES)
    assert ids == [layer["id"] for layer in after.values()]


def test_a_click_renews_the_layer_that_catches_it_and_no_other() -> None:
    before, after = layers(chosen=None), layers(chosen="540102")
    assert [role for role in ROLES if before[role]["id"] != after[role]["id"]] == ["catcher"]


def test_only_the_top_layer_catches_the_pointer() -> None:
    assert [layer["pickable"] for layer in layers().values()] == [False] * 6 + [True]


@pytest.mark.parametrize("view", VIEWS)
def test_colours_and_glyphs_follow_the_classes(view: View) -> None:
    drawn = layers(view=view)
    fills = looked_up(drawn["surface"]["_subLayerProps"]["polygons-fill"]["getFillColor"])
    assert fills[:3] == [[27, 127, 75, 255], [198, 40, 40, 255], [189, 189, 189, 255]]
    assert looked_up(drawn["glyphs"]["getText"]) == [CLASSES[i % 3].glyph for i in range(74)]
    assert looked_up(drawn["glyphs"]["getTextColor"])[:3] == [[255] * 4, [255] * 4, [26, 26, 26, 255]]
    assert set(drawn["glyphs"]["textCharacterSet"]) == {"✔", "✖", "—", DOUBT}


def test_few_samples_are_marked_behind_the_glyph() -> None:
    drawn = layers(doubtful=[i == 2 for i in range(74)])["glyphs"]
    glyphs, _, doubt = drawn["getText"].rpartition("+")
    assert looked_up(glyphs) == [CLASSES[i % 3].glyph for i in range(74)]
    assert doubt == f"((\"001{'0' * 71}\")[properties.i]=='1'?'{DOUBT}':'')"
    assert drawn["_subLayerProps"]["points-text"]["updateTriggers"]["getText"].startswith("001")


@pytest.mark.parametrize(
    ("view", "rings", "glyph", "label"),
    [("boundary", [1] * 74, 0, 15), ("tile", (), -9, 8), ("tile", [1] * 74, 0, 18)],
)
def test_on_tiles_names_make_room_for_rings(view: View, rings: list[float], glyph: int, label: int) -> None:
    drawn = {layer["id"]: layer for layer in json.loads(deck_spec(picture(view=view, rings=rings)))["layers"]}
    marks = "tile_marks" if view == "tile" else "marks"
    assert drawn[f"glyphs-{marks}"]["getTextPixelOffset"] == [0, glyph]
    assert drawn[f"labels-zh-{marks}"]["getTextPixelOffset"] == [0, label]


def test_rings_lie_under_glyphs_and_vanish_at_zero() -> None:
    radii = [0, 4.5] * 37
    drawn = json.loads(deck_spec(picture(rings=radii)))["layers"]
    (place,) = [place for place, layer in enumerate(drawn) if layer["id"] == "rings-marks"]
    assert [layer["id"] for layer in drawn[place + 1 :]] == [
        "glyphs-marks",
        "labels-zh-marks",
        "catcher-counties--1",
    ]
    radius = f"@@=({json.dumps(radii, separators=(',', ':'))})[properties.i]"
    assert drawn[place]["getPointRadius"] == radius
    assert drawn[place]["getLineWidth"] == f"{radius}?1.5:0"


def test_only_hatched_classes_show_their_hatching() -> None:
    opacities = [colour[3] for colour in looked_up(layers()["hatch"]["getLineColor"])]
    assert opacities == [255 if i % 3 == 2 else 0 for i in range(74)]


def test_whatever_varies_triggers_a_redraw() -> None:
    digits = "012" * 24 + "01"
    drawn = layers(chosen="540103")
    assert drawn["surface"]["_subLayerProps"]["polygons-fill"]["updateTriggers"] == {"getFillColor": digits}
    assert drawn["hatch"]["_subLayerProps"]["linestrings"]["updateTriggers"] == {"getColor": digits}
    assert drawn["outline"]["_subLayerProps"]["polygons-stroke"]["updateTriggers"] == {"getWidth": 1}
    for role in ("glyphs", "labels"):
        triggers = drawn[role]["_subLayerProps"]["points-text"]["updateTriggers"]
        assert all(trigger.endswith(digits) for trigger in triggers.values())


@pytest.mark.parametrize(("chosen", "place"), [(None, -1), ("540102", 0), (COUNTIES[-1], 73), ("540000", -1)])
def test_the_chosen_county_is_outlined(chosen: str | None, place: int) -> None:
    assert layers(chosen=chosen)["outline"]["getLineWidth"] == f"@@=properties.i=={place}?4:0"


def test_zoom_stays_near_the_scope() -> None:
    state = json.loads(deck_spec(picture(scope="540100")))["initialViewState"]
    view = map_viewport("540100", as_tiles=False, size=(930, 440))
    assert (state["longitude"], state["latitude"], state["zoom"]) == (
        view.longitude,
        view.latitude,
        view.zoom,
    )
    assert state["minZoom"] < view.zoom < state["maxZoom"]


def test_the_map_neither_tilts_nor_turns() -> None:
    (view,) = json.loads(deck_spec(picture()))["views"]
    assert not view["controller"]["dragRotate"]
    assert not view["controller"]["touchRotate"]


def shown_labels(scope: str, view: View, language: str) -> dict[str, str]:
    """Text of the labels that a spec shows, by county."""
    text = layers(scope=scope, view=view, language=language)["labels"]["getText"]
    found = re.fullmatch(r"@@=\(\"([01]{74})\"\)\[properties\.i\]=='1'\?properties\.(\w+):''", text)
    assert found
    features = json.loads(map_files()["tile_marks" if view == "tile" else "marks"].content)["features"]
    pairs = zip(found[1], (feature["properties"] for feature in features), strict=True)
    return {mark["code"]: mark[found[2]] for wanted, mark in pairs if wanted == "1"}


def width(text: str, size: float) -> float:
    """Width of a text as a sans-serif sets it, narrow and wide letters told apart."""
    widths = {
        **dict.fromkeys("ijlt'fr. ", 0.36),
        **dict.fromkeys("mwMW…", 0.92),
        **dict.fromkeys("ABCDGHNQRSZ", 0.7),
    }
    return sum(size if ord(letter) > 0x2E7F else size * widths.get(letter, 0.56) for letter in text)


def boxes(scope: str, view: View, language: str) -> dict[str, tuple[float, float, float, float]]:
    """Pixels that the labels of a map cover, by county."""
    layer = layers(scope=scope, view=view, language=language)["labels"]
    seen = map_viewport(scope, as_tiles=view == "tile", size=(930, 440))
    points = mark_points("tile_marks" if view == "tile" else "marks")
    size, offset = layer["getTextSize"], layer["getTextPixelOffset"][1]
    found = {}
    for code, text in shown_labels(scope, view, language).items():
        x, y = seen.pixel(*points[code])
        half = width(text, size) / 2
        found[code] = (x - half, y + offset - size / 2, x + half, y + offset + size / 2)
    return found


@pytest.mark.parametrize(("scope", "view", "language"), list(product(SCOPES, VIEWS, ["zh", "en"])))
def test_labels_never_overlap(scope: str, view: View, language: str) -> None:
    overlapping = [
        (one, two)
        for (one, a), (two, b) in combinations(boxes(scope, view, language).items(), 2)
        if a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] and b[1] < a[3]
    ]
    assert overlapping == []


@pytest.mark.parametrize(("scope", "language"), list(product(SCOPES, ["zh", "en"])))
def test_no_label_covers_the_glyph_of_another_county(scope: str, language: str) -> None:
    seen = map_viewport(scope, as_tiles=False, size=(930, 440))
    points = {code: seen.pixel(*place) for code, place in mark_points("marks").items()}
    covered = [
        (code, other)
        for code, box in boxes(scope, "boundary", language).items()
        for other, (x, y) in points.items()
        if other != code and box[0] < x < box[2] and box[1] < y < box[3]
    ]
    assert covered == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_fit_into_their_tiles(language: str) -> None:
    seen = map_viewport("540000", as_tiles=True, size=(930, 440))
    tile = seen.pixel(seen.longitude + TILE_SIZE, seen.latitude)[0]
    too_wide = {
        code: box for code, box in boxes("540000", "tile", language).items() if box[2] - box[0] > tile
    }
    assert too_wide == {}
    assert len(shown_labels("540000", "tile", language)) == 74


@pytest.mark.parametrize("scope", SCOPES)
def test_only_the_scope_is_named_on_the_true_map(scope: str) -> None:
    inside = {county.code for county in register.counties_of(scope)}
    named = set(shown_labels(scope, "boundary", "zh"))
    assert named <= inside
    assert len(named) >= len(inside) / 2


@pytest.mark.parametrize("view", VIEWS)
def test_a_small_map_goes_without_names(view: View) -> None:
    text = layers(view=view, with_labels=False)["labels"]["getText"]
    assert "1" not in text.partition("[properties.i]")[0]
