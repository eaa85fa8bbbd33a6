"""The sentences of the assessment: both languages, the same facts, nothing missing, nothing left over."""

import re
from pathlib import Path
from string import Formatter

import pytest

from indicators import assessment
from indicators.assessment_errors import assessment_wording
from indicators.assessment_inputs import MilestoneState
from indicators.assessment_scheme import Block, EventKind, FullRate, Scoring

_WORDS = {"milestone": MilestoneState, "event": EventKind, "block": Block}
_PLAIN_REASONS = {"no_data", "not_applicable", FullRate.ALL_OR_NOTHING}


def _facts(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def _keys(table: str) -> set[str]:
    return {
        key.removeprefix(f"{table}.") for key in assessment_wording.sentences if key.startswith(f"{table}.")
    }


@pytest.mark.parametrize("key", assessment_wording.sentences)
def test_both_languages_say_the_same_facts(key: str) -> None:
    sentence = assessment_wording.sentences[key]
    assert sentence.zh.strip()
    assert sentence.en.strip()
    assert _facts(sentence.zh) == _facts(sentence.en)
    assert not re.search(r"[\u4e00-\u9fff]", sentence.en)


@pytest.mark.parametrize("table", _WORDS)
def test_every_word_has_wording(table: str) -> None:
    assert _keys(table) == {word.value for word in _WORDS[table]}


def test_every_function_has_a_reason() -> None:
    assert _keys("reason") == {*Scoring, *_PLAIN_REASONS} - {Scoring.MILESTONE}


@pytest.mark.parametrize("table", ["error", "problem", "input", "absence", "figure"])
def test_every_sentence_is_used(table: str) -> None:
    modules = Path(assessment.__file__).parent.glob("assessment*.py")
    source = "".join(module.read_text(encoding="utf-8") for module in modules)
    assert {
        key for key in _keys(table) if f'"{key}"' not in source and f'"{table}.{key}"' not in source
    } == set()
