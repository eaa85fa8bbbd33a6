"""What the method page shows: lights, rules, and how each goal is measured."""

from dataclasses import dataclass

from indicators import Goal, Light, Plan, Sector, domain_wording, target_text
from pages.shared.catalogues import sentence_keys
from pages.shared.viewpoint import Scope

__all__ = ["GoalMethod", "formula_rows", "goal_methods", "light_meanings", "rule_rows"]


@dataclass(frozen=True, slots=True)
class GoalMethod:
    """How one goal is measured, ready to show; `fixed` by the plan, `assumed` by this tool."""

    title: str
    meaning: str
    target: str
    article: str
    level: str
    owners: str
    fixed: tuple[str, ...]
    assumed: tuple[str, ...]


def light_meanings(scope: Scope) -> tuple[tuple[Light, str], ...]:
    """Each light with its meaning."""
    return tuple((light, scope.say(f"light.{light}")) for light in Light)


def rule_rows(scope: Scope) -> tuple[tuple[str, str, str], ...]:
    """Number, content and basis of each rule that is in use."""
    return tuple(
        (number, scope.say(f"rules.{number}"), scope.say(f"basis.{number}"))
        for number in sentence_keys("rules")
    )


def formula_rows(scope: Scope) -> tuple[tuple[str, str, str], ...]:
    """Name, formula and source of each quantity worked out from the figures."""
    return tuple(
        (scope.say(f"formula_name.{name}"), scope.say(f"formula.{name}"), scope.say(f"formula_source.{name}"))
        for name in sentence_keys("formula")
    )


def goal_methods(plan: Plan, scope: Scope) -> dict[str, tuple[GoalMethod, ...]]:
    """The goals by sector, in the plan's order."""
    return {
        scope.text(domain_wording(f"sector.{sector}")): tuple(
            _method(goal, plan, scope) for goal in plan.goals_of(sector)
        )
        for sector in Sector
        if scope.sector in (None, sector)
    }


def _method(goal: Goal, plan: Plan, scope: Scope) -> GoalMethod:
    return GoalMethod(
        title=f"{goal.number:02d} {scope.text(goal.name)}",
        meaning=scope.text(goal.description),
        target=scope.text(target_text(goal)),
        article=plan.article(goal.article).numeral if scope.language == "zh" else str(goal.article),
        level=scope.text(domain_wording(f"level.{goal.natural_level}")),
        owners=scope.listed(scope.text(plan.department(code).name) for code in goal.likely_owner),
        fixed=tuple(map(scope.text, goal.fixed)),
        assumed=tuple(map(scope.text, goal.assumed)),
    )
