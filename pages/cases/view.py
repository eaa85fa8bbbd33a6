"""What the page shows: the cases of the scope, newest first, and the 100 % goals that they have cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from geo import Register
from indicators import Goal, Light, Plan
from indicators.entry import EntryState, takes_cases
from indicators.handling import cases_at
from pages.shared.actions import within
from pages.shared.links import area_address, goal_address
from pages.shared.text import date_text, goal_label
from pages.shared.viewpoint import Scope

__all__ = [
    "STATE_GLYPHS",
    "CaseLine",
    "Cases",
    "LostGoal",
    "about_labels",
    "agreement_table",
    "case_label",
    "case_table",
    "cases_of",
    "lost_goals",
    "state_text",
    "tally",
]

STATE_GLYPHS: Mapping[str, str] = {
    EntryState.OPEN.value: "□",
    EntryState.IN_HAND.value: "◐",
    EntryState.CLOSED.value: "■",
}
"""A glyph for each state, beside its word."""

_SHOWN = 3  # cases listed behind a lost goal


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case behind a lost goal: when and where, what failed and why, its state."""

    when: str
    area: str
    area_link: str
    what: str
    reason: str
    state: str


@dataclass(frozen=True, slots=True)
class LostGoal:
    """A 100 % goal that this year can no longer meet (R7).

    Attributes:
        link: address of its map.
        failures: how many failed by the figure; None where the figure is a count of its own.
        cases: the newest ones on file.
        more: how many further ones are on file.
        missing: failures of the figure that no case tells of.
    """

    name: str
    link: str
    failures: int
    cases: tuple[CaseLine, ...]
    more: int
    missing: int


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases of an area and all within it, in the sector, as they stood on the as-of date.

    Attributes:
        known: as `cases_at` gives them, the newest first.
        later: those found after the date, as `ENTRY_SCHEMA`; they are counted only.
    """

    known: pl.DataFrame
    later: pl.DataFrame

    def about(self, goal_id: str) -> "Cases":
        """Those of one goal; of all when it is empty."""
        if not goal_id:
            return self
        return Cases(self.known.filter(subject=goal_id), self.later.filter(subject=goal_id))


def cases_of(stored: pl.DataFrame, area: str, *, plan: Plan, register: Register, scope: Scope) -> Cases:
    """The cases of an area.

    Args:
        stored: cases as `ENTRY_SCHEMA`.
        area: code.
        plan: for the sectors.
        register: for the areas within.
        scope: as-of date and sector.
    """
    goals = [goal.id for goal in plan.goals if scope.sector in (None, goal.sector)]
    own = within(stored.filter(pl.col("subject").is_in(goals)), area, register=register)
    later = own.filter(pl.col("day") > scope.as_of.isoformat())
    return Cases(cases_at(own, as_of=scope.as_of), later)


def about_labels(plan: Plan, scope: Scope) -> dict[str, str]:
    """The goals of the sector that take cases as options; "" for all of them."""
    goals = [goal for goal in plan.goals if takes_cases(goal) and scope.sector in (None, goal.sector)]
    return {"": scope.say("cases.all_goals"), **{goal.id: goal_label(goal, scope.language) for goal in goals}}


def tally(cases: pl.DataFrame) -> tuple[tuple[tuple[str, int], ...], int]:
    """How many cases are in each state, and for how many days the oldest that is not closed stands."""
    counts = dict(cases.group_by("state").len().iter_rows())
    pending = cases.filter(pl.col("state") != EntryState.CLOSED)
    oldest = pending["days"].max()
    return tuple((state.value, counts.get(state.value, 0)) for state in EntryState), int(str(oldest or 0))


def lost_goals(  # noqa: PLR0913 -- frames, area and scope
    cases: pl.DataFrame, status: pl.DataFrame, area: str, *, plan: Plan, register: Register, scope: Scope
) -> tuple[LostGoal, ...]:
    """The goals without tolerance that an area has missed this year, with the cases behind each.

    Args:
        cases: as `Cases.known`.
        status: as `STATUS_SCHEMA`, of the same day.
        area: code.
        plan: the goals.
        register: for names of areas.
        scope: sector and language.
    """
    missed = status.filter(area=area, light=Light.NOT_MET.value)
    rows = {row["indicator"]: row for row in missed.iter_rows(named=True)}
    lost = [goal for goal in plan.goals if goal.zero_tolerance and takes_cases(goal) and goal.id in rows]
    return tuple(
        _lost(goal, rows[goal.id], cases.filter(subject=goal.id), register=register, scope=scope)
        for goal in lost
        if scope.sector in (None, goal.sector)
    )


def _lost(
    goal: Goal, row: Mapping[str, Any], cases: pl.DataFrame, *, register: Register, scope: Scope
) -> LostGoal:
    total = row["denominator"]
    failures = int(row["value"]) if total is None else total - row["numerator"]
    lines = tuple(_case_line(case, register, scope) for case in cases.head(_SHOWN).iter_rows(named=True))
    return LostGoal(
        name=scope.text(goal.short),
        link=goal_address(goal, register=register, scope=scope),
        failures=failures,
        cases=lines,
        more=cases.height - len(lines),
        missing=max(0, failures - cases.height),
    )


def _case_line(case: Mapping[str, Any], register: Register, scope: Scope) -> CaseLine:
    area = register.area(case["area"])
    return CaseLine(
        when=date_text(case["found"], scope.language),
        area=scope.name(area),
        area_link=area_address(area, register=register, scope=scope),
        what=case["name"],
        reason=case["text"],
        state=state_text(case["state"], scope),
    )


def state_text(state: str, scope: Scope) -> str:
    """Glyph and word of a state."""
    return f"{STATE_GLYPHS[state]} {scope.say(f'cases.state_{state}')}"


def case_table(cases: pl.DataFrame, *, plan: Plan, register: Register, scope: Scope) -> pl.DataFrame:
    """One line for each case, ready to show and to download, in the order given.

    Returns:
        Texts, empty where nothing is given: `id`, `found`, `about`, `area`, `name`, `category`, `reason`,
        `state`, the number `days`, the addresses `county_page` and `map`, then `closed_on`, `handling` and
        `evidence`.
    """
    goals = {goal.id: goal for goal in plan.goals if takes_cases(goal)}
    names = {key: f"{goal.number:02d} {scope.text(goal.short)}" for key, goal in goals.items()}
    maps = {key: goal_address(goal, register=register, scope=scope) for key, goal in goals.items()}
    areas = {area.code: area for area in register.areas}
    pages = {
        code: area_address(areas[code], register=register, scope=scope) for code in cases["area"].unique()
    }
    categories = {
        word: scope.say(f"cases.category_{word}") for word in cases["category"].drop_nulls().unique()
    }
    names_of_areas = {code: scope.name(area) for code, area in areas.items()}
    states = {state: state_text(state, scope) for state in STATE_GLYPHS}
    return cases.select(
        "id",
        pl.col("day").alias("found"),
        _replaced("subject", names).alias("about"),
        _replaced("area", names_of_areas),
        "name",
        _replaced("category", categories),
        pl.col("text").alias("reason"),
        _replaced("state", states),
        "days",
        _replaced("area", pages).alias("county_page"),
        _replaced("subject", maps).alias("map"),
        *("closed_on", "handling", "evidence"),
    ).with_columns(pl.col(pl.String).fill_null(""))


def _replaced(column: str, words: Mapping[str, str]) -> pl.Expr:
    return pl.col(column).replace_strict(words, return_dtype=pl.String)


def case_label(case: Mapping[str, Any], *, register: Register, scope: Scope) -> str:
    """A case as an option to choose: day, area, what failed, and its number."""
    return f"{case['day']} · {scope.name(register.area(case['area']))} · {case['name']} · {case['id']}"


def agreement_table(found: pl.DataFrame, *, plan: Plan, scope: Scope) -> pl.DataFrame:
    """The cases on file beside the failures of the figures, ready to show; `found` as `AGREEMENT_SCHEMA`."""
    names = {goal.id: f"{goal.number:02d} {scope.text(goal.short)}" for goal in plan.goals}
    return found.select(
        pl.col("subject").replace_strict(names, return_dtype=pl.String).alias(scope.say("cases.about")),
        pl.col("failures").alias(scope.say("cases.failures")),
        pl.col("cases").alias(scope.say("cases.on_file")),
        (pl.col("failures") - pl.col("cases")).alias(scope.say("cases.difference")),
    )
