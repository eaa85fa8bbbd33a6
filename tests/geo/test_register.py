"""The register: completeness, exact matching by any code or full name, and honest refusals."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.area import AmbiguousArea, Area, AreaLevel, CodeNameConflict, DevelopmentZone, Misprint, UnknownArea
from geo.errors import (
    AmbiguousAreaError,
    NotACountyError,
    RegisterError,
    UnknownAreaError,
    WrongLevelError,
)
from geo.names import fold_name
from geo.register import Register, load_register
from indicators.vocabulary import Level

register = load_register()

COUNTIES_OF_PREFECTURE = {
    "拉萨市": 8,
    "日喀则市": 18,
    "昌都市": 11,
    "林芝市": 7,
    "山南市": 12,
    "那曲地区": 11,
    "阿里地区": 7,
}


def _code(text: str, *, level: str | None = None) -> str | None:
    found = register.find_area(text, level=level)
    assert not isinstance(found, AmbiguousArea)
    return found.code if found else None


def test_the_register_has_the_areas_of_the_plan() -> None:
    assert Counter(area.level for area in register.areas) == {"county": 74, "prefecture": 7, "region": 1}
    counts = {area.name_zh: len(register.children(area.code)) for area in register.prefectures}
    assert counts == COUNTIES_OF_PREFECTURE
    assert [area.code for area in register.counties] == sorted(area.code for area in register.counties)
    assert register.children(register.region.code) == register.prefectures


def test_levels_are_those_of_the_indicators() -> None:
    assert [level.value for level in AreaLevel] == [level.value for level in Level]


def test_every_area_knows_its_own_code_and_names() -> None:
    for area in register.areas:
        assert area.name_zh in [known.name for known in area.codes if known.code == area.code]
        assert area.name_en.isprintable()
        assert area.name_en
        assert len(area.short_zh) >= 2
        assert area.name_zh.startswith(area.short_zh)
    assert sum(county.name_bo is not None for county in register.counties) == 55


def test_short_names_are_distinct_and_lose_no_meaning() -> None:
    shorts = {area.name_zh: area.short_zh for area in register.counties}
    assert len(set(shorts.values())) == 74
    assert (shorts["朗县"], shorts["索县"], shorts["城关区"]) == ("朗县", "索县", "城关")


def test_every_code_since_2000_leads_to_one_area() -> None:
    codes = [known.code for area in register.areas for known in area.codes]
    for area in register.areas:
        assert {_code(known.code) for known in area.codes} == {area.code}
    assert len({(known.code, known.name) for area in register.areas for known in area.codes}) == len(codes)


def test_every_full_name_leads_to_its_area_at_its_level() -> None:
    for area in register.areas:
        for name in (area.name_en, *area.aliases, *(known.name for known in area.codes)):
            assert _code(name, level=area.level) == area.code, name


def test_the_names_that_two_areas_have_borne() -> None:
    names = {
        alias
        for area in register.areas
        for alias in (area.name_en, *area.aliases, *(known.name for known in area.codes))
        if isinstance(register.find_area(alias), AmbiguousArea)
    }
    assert names == {"日喀则市", "Xigazê City", "Shigatse City", "Nagqu"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("  城关区", "540102"),
        ("　城关区　", "540102"),
        ("城\u200b关区\ufeff", "540102"),
        ("５４０１０２", "540102"),
        ("朗　县", "540426"),
        ("拉萨市城关区", "540102"),
        ("西藏自治区拉萨市城关区", "540102"),
        ("那曲地区那曲县", "542421"),
        ("那曲市色尼区", "542421"),
        ("日喀则地区日喀则市", "540202"),
        ("542301", "540202"),
        ("540602", "542421"),
        ("540481", "540422"),
        ("米林市", "540422"),
        ("错那市", "540530"),
        ("达孜区", "540126"),
        ("昌都县", "540302"),
        ("林芝县", "540402"),
        ("乃东县", "540502"),
        ("双湖特别区", "542431"),
        ("日喀则市（县级）", "540202"),
        ("拉萨", "540100"),
        ("日喀则地区", "540200"),
        ("林芝地区", "540400"),
        ("山南地区", "540500"),
        ("昌都地区", "540300"),
        ("那曲市", "542400"),
        ("那曲", "542400"),
        ("昌都", "540300"),
        ("林芝", "540400"),
        ("阿里", "542500"),
        ("Shigatse", "540200"),
        ("xigazê", "540200"),
        ("XIGAZE", "540200"),
        ("Doilungdeqen", "540103"),
        ("Sa’gya County", "540224"),
        ("Nagqu County", "542421"),
        ("Nagqu Prefecture", "542400"),
        ("西藏自治区", "540000"),
        ("Tibet", "540000"),
        ("ལྷ་ས་གྲོང་ཁྱེར།", "540100"),
    ],
)
def test_written_in_many_ways(text: str, code: str) -> None:
    assert _code(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "城关",
        "拉萨市城关",
        "拉萨城关区",
        "县",
        "54010",
        "5401020",
        "540-102",
        "54 01 02",
        "54010²",
        "54010②",
        "班嘎县",
        "乃东",
        "林周县城关区",
    ],
)
def test_nothing_is_matched_by_a_part_or_a_look_alike(text: str) -> None:
    assert register.find_area(text) is None


@given(st.text(max_size=12))
def test_folding_is_stable_and_any_text_is_answered(text: str) -> None:
    assert fold_name(fold_name(text)) == fold_name(text)
    register.find_area(text)
    assert len(register.suggest(text)) <= 3


@given(st.sampled_from(register.areas), st.data())
def test_a_name_with_a_letter_missing_matches_only_if_that_is_a_name_itself(
    area: Area, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(area.name_zh) - 1))
    text = area.name_zh[:place] + area.name_zh[place + 1 :]
    found = register.find_area(text)
    if isinstance(found, Area):  # 白朗县 without 白 is 朗县, 那曲县 without 县 is the prefecture
        assert text in (*found.aliases, *(known.name for known in found.codes))


def test_level_or_month_decides_an_ambiguous_name() -> None:
    found = register.find_area("日喀则市")
    assert isinstance(found, AmbiguousArea)
    assert [area.code for area in found.areas] == ["540200", "540202"]
    assert _code("日喀则市", level="county") == "540202"
    assert _code("日喀则市", level="prefecture") == "540200"
    assert register.find_area("日喀则市", revision="2013-12") == register.area("540202")
    assert register.find_area("日喀则市", revision="2016-10") == register.area("540200")
    assert isinstance(register.find_area("日喀则市", revision="1999-01"), AmbiguousArea)
    assert register.find_area("西藏自治区日喀则市", revision="2012-01") == register.area("540202")


def test_level_leaves_out_the_others() -> None:
    assert _code("那曲", level="county") is None
    assert _code("拉萨市", level="county") is None
    assert _code("达孜工业园区", level="county") is None


def test_require_area_gives_the_area() -> None:
    assert register.require_area("拉萨市城关区").name_en == "Chengguan"
    assert register.require_area("日喀则市", level="county").code == "540202"


def test_an_unknown_name_is_refused_with_the_nearest_ones() -> None:
    with pytest.raises(UnknownAreaError) as caught:
        register.require_area("班嘎县")
    assert caught.value.suggestions[0] == "班戈县"
    assert len(caught.value.suggestions) == 3
    assert "班嘎县" in caught.value.message_zh
    assert "班戈县" in str(caught.value)


def test_an_unknown_name_without_near_ones_is_refused_plainly() -> None:
    with pytest.raises(UnknownAreaError, match=r"“浦东新区” is no code or full name of an area of Tibet\.$"):
        register.require_area("浦东新区")


def test_an_ambiguous_name_is_refused_with_both_meanings() -> None:
    with pytest.raises(AmbiguousAreaError) as caught:
        register.require_area("日喀则市")
    for sentence in (caught.value.message_zh, caught.value.message_en):
        assert "540200" in sentence
        assert "桑珠孜区" in sentence


@pytest.mark.parametrize("level", [None, "county"])
def test_zones_are_no_counties(level: str | None) -> None:
    assert len(register.zones) == 4
    for zone in register.zones:
        for text in (zone.code, f" {zone.name_zh}"):
            with pytest.raises(NotACountyError) as caught:
                register.require_area(text, level=level)
            assert caught.value.zone == zone
            assert zone.name_zh in caught.value.message_zh


def test_an_area_of_another_level_is_refused_with_near_names_of_the_right_one() -> None:
    with pytest.raises(WrongLevelError) as caught:
        register.require_area("那曲", level="county")
    assert caught.value.found.code == "542400"
    assert caught.value.suggestions[0] == "那曲县"
    assert "a county is needed" in str(caught.value)


def test_a_plan_code_is_exact() -> None:
    assert register.area("542421").name_zh == "那曲县"
    with pytest.raises(UnknownAreaError):
        register.area("540602")


def test_counties_of_any_level() -> None:
    assert register.counties_of("540000") == register.counties
    assert [area.parent for area in register.counties_of("542500")] == ["542500"] * 7
    assert register.counties_of("540102") == (register.area("540102"),)


def test_suggestions_are_one_for_each_area_and_of_the_level() -> None:
    assert register.suggest("Nagqo", level="county")[0].startswith("Nagqu")
    assert len(register.suggest("县", n=9)) == len({_code(name) for name in register.suggest("县", n=9)})
    assert register.suggest("林芝县", n=1) == ("林芝县",)


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("540102", "城关区", "540102"),
        ("540104", "达孜县", "540126"),
        ("542301", "日喀则市", "540202"),
        ("540200", "日喀则市", "540200"),
        ("", "林周县", "540121"),
        ("540121", " ", "540121"),
        ("540121", "\u200b", "540121"),
        ("999999", "林周县", "540121"),
        ("542100", "昌都地区", "540300"),
        ("540000", "西藏自治区", "540000"),
    ],
)
def test_a_row_is_read_by_code_and_name(code: str, name: str, expected: str) -> None:
    reading = register.classify(code=code, name=name)
    assert isinstance(reading, Area)
    assert reading.code == expected


def test_a_row_of_a_zone_is_told_apart() -> None:
    for code, name in (("540172", "拉萨经济技术开发区"), ("", "达孜工业园区"), ("540173", "")):
        assert isinstance(register.classify(code=code, name=name), DevelopmentZone)


def test_a_row_that_contradicts_itself_is_resolved_by_neither_side() -> None:
    reading = register.classify(code="540102", name="林周县")
    assert isinstance(reading, CodeNameConflict)
    assert (reading.by_code, reading.by_name) == (register.area("540102"), register.area("540121"))
    zone = register.classify(code="540172", name="城关区")
    assert isinstance(zone, CodeNameConflict)


def test_a_code_beside_a_misprint_of_its_own_name_is_read_and_reported() -> None:
    assert register.classify(code="542428", name="  班嘎县") == Misprint(register.area("542428"), "  班嘎县")


def test_a_code_beside_an_unreadable_name_or_a_misprint_of_another_is_a_conflict() -> None:
    reading = register.classify(code="540102", name="班嘎县")
    assert isinstance(reading, CodeNameConflict)
    assert reading.suggestions[0] == "班戈县"
    assert isinstance(register.classify(code="542428", name="②"), CodeNameConflict)


def test_a_row_nobody_knows_is_unknown() -> None:
    assert register.classify(code="", name="") == UnknownArea("", ())
    assert register.classify(code="310115", name="浦东新区") == UnknownArea("浦东新区", ())
    assert register.classify(code="310115", name="") == UnknownArea("310115", ())
    assert isinstance(register.classify(code="", name="日喀则市"), AmbiguousArea)


def test_a_contradictory_register_is_refused() -> None:
    region, county = register.region, register.area("540102")
    with pytest.raises(RegisterError, match="540102: no parent 540100"):
        Register.build([region, county], [])
    with pytest.raises(RegisterError, match="stands twice"):
        Register.build([region, region], [])
    other = register.area("540200")
    with pytest.raises(RegisterError, match="both"):
        Register.build([region, other, _with_codes_of(register.area("540300"), other)], [])


def _with_codes_of(area: Area, other: Area) -> Area:
    return Area(
        code=area.code,
        name_zh=area.name_zh,
        name_en=area.name_en,
        name_bo=None,
        short_zh=area.short_zh,
        level=area.level,
        parent=area.parent,
        codes=other.codes,
    )
