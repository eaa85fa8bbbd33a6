"""Every sentence is there in both languages, is used, and gets the facts it names."""

import ast
import re
from collections.abc import Iterator
from string import Formatter

import pytest

from data import Severity
from data.layout import LayoutKind
from data.raw_table import IGNORED_REASONS
from indicators import Light
from pages.shared.text import page_wording
from tests.pages.builders import PAGES, PROJECT

SOURCES = [
    ast.parse(path.read_text(encoding="utf-8"))
    for path in [PROJECT / "app.py", *sorted((PROJECT / "pages").rglob("*.py"))]
]
CONSTANTS = {
    node.value
    for tree in SOURCES
    for node in ast.walk(tree)
    if isinstance(node, ast.Constant) and isinstance(node.value, str)
}
TABLES = (("rules", "basis"), ("formula", "formula_name", "formula_source"))  # listed from the wording
LEFT_OUT = (*IGNORED_REASONS, "hidden", "empty", "no_table")  # why a row or a sheet is not read
OWN_KEYS = tuple(f"{name}." for group in TABLES for name in group)


def _spoken() -> Iterator[ast.Call]:
    for tree in SOURCES:
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func).rpartition(".")[2] == "say"
                and node.args
            ):
                yield node


def _literal_keys() -> list[tuple[str, ast.Call]]:
    return [(str(key.value), node) for node in _spoken() if isinstance(key := node.args[0], ast.Constant)]


def _patterns() -> list[str]:
    """Regular expressions of the keys that are put together, such as `page.(.+)`."""
    return [
        "".join(
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else "(.+)" for part in key.values
        )
        for node in _spoken()
        if isinstance(key := node.args[0], ast.JoinedStr)
    ]


def _is_used(key: str) -> bool:
    if key in CONSTANTS or key.startswith(OWN_KEYS):
        return True
    endings = CONSTANTS | set(Light) | set(PAGES) | set(LayoutKind) | set(Severity) | set(LEFT_OUT)
    found = (re.fullmatch(pattern, key) for pattern in _patterns())
    return any(match[1] in endings for match in found if match)


def _facts(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_the_search_finds_both_kinds_of_keys() -> None:
    assert "overview.strip" in {key for key, _ in _literal_keys()}
    assert r"page\.(.+)" in _patterns()
    assert not _is_used("overview.never")


def test_every_key_in_the_code_exists() -> None:
    assert {key for key, _ in _literal_keys()} - set(page_wording.sentences) == set()


def test_no_sentence_is_left_unused() -> None:
    assert [key for key in page_wording.sentences if not _is_used(key)] == []


@pytest.mark.parametrize("group", TABLES)
def test_tables_of_the_method_page_are_complete(group: tuple[str, ...]) -> None:
    entries = [
        {key.removeprefix(f"{name}.") for key in page_wording.sentences if key.startswith(f"{name}.")}
        for name in group
    ]
    assert all(entries)
    assert all(names == entries[0] for names in entries)


@pytest.mark.parametrize("key", page_wording.sentences)
def test_both_languages_say_the_same_facts(key: str) -> None:
    sentence = page_wording.sentences[key]
    assert sentence.zh.strip()
    assert sentence.en.strip()
    assert _facts(sentence.zh) == _facts(sentence.en)


def test_sentences_get_the_facts_they_name() -> None:
    wrong = [
        f"{key} in line {node.lineno}"
        for key, node in _literal_keys()
        if all(word.arg for word in node.keywords)
        and {word.arg for word in node.keywords} != _facts(page_wording.sentences[key].zh)
    ]
    assert wrong == []
