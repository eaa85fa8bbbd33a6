"""One row of illustrative data, and who reports it."""

from collections.abc import Iterable, Iterator

from geo import Area
from indicators import Goal, PeriodType, Temporal

__all__ = ["ILLUSTRATIVE_EVIDENCE", "ILLUSTRATIVE_NOTE", "reporting", "row"]

ILLUSTRATIVE_NOTE = "演示数据，非真实数 / illustrative, not real"
"""Stands in the note of every row."""

ILLUSTRATIVE_EVIDENCE = "演示佐证，非真实文件 / illustrative evidence, not a real document"
"""Stands where a row needs evidence."""

_SILENT = {"540233", "542431", "542527"}
"""Counties that report nothing, so that missing reports can be seen."""

_KINDS = {"-": PeriodType.MONTH, "Q": PeriodType.QUARTER, "H": PeriodType.HALF}


def reporting(areas: Iterable[Area]) -> Iterator[Area]:
    """The areas that report."""
    return (area for area in areas if area.code not in _SILENT)


def row(goal: Goal, area: Area, period: str, **figures: object) -> dict[str, object]:
    """An observation; stocks are snapshots, the type of any other period follows from its text."""
    is_stock = goal.temporal is Temporal.STOCK
    kind = PeriodType.SNAPSHOT if is_stock else _KINDS.get(period[4:5], PeriodType.YEAR)
    return {
        "indicator": goal.id,
        "area": area.code,
        "period": period,
        "period_type": kind.value,
        "organiser": "",
        "segment": "",
        "note": ILLUSTRATIVE_NOTE,
        **figures,
    }
