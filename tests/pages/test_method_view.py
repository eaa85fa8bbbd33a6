"""The method page says every light, every rule in use and every goal, in both languages."""

import pytest

from indicators import Light, Sector
from pages.method.view import goal_methods, light_meanings, rule_rows
from tests.pages.builders import plan, scope


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_light_has_a_meaning(language: str) -> None:
    meanings = dict(light_meanings(scope(language=language)))
    assert list(meanings) == list(Light)
    assert all(meanings.values())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_rule_has_a_basis(language: str) -> None:
    rows = rule_rows(scope(language=language))
    assert [number for number, _, _ in rows][:3] == ["R1", "R2", "R3"]
    assert all(says and basis for _, says, basis in rows)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_all_goals_stand_under_their_sector(language: str) -> None:
    sectors = goal_methods(plan(), scope(language=language))
    assert [len(goals) for goals in sectors.values()] == [8, 7, 7, 14]
    for goals in sectors.values():
        assert all(goal.title and goal.meaning and goal.target and goal.owners for goal in goals)


def test_a_sector_shows_its_own() -> None:
    assert [*goal_methods(plan(), scope(sector=Sector.SERVICE))] == ["Service quality"]


def test_articles_are_written_as_the_language_does() -> None:
    chinese, english = (
        next(iter(goal_methods(plan(), scope(language=lang)).values()))[0] for lang in ("zh", "en")
    )
    assert english.article == "1"
    assert chinese.article == plan().article(1).numeral
