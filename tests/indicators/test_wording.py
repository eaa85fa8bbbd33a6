"""The sentences of the arithmetic: both languages, the same facts, nothing missing, nothing left over."""

import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from string import Formatter

import pytest

from indicators.deliverables import Stage
from indicators.explaining import domain_wording, target_text
from indicators.goal import Goal
from indicators.observation import State
from indicators.text import Text
from indicators.vocabulary import Flag, Kind, Level, Light, Reason, Sector
from indicators.wording import load_wording
from tests.indicators.builders import PLAN, goal

_TABLES: list[tuple[str, type[StrEnum]]] = [
    ("light", Light),
    ("reason", Reason),
    ("flag", Flag),
    ("level", Level),
    ("sector", Sector),
    ("stage", Stage),
    ("state", State),
]
_NO_NUMBER = set(Kind) - {Kind.RATE, Kind.SHARE_OF_COUNTIES, Kind.MEAN_OF_PREFECTURES, Kind.COUNT}


def _facts(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def _keys(table: str) -> set[str]:
    return {key.removeprefix(f"{table}.") for key in domain_wording.sentences if key.startswith(f"{table}.")}


@pytest.mark.parametrize("key", domain_wording.sentences)
def test_both_languages_say_the_same_facts(key: str) -> None:
    sentence = domain_wording.sentences[key]
    assert sentence.zh.strip()
    assert sentence.en.strip()
    assert _facts(sentence.zh) == _facts(sentence.en)
    assert not re.search(r"[\u4e00-\u9fff]", sentence.en)


@pytest.mark.parametrize(("table", "words"), _TABLES)
def test_every_word_of_the_vocabulary_has_wording(table: str, words: Iterable[StrEnum]) -> None:
    assert _keys(table) == {word.value for word in words}


def test_every_kind_without_a_number_has_a_target_in_words() -> None:
    assert _keys("target") == {"count", *(kind.value for kind in _NO_NUMBER)}


@pytest.mark.parametrize("each", PLAN.goals, ids=lambda each: each.id)
def test_every_goal_has_a_target_in_both_languages(each: Goal) -> None:
    text = target_text(each)
    assert text.zh
    assert text.en
    assert "None" not in text.zh + text.en


@pytest.mark.parametrize(
    ("goal_id", "zh", "en"),
    [
        ("agri_pass_rate", "≥ 96 %", "≥ 96 %"),
        ("export_pass_rate", "= 100 %", "= 100 %"),
        ("engineering_accidents", "= 0 起", "= 0 accidents"),
        ("mfg_quality_index", "接近西部地区平均水平", "near the average of western China"),
    ],
)
def test_target_text(goal_id: str, zh: str, en: str) -> None:
    assert target_text(goal(goal_id)) == Text(zh=zh, en=en)


def test_facts_take_part_in_their_own_language() -> None:
    text = domain_wording("sentence.no_data", reason=Text(zh="原因", en="cause"))
    assert text == Text(zh="无数据：原因。", en="No data: cause.")


@pytest.mark.parametrize("key", ["sentence.none_such", "sentence.no_data"], ids=["no sentence", "no fact"])
def test_a_callers_fault_raises(key: str) -> None:
    with pytest.raises(KeyError):
        domain_wording(key)


def test_nested_tables_become_dotted_keys(tmp_path: Path) -> None:
    file = tmp_path / "wording.toml"
    file.write_text('[a.b]\nc = { zh = "甲 {n}", en = "one {n}" }\n', encoding="utf-8")
    assert load_wording(file)("a.b.c", n=3) == Text(zh="甲 3", en="one 3")
