"""Random areas and tables of observations, made to fall on ties, on boundaries and into every odd corner."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from indicators import KEY, Goal, Kind, State, Temporal, input_segments
from tests.indicators.builders import PLAN, observation
from tests.indicators.oracle import Place, Row

__all__ = ["random_day", "random_places", "random_rows"]

_PERIODS = {
    "month": [f"2016-{month:02d}" for month in range(1, 13)],
    "quarter": [f"2016Q{quarter}" for quarter in range(1, 5)],
    "half": ["2016H1", "2016H2"],
    "year": ["2016"],
}
_ANY_PERIOD = [period for periods in _PERIODS.values() for period in periods]
_ORGANISERS = ["national", "region", "prefecture", "county"]
_STATED = {Kind.NEAR_REFERENCE, Kind.REACH_REFERENCE, Kind.QUOTA}
_TOLD = {Kind.MILESTONE, Kind.ASPIRATION, Kind.WORDING}


def random_places(dice: random.Random) -> list[Place]:
    """A region of up to seven prefectures of up to eleven counties."""
    found = [Place("R", "region", None)]
    for p in range(dice.choice((1, 2, 3, 7))):
        found.append(Place(f"P{p}", "prefecture", "R"))
        found += [Place(f"P{p}C{c}", "county", f"P{p}") for c in range(dice.choice((1, 2, 3, 10, 11)))]
    return found


def random_day(dice: random.Random) -> date:
    """A day of the year or just after it, often the end or the due day of a month."""
    month_end = date(2016, dice.randint(1, 12), 1) + timedelta(days=dice.choice((-1, 9, 10, 14, 15, 19, 20)))
    any_day = date(2016, 1, 1) + timedelta(days=dice.randint(0, 400))
    return dice.choice((month_end, any_day, date(2016, 12, 30), date(2016, 12, 31)))


def random_rows(dice: random.Random, places: Sequence[Place]) -> list[Row]:
    """Observations of all goals; no key twice, whole numbers, never more passes than samples."""
    rows: dict[tuple[object, ...], Row] = {}
    silence = dice.choice((0.05, 0.3, 0.8))
    for goal in PLAN.goals:
        perfect = dice.random() < 0.4
        quiet = 0.1 if goal.kind in _STATED | {Kind.MILESTONE} else silence  # few goals, told by few
        for place in places:
            if dice.random() < (quiet if place.level == goal.natural_level else 0.85):
                continue
            for row in _rows_of(dice, goal, place, perfect=perfect):
                rows[tuple(row[name] for name in KEY)] = row
    return list(rows.values())


def _rows_of(dice: random.Random, goal: Goal, place: Place, *, perfect: bool) -> Iterator[Row]:
    period_type = _period_type(dice, goal)
    for organiser, segment in sorted(_series(dice, goal)):
        for _ in range(dice.choice((1, 1, 2, 4))):
            if dice.random() < 0.1:
                period_type = _period_type(dice, goal)
            columns: dict[str, str | int | None] = {
                "organiser": organiser,
                "segment": segment,
                "period_type": period_type,
                "reported_on": dice.choice((None, "2016-05-01", "2016-11-01")),
                **_figures(dice, goal, place, segment=segment, perfect=perfect),
            }
            yield observation(goal.id, place.code, _period(dice, goal, period_type), **columns)


def _series(dice: random.Random, goal: Goal) -> set[tuple[str, str]]:
    organisers = dice.choice(([""], [""], dice.sample(_ORGANISERS, 2)))
    if goal.kind in _STATED:
        inputs = [segment.id for segment in input_segments(goal)]
        names = [segment.id for segment in goal.segments] or [""]
        kept = [name for name in [*inputs, *names] if dice.random() < 0.9]
        return {
            (dice.choice(organisers), name)
            for name in [*kept, *(["", *inputs] if dice.random() < 0.1 else [])]
        }
    if goal.items and dice.random() < 0.8:
        names = [item.id for item in goal.items]
        size = len(names) if dice.random() < 0.5 else dice.randint(1, len(names))
        return {(dice.choice(organisers), name) for name in dice.sample(names, size)}
    segments = [segment.id for segment in goal.segments]
    chosen = dice.sample(segments, dice.randint(0, len(segments))) or [""]
    return {(organiser, segment) for organiser in organisers for segment in chosen}


def _period_type(dice: random.Random, goal: Goal) -> str:
    usual = goal.frequency.value
    if goal.kind in _STATED and dice.random() < 0.8:
        return usual
    odd = (
        ["month", "quarter", "half", "year", "ytd"] if goal.temporal is Temporal.FLOW else ["snapshot", usual]
    )
    return dice.choice((usual, *odd))


def _period(dice: random.Random, goal: Goal, period_type: str) -> str:
    period = dice.choice(_PERIODS.get(period_type, _ANY_PERIOD))
    if goal.kind in _STATED:
        return period.replace("2016", dice.choice(("2013", "2014", "2015", "2016", "2016", "2016")))
    chance = 0.5 if goal.kind is Kind.RISE else 0.03
    return period.replace("2016", "2015") if dice.random() < chance else period


def _figures(
    dice: random.Random, goal: Goal, place: Place, *, segment: str, perfect: bool
) -> dict[str, str | int | None]:
    if goal.kind in _STATED:
        return _stated(dice, segment)
    if goal.kind in _TOLD:
        return _told(dice, goal)
    chance = dice.random()
    if chance < 0.08:
        return {
            "na_reason": dice.choice(("no_object", "excluded", "搬迁")),
            "denominator": dice.choice((None, 0)),
        }
    if goal.kind is Kind.COUNT:
        return _things(dice, 0 if perfect else dice.randint(0, 3), is_item=bool(segment))
    if chance < 0.12:
        return {"value": "97.5"}
    return _ratio(dice, goal, place, perfect=perfect)


def _ratio(dice: random.Random, goal: Goal, place: Place, *, perfect: bool) -> dict[str, str | int | None]:
    if goal.kind is Kind.SHARE_OF_COUNTIES:
        denominator = dice.choice((None, 1)) if place.level == "county" else 1
        return {"numerator": int(dice.random() < 0.85), "denominator": denominator}
    if dice.random() < 0.05:
        return {"numerator": dice.choice((None, 0)), "denominator": 0}
    if goal.kind is Kind.RISE:
        total = dice.choice((1, 2, 4, 10))
        return {"numerator": total if perfect else dice.randint(total // 2, total), "denominator": total}
    return _near_target(dice, goal, perfect=perfect)


def _stated(dice: random.Random, segment: str) -> dict[str, str | int | None]:
    """A value around ten, with one decimal that a float cannot hold; seldom an absence or no number."""
    chance = dice.random()
    if chance < 0.08:
        return {"na_reason": dice.choice(("no_object", "excluded"))}
    if chance < 0.12:
        return {"value": dice.choice((None, "n/a")), "numerator": 1, "denominator": 2}
    if segment == "tolerance":
        return {"value": dice.choice(("0", "0.1", "1"))}
    return {"value": dice.choice(("7", "8.9", "9.1", "9.9", "10", "10.0", "10.1", "12"))}


def _told(dice: random.Random, goal: Goal) -> dict[str, str | int | None]:
    """A state, fitting or not, with or without evidence; counts beside it now and then."""
    columns: dict[str, str | int | None] = {
        "state": dice.choice((None, *(state.value for state in State if state is not State.NOT_APPLICABLE))),
        "evidence": dice.choice((None, " ", "文件")),
    }
    if dice.random() < 0.08:
        columns |= {"state": None, "na_reason": dice.choice(("no_object", "excluded", "搬迁"))}
    elif goal.kind is Kind.ASPIRATION and dice.random() < 0.8:
        columns |= _things(dice, dice.choice((0, 0, 1, 3)), is_item=False)
    elif goal.kind is Kind.WORDING and dice.random() < 0.3:
        columns |= {"numerator": dice.randint(0, 3), "denominator": dice.randint(3, 5)}
    return columns


def _things(dice: random.Random, number: int, *, is_item: bool) -> dict[str, str | int | None]:
    if is_item:
        return {"numerator": min(1, number), "denominator": 1}
    name, written = dice.choice((("value", str(number)), ("value", f"{number}.0"), ("numerator", number)))
    return {name: written}


def _near_target(dice: random.Random, goal: Goal, *, perfect: bool) -> dict[str, str | int | None]:
    total = dice.choice((dice.randint(1, 4), dice.randint(1, 60), 25, 50, 500))
    needed = -(-goal.target_bp * total // 10_000)
    passes = total if perfect and dice.random() < 0.95 else needed + dice.randint(-2, 2)
    return {"numerator": min(total, max(0, passes)), "denominator": total}
