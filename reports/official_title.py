"""Lines of a title and of a signature as the standard shapes them."""

import re
from datetime import date
from math import ceil

from reports.number_text import day_text

__all__ = ["signature_lines", "title_lines"]

_LINE, _TITLE_LINE = 28, 20  # characters of size 3 and of size 2 in a line
_BLANK = "\N{IDEOGRAPHIC SPACE}"
_BREAKS = re.compile(r"(?<=[^\d])(?=\d)|(?<=的)|(?<=、)")


def title_lines(title: str) -> list[str]:
    """A title as one line, or as two of which the second is the longer one (a trapezium), no word broken.

    A break is safe before a number, behind 的 and behind 、; without a safe one Word breaks the line.
    """
    if _width(title) <= _TITLE_LINE:
        return [title]
    breaks = [found.start() for found in _BREAKS.finditer(title)]
    pairs = [(title[:place], title[place:]) for place in breaks if place]
    fitting = [pair for pair in pairs if max(map(_width, pair)) <= _TITLE_LINE]
    if not fitting:
        return [title]
    before, behind = min(fitting, key=lambda pair: abs(_width(pair[1]) - _width(pair[0]) - 2))
    return [before, behind]


def signature_lines(name: str, day: date) -> tuple[str, str]:
    """The unit and the date without a seal: the name two characters from the right, the date two further in.

    When the date is the longer one, it stands two characters from the right instead. Both lines begin with
    blanks of full width, so that they stand on the grid.
    """
    written = day_text(day)
    name_width, date_width = ceil(_width(name)), ceil(_width(written))
    if date_width > name_width:
        start = _LINE - 2 - date_width
        return _BLANK * max(0, start - 2) + name, _BLANK * start + written
    start = max(0, _LINE - 2 - name_width)
    return _BLANK * start + name, _BLANK * (start + 2) + written


def _width(text: str) -> float:
    """Width in Chinese characters; digits and Latin letters take half."""
    return sum(0.5 if character.isascii() else 1 for character in text)
