"""Every sentence is there in both languages, is used, and gets the facts it names."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from string import Formatter

import pytest

from data import Severity
from data.layout import LayoutKind
from data.raw_table import IGNORED_REASONS
from indicators import Light, ReportState, Standing
from indicators.assessment_scheme import EventKind
from indicators.duties import DutyState
from indicators.entry import ENTRY_SCHEMA, AccidentGrade, CertificateState, EntryState
from pages.shared.catalogues import LANGUAGES, SOURCE_LANGUAGE, catalogue, sections, sentence, sentence_keys
from reports import KINDS, Edition
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
KEYS = [f"{section}.{name}" for section in sections() for name in sentence_keys(section)]
OTHERS = [language for language in LANGUAGES if language != SOURCE_LANGUAGE]
TABLES = (("rules", "basis"), ("formula", "formula_name", "formula_source"))  # listed from the wording
LEFT_OUT = (*IGNORED_REASONS, "hidden", "empty", "no_table")  # why a row or a sheet is not read
OWN_KEYS = tuple(f"{name}." for group in TABLES for name in group)


ENDINGS = (
    CONSTANTS
    | set(Light)
    | set(PAGES)
    | set(ReportState)
    | {word for words in (EntryState, CertificateState, AccidentGrade) for word in words}
    | set(ENTRY_SCHEMA)
    | set(EventKind)
    | set(Standing)
    | set(DutyState)
    | set(LayoutKind)
    | set(KINDS)
    | set(Edition)
    | set(Severity)
    | set(LEFT_OUT)
)
"""Words that keys are put together with."""


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


@cache
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
    found = (re.fullmatch(pattern, key) for pattern in _patterns())
    return any(match[1] in ENDINGS for match in found if match)


def _facts(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_the_search_finds_both_kinds_of_keys() -> None:
    assert "overview.strip" in {key for key, _ in _literal_keys()}
    assert r"page\.(.+)" in _patterns()
    assert not _is_used("overview.never")


def test_every_key_in_the_code_exists() -> None:
    assert {key for key, _ in _literal_keys()} - set(KEYS) == set()


def test_no_sentence_is_left_unused() -> None:
    assert [key for key in KEYS if not _is_used(key)] == []


@pytest.mark.parametrize("group", TABLES)
def test_tables_of_the_method_page_are_complete(group: tuple[str, ...]) -> None:
    entries = [set(sentence_keys(name)) for name in group]
    assert all(entries)
    assert all(names == entries[0] for names in entries)


def _told(key: str, language: str) -> list[str]:
    """All forms of a sentence in one catalogue; none when the language lacks it."""
    section, _, name = key.partition(".")
    message = catalogue(language, section).get(name)
    if message is None:
        return []
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("section", sections())
def test_no_string_is_missing_or_left_over(language: str, section: str) -> None:
    assert [message.id for message in catalogue(language, section) if message.fuzzy and message.id] == []
    assert tuple(_ids(language, section)) == sentence_keys(section)


def _ids(language: str, section: str) -> Iterator[str]:
    for message in catalogue(language, section):
        if message.id:
            yield message.id if isinstance(message.id, str) else message.id[0]


@pytest.mark.parametrize("key", KEYS)
def test_all_languages_say_the_same_facts(key: str) -> None:
    forms = [form for language in LANGUAGES for form in _told(key, language)]
    assert len(forms) >= len(LANGUAGES)
    assert all(form.strip() for form in forms)
    assert len({frozenset(_facts(form)) for form in forms}) == 1


def test_a_plural_depends_on_the_count() -> None:
    assert sentence("scope.behind", "en", count=1) != sentence("scope.behind", "en", count=2)


def test_an_unknown_language_reads_chinese() -> None:
    assert sentence("page.overview", "bo") == sentence("page.overview", "zh")
    assert sentence("page.overview", "en") == "Overview"


def test_an_unknown_sentence_is_a_fault() -> None:
    with pytest.raises(KeyError, match=r"overview\.never"):
        sentence("overview.never", "zh")


def test_sentences_get_the_facts_they_name() -> None:
    wrong = [
        f"{key} in line {node.lineno}"
        for key, node in _literal_keys()
        if all(word.arg for word in node.keywords)
        and {word.arg for word in node.keywords} != _facts(_told(key, SOURCE_LANGUAGE)[0])
    ]
    assert wrong == []
