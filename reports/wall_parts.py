"""The parts of the wall sheet: headings, the lights counted, one goal."""

from collections.abc import Sequence

from indicators import Goal, Light, domain_wording
from indicators.light_styles import LIGHT_STYLES
from reports.basis import Basis, Row
from reports.canvas import BLUE, INK, QUIET, Box, Letters, Sheet, shrunk, text_width
from reports.figure_words import counts_words, share_of_target, target_words, told_words
from reports.print_words import BREAK, print_wording, stop_mark

__all__ = ["ROW_HEIGHT", "draw_goal", "draw_heading", "draw_tally"]

ROW_HEIGHT = 47
"""Height of a goal in points."""

_TILE, _TILE_HEIGHT, _TILE_GAP = 70, 48, 6
_LIGHT_WIDTH, _LIGHT_HEIGHT, _INDENT, _VALUE_WIDTH = 62, 39, 72, 130
_RULE, _TRACK, _WHITE_EDGE = "#D0D5DD", "#E4E7EC", "#9E9E9E"
_NAME, _VALUE, _SMALL = 14, 15, 10


def draw_heading(sheet: Sheet, words: str, *, box: Box) -> None:
    """A heading over a block, with a rule below it."""
    letters = Letters(size=14, colour=BLUE, is_bold=True)
    sheet.text(box.left, box.top + 15, *shrunk(words, letters, width=box.width, smallest=10))
    sheet.rule((box.left, box.top + 21), (box.right, box.top + 21), colour=BLUE, line=1.4)


def draw_tally(sheet: Sheet, lights: Sequence[Light], language: str, *, right: float, top: float) -> float:
    """How many goals have each light, as blocks that end at `right`; returns where they begin."""
    left = right - len(Light) * _TILE - (len(Light) - 1) * _TILE_GAP
    for place, light in enumerate(Light):
        x = left + place * (_TILE + _TILE_GAP)
        count = f"{LIGHT_STYLES[light].glyph} {lights.count(light)}"
        _draw_light(
            sheet, light, (count, _word(light, language)), box=Box(x, top, _TILE, _TILE_HEIGHT), size=18
        )
    return left


def draw_goal(sheet: Sheet, basis: Basis, row: Row, *, language: str, box: Box) -> None:
    """A goal's row of the status frame: light, name, target, days left, unit, and at the right the figure."""
    goal = basis.plan.goal(row["indicator"])
    light, glyph = Light(row["light"]), LIGHT_STYLES[Light(row["light"])].glyph
    mark = Box(box.left, box.top + 2, _LIGHT_WIDTH, _LIGHT_HEIGHT)
    _draw_light(sheet, light, (glyph, _word(light, language)), box=mark, size=15)
    left = box.left + _INDENT
    taken = _draw_figure(sheet, row, goal, language, box=box)
    words, name = f"{goal.number} {goal.short.in_language(language)}", Letters(size=_NAME, is_bold=True)
    sheet.text(left, box.top + 14, *shrunk(words, name, width=box.right - left - taken - 8, smallest=9))
    small = Letters(size=_SMALL, colour=QUIET)
    target = _say("target", language, target=target_words(goal, language))
    dated = f"{target}{BREAK}{_days(basis, goal, language)}"
    counts = text_width(counts_words(row, goal), small)
    sheet.text(left, box.top + 27, *shrunk(dated, small, width=box.right - left - counts - 8, smallest=8))
    owners = [basis.plan.department(each).name.in_language(language) for each in goal.likely_owner]
    named = stop_mark(language).join(owners)
    sheet.text(left, box.top + 39, *shrunk(named, small, width=box.right - left, smallest=7.5))
    _draw_progress(sheet, row, light, box=Box(left, box.top + 42.5, box.right - left, 2.6))


def _draw_light(sheet: Sheet, light: Light, words: tuple[str, str], *, box: Box, size: float) -> None:
    """A block in the colour of a light, with its glyph or count, in letters of `size`, above its word."""
    style = LIGHT_STYLES[light]
    edge = _WHITE_EDGE if light is Light.NOT_APPLICABLE else "none"
    sheet.rectangle(box, fill=style.colour, edge=edge, line=0.8)
    middle = box.left + box.width / 2
    above, word = words
    large = Letters(size=size, colour=style.text, is_bold=True, align="center", middle=True)
    sheet.text(middle, box.top + 0.34 * box.height, above, large)
    small = Letters(size=11, colour=style.text, align="center", middle=True)
    sheet.text(middle, box.top + 0.76 * box.height, *shrunk(word, small, width=box.width - 4, smallest=7))


def _draw_figure(sheet: Sheet, row: Row, goal: Goal, language: str, *, box: Box) -> float:
    """The value and the counts behind it, or what stands in its place, at the right; returns its width."""
    told = told_words(row, goal, language)
    size = _VALUE if row["value"] is not None else _SMALL
    letters = Letters(size=size, is_bold=row["value"] is not None, colour=INK, align="right")
    shown, letters = shrunk(told, letters, width=_VALUE_WIDTH, smallest=8)
    sheet.text(box.right, box.top + 14, shown, letters)
    counts = counts_words(row, goal)
    if counts and counts != told:
        sheet.text(box.right, box.top + 27, counts, Letters(size=_SMALL, colour=QUIET, align="right"))
    return text_width(shown, letters)


def _draw_progress(sheet: Sheet, row: Row, light: Light, *, box: Box) -> None:
    """How much of the target is reached, as a bar; a rule only where there is no number to reach."""
    share = share_of_target(row)
    if share is None:
        sheet.rule((box.left, box.bottom), (box.right, box.bottom), colour=_RULE, line=0.6)
        return
    sheet.rectangle(box, fill=_TRACK)
    filled = Box(box.left, box.top, box.width * share, box.height)
    sheet.rectangle(
        filled, fill=LIGHT_STYLES[light].colour if light is not Light.NOT_APPLICABLE else _WHITE_EDGE
    )


def _word(light: Light, language: str) -> str:
    return domain_wording(f"light.{light}").in_language(language)


def _days(basis: Basis, goal: Goal, language: str) -> str:
    days = (goal.deadline - basis.as_of).days
    return _say("left" if days >= 0 else "over", language, count=abs(days))


def _say(key: str, language: str, **facts: object) -> str:
    return print_wording(f"wall.{key}", **facts).in_language(language)
