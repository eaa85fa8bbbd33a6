"""The wall sheet (挂图作战): one A3 page with the map and every goal with target, progress and unit."""

from indicators import Kind, Light, Sector, domain_wording
from reports.basis import Basis
from reports.canvas import A3, BLUE, QUIET, Box, FileKind, Letters, Sheet, fitted, printing, shrunk
from reports.figure_words import counts_words
from reports.light_map import light_legend, light_picture
from reports.map_drawing import draw_legend, draw_map
from reports.print_words import BREAK, area_words, data_words, map_source_words, print_wording
from reports.unit import Unit
from reports.wall_parts import ROW_HEIGHT, draw_goal, draw_heading, draw_tally

__all__ = ["print_wall_sheet"]

_MARGIN, _TOP, _GAP, _COLUMNS, _HEADING = 30, 96, 22, 3, 26
_MAP_PIXELS, _LEGEND, _SOURCE = 560, 10, 8.5
_FOOT = 24
_SECTORS = ((Sector.PRODUCT,), (Sector.ENGINEERING, Sector.SERVICE), (Sector.ENVIRONMENT,))
"""Which goals stand in which column; the first one has the map above them."""


def print_wall_sheet(basis: Basis, unit: Unit, language: str, *, kind: FileKind = "pdf") -> bytes:
    """The wall sheet of the region or a prefecture; its map shows the campaign of the counties."""
    area = area_words(basis.register.area(unit.area), language)
    title = _say("title", language, area=area, year=basis.plan.year)
    with printing():
        sheet = Sheet(A3)
        _draw_head(sheet, basis, unit, language, title=title)
        for sectors, box in zip(_SECTORS, _columns(sheet), strict=True):
            y = box.bottom - _height(sectors, unit)
            if sectors == _SECTORS[0]:
                _draw_map(sheet, basis, unit, language, box=Box(box.left, box.top, box.width, y - box.top))
            else:
                y = box.top
            for sector in sectors:
                draw_heading(sheet, domain_wording(f"sector.{sector}").in_language(language), box=_at(box, y))
                y += _HEADING
                for goal in (goal for goal in unit.goals if goal.sector is sector):
                    draw_goal(sheet, basis, basis.row(goal.id, unit.area), language=language, box=_at(box, y))
                    y += ROW_HEIGHT
        owners = print_wording("source.owners").in_language(language)
        foot = f"{map_source_words(basis, language)}{BREAK}{owners}"
        sheet.text(_MARGIN, sheet.height - _FOOT, foot, Letters(size=_SOURCE, colour=QUIET))
        return sheet.saved(kind, title=title)


def _draw_head(sheet: Sheet, basis: Basis, unit: Unit, language: str, *, title: str) -> None:
    """Title, data date, the lights counted, and the days left."""
    right = sheet.width - _MARGIN
    days = (basis.plan.deadline - basis.as_of).days
    key = "days_left" if days >= 0 else "days_over"
    label = _say(key, language, deadline=basis.plan.deadline)
    count = _say("days" if days >= 0 else "days_ago", language, count=abs(days))
    sheet.text(right, 40, label, Letters(size=11, colour=QUIET, align="right"))
    sheet.text(right, 76, count, Letters(size=32, colour=BLUE, is_bold=True, align="right"))
    lights = [Light(basis.row(goal.id, unit.area)["light"]) for goal in unit.goals]
    tallied = draw_tally(sheet, lights, language, right=right - 150, top=36)
    letters = Letters(size=28, colour=BLUE, is_bold=True)
    width = tallied - 24 - _MARGIN
    sheet.text(_MARGIN, 58, *shrunk(title, letters, width=width, smallest=16))
    data = Letters(size=12, colour=QUIET)
    sheet.text(_MARGIN, 80, fitted(data_words(basis, language), data, width=width), data)


def _draw_map(sheet: Sheet, basis: Basis, unit: Unit, language: str, *, box: Box) -> None:
    """The map of the campaign with its heading above and its legend below."""
    goal = next(goal for goal in basis.plan.goals if goal.kind is Kind.SHARE_OF_COUNTIES)
    row = basis.row(goal.id, unit.area)
    words = _say("map", language, goal=goal.short, counts=counts_words(row, goal))
    draw_heading(sheet, words, box=_at(box, box.top))
    room = Box(box.left, box.top + _HEADING, box.width, box.height - _HEADING - 3 * _LEGEND - 8)
    draw_map(sheet, light_picture(basis, goal, unit.area, language), box=room, screen_width=_MAP_PIXELS)
    legend = light_legend(basis, goal, unit.area, language)
    classes = light_picture(basis, goal, unit.area, language).classes
    draw_legend(sheet, classes, legend, box=Box(box.left, room.bottom + 4, box.width, 0), size=_LEGEND)


def _columns(sheet: Sheet) -> list[Box]:
    width = (sheet.width - 2 * _MARGIN - (_COLUMNS - 1) * _GAP) / _COLUMNS
    height = sheet.height - _TOP - _FOOT - 14
    return [Box(_MARGIN + place * (width + _GAP), _TOP, width, height) for place in range(_COLUMNS)]


def _height(sectors: tuple[Sector, ...], unit: Unit) -> float:
    return len(sectors) * _HEADING + sum(goal.sector in sectors for goal in unit.goals) * ROW_HEIGHT


def _at(box: Box, top: float) -> Box:
    return Box(box.left, top, box.width, 0)


def _say(key: str, language: str, **facts: object) -> str:
    return print_wording(f"wall.{key}", **facts).in_language(language)
