"""Every rule and error has its sentences, in both languages, and no sentence is left over."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import Directory, check_file, data_wording
from data.columns import COLUMN_LABELS
from tests.data.golden_uploads import CASES, golden_upload

_PROJECT = Path(__file__).parents[2]
_MODULES = [
    _PROJECT / "cli.py",
    *(path for name in ("data", "deploy") for path in sorted((_PROJECT / name).glob("*.py"))),
]
_RULES = {key.split(".")[1] for key in data_wording.sentences if key.startswith("problem.")}
_NO_COLUMNS = ("row", "measured")
_SECTION_OF = {
    "Rule": "problem.{}.message",
    "Finding": "problem.{}.message",
    "UnknownLayoutError": "error.{}",
    "summary": "summary.{}",
    "data_wording": "{}",
    "UnreadableFileError": "error.{}",
    "EmptyFileError": "error.{}",
    "HeaderError": "error.{}",
    "RowLayoutError": "error.{}",
}


def _trees() -> Iterator[ast.Module]:
    return (ast.parse(path.read_text(encoding="utf-8")) for path in _MODULES)


def _keys_asked_for() -> set[str]:
    calls = (node for tree in _trees() for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args)
    return {
        _SECTION_OF[call.func.id].format(call.args[0].value)
        for call in calls
        if isinstance(call.func, ast.Name)
        and call.func.id in _SECTION_OF
        and isinstance(call.args[0], ast.Constant)
    }


def _words_in_code() -> set[str]:
    nodes = (node for tree in _trees() for node in ast.walk(tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def _placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("key", sorted(_keys_asked_for()))
def test_a_key_in_the_code_has_a_sentence(key: str) -> None:
    assert key in data_wording.sentences


@pytest.mark.parametrize("key", sorted(data_wording.sentences))
def test_a_sentence_is_used(key: str) -> None:
    section, name = key.split(".")[:2]
    words = {*COLUMN_LABELS, *_NO_COLUMNS} if section == "column" else _words_in_code()
    assert name in words or key in words


@pytest.mark.parametrize("key", sorted(data_wording.sentences))
def test_both_languages_say_the_same_facts(key: str) -> None:
    sentence = data_wording.sentences[key]
    assert sentence.zh
    assert sentence.en
    # the English name of a column says what a Chinese sentence names through {column}
    assert _placeholders(sentence.zh) == _placeholders(sentence.en)


def test_every_column_has_a_name() -> None:
    assert {key for key in data_wording.sentences if key.startswith("column.")} == {
        f"column.{column}" for column in (*COLUMN_LABELS, *_NO_COLUMNS)
    }


@pytest.fixture(scope="module")
def failed(directory: Directory) -> dict[str, str]:
    """Every rule that fails in a golden upload, with its severity."""
    found: dict[str, str] = {}
    for upload in map(golden_upload, CASES):
        if "error" not in upload.expected:
            file, uploader = upload.file, upload.uploader
            report = check_file(upload.content, file=file, directory=directory, uploader=uploader)
            found |= {group.rule: group.severity.value for group in report.groups()}
    return found


def test_every_rule_fails_in_a_golden_upload(failed: dict[str, str]) -> None:
    assert set(failed) == _RULES


def test_the_documentation_lists_the_rules(failed: dict[str, str]) -> None:
    text = (_PROJECT / "docs/uploads.md").read_text(encoding="utf-8")
    section = text.partition("\n## Rules\n")[2].partition("\n## ")[0]
    listed = re.findall(r"(?m)^\| `(\w+)` \| (error|warning) \| [^|]+ \| [^|]+ \|$", section)
    assert [rule for rule, _ in listed] == sorted(_RULES)
    assert dict(listed) == failed
