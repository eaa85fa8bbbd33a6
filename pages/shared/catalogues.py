"""The sentences of the pages: gettext catalogues, one for each language and section, read as they are edited.

`locale/<language>/LC_MESSAGES/<section>.po` holds the sentences of a section by key; facts are filled in at
`{name}`. A language is offered as soon as its folder is there, and what it lacks is said in Chinese. An entry
with a plural (its `msgid_plural` repeats the key) is chosen by the fact `count`.
"""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.core import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

__all__ = ["LANGUAGES", "SOURCE_LANGUAGE", "catalogue", "sections", "sentence", "sentence_keys"]

SOURCE_LANGUAGE = "zh"
"""The language of the plan, in which every sentence is there."""

_FOLDER = Path(__file__).with_name("locale")


def _languages() -> dict[str, str]:
    codes = sorted(
        (path.name for path in _FOLDER.iterdir()), key=lambda code: (code != SOURCE_LANGUAGE, code)
    )
    return {code: Locale(code).get_display_name(code) or code for code in codes}


LANGUAGES = _languages()
"""Codes of the languages and what they call themselves; the source language first."""


def sections() -> list[str]:
    """Names of all sections, in the order of the alphabet."""
    return sorted(path.stem for path in (_FOLDER / SOURCE_LANGUAGE / "LC_MESSAGES").glob("*.po"))


@cache
def catalogue(language: str, section: str) -> Catalog:
    """One catalogue; empty when the language has none for the section."""
    path = _FOLDER / language / "LC_MESSAGES" / f"{section}.po"
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=section, abort_invalid=True)


@cache
def sentence_keys(section: str) -> tuple[str, ...]:
    """Keys of a section, in the order of its source catalogue."""
    return tuple(_key(message.id) for message in catalogue(SOURCE_LANGUAGE, section) if message.id)


def sentence(key: str, language: str, *, count: object = None) -> str:
    """A sentence with its facts still to fill in.

    Args:
        key: section and name, such as `overview.strip`.
        language: code; an unknown one reads as the source language.
        count: what the plural depends on, if the sentence has one.

    Raises:
        KeyError: there is no such sentence.
    """
    section, _, name = key.partition(".")
    if name not in sentence_keys(section):
        raise KeyError(key)
    spoken = _translations(language, section)
    if isinstance(count, int):
        chosen = spoken.ngettext(name, name, count)
        if chosen != name:
            return chosen
    return spoken.gettext(name)


def _key(name: str | list[str] | tuple[str, ...]) -> str:
    return name if isinstance(name, str) else name[0]


@cache
def _translations(language: str, section: str) -> NullTranslations:
    compiled = BytesIO()
    write_mo(compiled, catalogue(language, section))
    compiled.seek(0)
    spoken = GNUTranslations(compiled)
    if language != SOURCE_LANGUAGE:
        spoken.add_fallback(_translations(SOURCE_LANGUAGE, section))
    return spoken
