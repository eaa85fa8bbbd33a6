"""The tags of a Word template, each checked by itself, so that an error can name the one that is wrong."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, meta

from reports.errors import TemplateError

__all__ = ["check_tags", "tag_with"]

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_REST = re.compile(r"\{\{|\}\}|\{%|%\}")
_PLACE = re.compile(r"^(\{[{%])(p|tr|tc|r)(?=\s)")  # {%p …: the tag stands for its whole paragraph
_WORD = re.compile(r"[A-Za-z_]\w*")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_CLOSES = {"endfor": "for", "endif": "if"}
_BETWEEN = {"else", "elif"}


@dataclass(frozen=True, slots=True)
class _Opened:
    """A loop or condition that is not closed yet, and the names it brings."""

    word: str
    tag: str
    names: frozenset[str]


def check_tags(
    texts: Iterable[str], *, facts: Mapping[str, Any], environment: Environment, file: str
) -> None:
    """Check every tag of a template's paragraphs, in their order.

    Raises:
        TemplateError: it names the first tag that is broken, not closed, or asks for an unknown fact.
    """
    opened: list[_Opened] = []
    for text in texts:
        for tag in _TAG.findall(text):
            _check(tag, opened, facts=facts, environment=environment, file=file)
        rest = _TAG.sub("", text)
        if _REST.search(rest):
            raise TemplateError("tag_broken", file=file, tag=text.strip())
    if opened:
        raise TemplateError("tag_open", file=file, tag=opened[-1].tag)


def tag_with(reason: str, texts: Sequence[str]) -> str:
    """The tag that holds the last name that a reason quotes; a stroke when none does."""
    quoted = re.findall(r"'(\w+)'", reason)
    tags = [tag for text in texts for tag in _TAG.findall(text)]
    return next((tag for tag in tags if quoted and quoted[-1] in _WORD.findall(tag)), "—")


def _check(
    tag: str, opened: list[_Opened], *, facts: Mapping[str, Any], environment: Environment, file: str
) -> None:
    plain = _PLACE.sub(r"\1", tag).translate(_QUOTES)
    if plain.startswith("{#"):
        return
    word = plain.strip("{}% ").partition(" ")[0] if plain.startswith("{%") else ""
    if word in _CLOSES or word in _BETWEEN:
        if not opened or opened[-1].word not in {_CLOSES.get(word), *_openers(word)}:
            raise TemplateError("tag_unopened", file=file, tag=tag)
        if _place(tag) != _place(opened[-1].tag):
            raise TemplateError("template_structure", file=file, tag=tag)
        if word in _CLOSES:
            opened.pop()
        return
    known = {*facts, *(name for each in opened for name in each.names), "loop"}
    missing = _asked(plain, word, environment, file=file, tag=tag) - known
    if missing:
        name = min(missing)
        nearest = "、".join(get_close_matches(name, known, n=3)) or "—"
        raise TemplateError("tag_unknown", file=file, tag=tag, name=name, nearest=nearest)
    if word:
        opened.append(_Opened(word, tag, _brought(plain, word)))


def _place(tag: str) -> str:
    """What a tag stands for: a paragraph, a row, a column, or (empty) itself."""
    found = _PLACE.match(tag)
    return found[2] if found else ""


def _openers(word: str) -> set[str]:
    return {"for", "if"} if word == "else" else {"if"} if word == "elif" else set()


def _asked(plain: str, word: str, environment: Environment, *, file: str, tag: str) -> set[str]:
    """The names that a tag asks for; a loop or condition is closed to be read by itself."""
    if word and word not in _CLOSES.values():
        raise TemplateError("tag_broken", file=file, tag=tag)
    try:
        read = environment.parse(f"{plain}{{% end{word} %}}" if word else plain)
    except TemplateSyntaxError as error:
        raise TemplateError("tag_broken", file=file, tag=tag) from error
    return set(meta.find_undeclared_variables(read))


def _brought(plain: str, word: str) -> frozenset[str]:
    """The names that a loop gives to what it walks through."""
    if word != "for":
        return frozenset()
    return frozenset(_WORD.findall(plain.partition(" in ")[0])) - {"for"}
