"""The words over the columns of a blank form, and the cells that are filled in already."""

from data.columns import COLUMN_LABELS, PERIOD_TYPES
from data.template_sheets import Question, TemplateSheet
from geo import Area
from indicators import PeriodType

__all__ = ["GIVEN", "given_cells", "lower_label", "upper_label"]

GIVEN = ("区划代码", "地区名称", "期间", "期间类型")
"""Labels of the columns that are filled in already."""


def upper_label(question: Question) -> str:
    """The goal, and the segment that the columns below are for."""
    goal, part = question.goal.name.zh, question.part.zh
    return goal if question.is_tick or not part else f"{goal}·{part}"


def lower_label(question: Question) -> str:
    """What goes into the column: the item to tick, or what the plan calls the count."""
    if question.is_tick:
        return question.part.zh
    counted = {"numerator": question.goal.numerator, "denominator": question.goal.denominator}
    words = counted.get(question.field)
    return words.zh if words else COLUMN_LABELS[question.field][0]


def given_cells(sheet: TemplateSheet, area: Area) -> tuple[str, ...]:
    """The cells of an area under `GIVEN`."""
    kind = PeriodType.SNAPSHOT if sheet.is_stock else sheet.period.kind
    word = next(word for word, meant in PERIOD_TYPES.items() if meant is kind and word != kind.value)
    return area.code, area.name_zh, sheet.period.text, word
