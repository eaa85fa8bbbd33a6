"""Who a document speaks for: the office, a prefecture or a department, and what concerns it."""

from dataclasses import dataclass
from enum import StrEnum

from geo import Register
from indicators import Article, Goal, Plan, Text
from reports.errors import UnknownUnitError, report_wording

__all__ = ["Edition", "Unit", "find_unit", "units_of"]


class Edition(StrEnum):
    """The three editions of the year-end summary."""

    REGION = "region"  # compiled by the office of the leading group
    PREFECTURE = "prefecture"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that writes a document.

    Attributes:
        id: code of the area, or id of the department.
        name: how it is called in running text.
        area: code of the area whose figures it reports; departments report the region's.
        goals: those that concern it, in the plan's order.
        articles: those that concern it, in the plan's order.
    """

    edition: Edition
    id: str
    name: Text
    area: str
    goals: tuple[Goal, ...]
    articles: tuple[Article, ...]


def units_of(edition: Edition, *, plan: Plan, register: Register) -> tuple[Unit, ...]:
    """All units of an edition, in the order of the register or of the plan."""
    region = register.region.code
    match edition:
        case Edition.REGION:
            office = report_wording("unit.office")
            return (Unit(edition, region, office, region, plan.goals, plan.articles),)
        case Edition.PREFECTURE:
            return tuple(
                Unit(
                    edition, area.code, Text(area.name_zh, area.name_en), area.code, plan.goals, plan.articles
                )
                for area in register.prefectures
            )
        case Edition.DEPARTMENT:
            return tuple(
                Unit(
                    edition,
                    each.id,
                    each.name,
                    region,
                    plan.goals_of_department(each.id),
                    plan.articles_of(each.id),
                )
                for each in plan.departments
            )


def find_unit(edition: Edition, name: str, *, plan: Plan, register: Register) -> Unit:
    """The unit of an edition that is called `name`; the office needs no name.

    Args:
        edition: which one.
        name: a code or any full name of a prefecture; id, name or alias of a department.
        plan: for the departments.
        register: for the prefectures.

    Raises:
        UnknownUnitError: there is none, or a name is missing.
        GeoError: the name is that of another kind of area.
    """
    units = units_of(edition, plan=plan, register=register)
    if edition is Edition.REGION:
        return units[0]
    if edition is Edition.PREFECTURE:
        wanted = register.require_area(name, level="prefecture").code if name else ""
    else:
        department = plan.find_department(name)
        wanted = department.id if department else ""
    for unit in units:
        if unit.id == wanted:
            return unit
    raise UnknownUnitError(name, known=[unit.name.zh for unit in units])
