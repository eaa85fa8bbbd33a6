"""Illustrative reports of deliverables: most under way in spring, some seven in ten done at the year's end.

A few never report, some stop in autumn, and some are told of by two departments apart. Nothing here is real.
"""

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

from data.illustrative_rows import ILLUSTRATIVE_EVIDENCE, ILLUSTRATIVE_NOTE
from geo import Register
from indicators import Article, Deliverable, PeriodType, Plan, Reason, State, find_period
from indicators.article import DeliverableType

__all__ = ["deliverable_rows"]

_QUARTERS = (1, 2, 3, 4)
_NEVER = 5
_SILENT, _STOPPED, _PARTED, _ABSENT = 0.06, 0.06, 0.12, 0.02
_BEGUN = (1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, _NEVER)
_FINISHED = (2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, _NEVER, _NEVER)
_DAY_OF_REPORT = 8


def deliverable_rows(plan: Plan, register: Register) -> Iterator[dict[str, object]]:
    """Rows as `OBSERVATION_SCHEMA` at the end of each quarter; the same on every call and machine."""
    for article in plan.articles:
        for deliverable in article.deliverables:
            dice = random.Random(f"{plan.year} {deliverable.id}")  # noqa: S311 -- made up, no secret
            if dice.random() < _SILENT:
                continue
            reporters = _reporters(article, dice)
            for department in reporters:
                shared = {"area": register.region.code, "organiser": department if len(reporters) > 1 else ""}
                by = {"reported_by": plan.department(department).name.zh, "note": ILLUSTRATIVE_NOTE}
                for told in _course(deliverable, plan.year, dice):
                    yield {"indicator": deliverable.id, "segment": "", **shared, **by, **told}


def _reporters(article: Article, dice: random.Random) -> list[str]:
    count = 2 if len(article.departments) > 1 and dice.random() < _PARTED else 1
    return dice.sample(article.departments, count)


def _course(deliverable: Deliverable, year: int, dice: random.Random) -> Iterator[dict[str, object]]:
    """What is told of a deliverable quarter by quarter."""
    begun, finished = dice.choice(_BEGUN), dice.choice(_FINISHED)
    last = 3 if dice.random() < _STOPPED else 4
    is_absent = dice.random() < _ABSENT
    size = dice.randrange(3, 40)
    for quarter in _QUARTERS[:last]:
        told = _state(quarter, begun=begun, finished=max(begun + 1, finished), is_absent=is_absent)
        if deliverable.type is DeliverableType.NUMBER and told["state"] != State.NOT_APPLICABLE:
            told |= {"value": str(size * max(0, quarter - begun + 1))}
        yield _dated(year, quarter) | told


def _state(quarter: int, *, begun: int, finished: int, is_absent: bool) -> dict[str, Any]:
    if is_absent:
        return {"state": State.NOT_APPLICABLE.value, "na_reason": Reason.NO_OBJECT.value}
    if quarter >= finished:
        return {"state": State.DONE.value, "evidence": ILLUSTRATIVE_EVIDENCE}
    return {"state": (State.IN_PROGRESS if quarter >= begun else State.NOT_STARTED).value}


def _dated(year: int, quarter: int) -> dict[str, object]:
    """The last month of a quarter, reported early in the next one."""
    period = find_period(f"{year}-{3 * quarter:02d}", PeriodType.SNAPSHOT)
    assert period is not None
    reported_on = date(year + quarter // 4, 3 * quarter % 12 + 1, _DAY_OF_REPORT)
    return {
        "period": period.text,
        "period_type": period.kind.value,
        "reported_on": reported_on.isoformat(),
    }
