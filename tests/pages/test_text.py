"""Words, days and options as each language writes them."""

from collections import Counter
from datetime import date

import pytest

from geo import load_register
from pages.shared.text import LANGUAGES, area_name, area_options, say

NAGQU, NAGQU_COUNTY = "542400", "542421"


def test_areas_of_one_name_say_their_level() -> None:
    options = area_options(load_register().areas, "en")
    assert options[NAGQU] == "Nagqu (prefecture)"
    assert options[NAGQU_COUNTY] == "Nagqu (county)"
    assert options["540100"] == "Lhasa"


def test_a_name_that_is_borne_once_among_the_options_stands_alone() -> None:
    assert area_options(load_register().counties, "en")[NAGQU_COUNTY] == "Nagqu"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_options_read_alike(language: str) -> None:
    options = area_options(load_register().areas, language)
    assert len(options) == 82
    assert max(Counter(options.values()).values()) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_names_borne_twice_are_longer(language: str) -> None:
    register = load_register()
    longer = {
        code
        for code, label in area_options(register.areas, language).items()
        if label != area_name(register.area(code), language)
    }
    assert longer == ({NAGQU, NAGQU_COUNTY} if language == "en" else set())


@pytest.mark.parametrize(("language", "told"), [("zh", "2016年9月30日"), ("en", "Sep 30, 2016")])
def test_a_day_in_a_sentence_is_written_as_the_language_does(language: str, told: str) -> None:
    assert told in say("overview.changes", language, since=date(2016, 9, 30))
