"""The first page of a summary as HTML; every text is escaped."""

from collections.abc import Mapping
from html import escape
from typing import Any

__all__ = ["paper"]


def paper(facts: Mapping[str, Any]) -> str:
    """The title and the paragraphs of sections 1 and 5, in Chinese as they are written.

    Args:
        facts: what the template of the summary is filled in with.
    """
    mark = f"<p class='mark'>{escape(facts['illustrative'])}</p>" if facts["illustrative"] else ""
    title = "<br>".join(escape(line) for line in facts["title"])
    sections = (("一、总体情况", facts["overall"]), ("五、存在问题和原因", facts["problems"]))
    told = "".join(
        f"<h4>{heading}</h4>" + "".join(f"<p>{escape(line)}</p>" for line in lines)
        for heading, lines in sections
    )
    return f'<article class="paper" lang="zh">{mark}<h3>{title}</h3>{told}</article>'
