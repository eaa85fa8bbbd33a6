"""What stands in the cells of the annexes: counts, figures, states and what is missing, in few characters."""

from decimal import Decimal

from indicators import Flag, Goal, Kind, Level, Light, State, domain_wording, target_text
from reports.basis import Basis, Row
from reports.errors import report_wording
from reports.goal_lines import light_word
from reports.number_text import rate_text, tight

__all__ = [
    "area_cell",
    "counts_text",
    "figure_text",
    "owners_text",
    "remark_text",
    "target_cell",
    "value_text",
]

_STROKE = "—"


def target_cell(goal: Goal) -> str:
    """The target, such as ≥96%."""
    return tight(target_text(goal).zh)


def counts_text(row: Row, goal: Goal) -> str:
    """Numerator over denominator; for a county of the campaign the items of its checklist."""
    if _is_checklist(row, goal) and row["items_done"] is not None:
        return _say("annex.checklist", done=len(row["items_done"]), total=len(goal.items))
    counts = (row["numerator"], row["denominator"])
    return _STROKE if None in counts else "{}/{}".format(*counts)


def value_text(row: Row, goal: Goal) -> str:
    """The value with its unit, the state of what is told in words, or how many quotas are kept."""
    if row["value"] is None:
        return _words(row)
    if goal.kind is Kind.MILESTONE:
        return domain_wording(f"state.{row['state']}").zh
    if goal.is_percent:
        places = 2 if goal.kind is Kind.RISE else None
        return f"{rate_text(row['value'], goal, places=places)}%"
    if goal.kind is Kind.WORDING:
        return f"{rate_text(row['value'], goal)}%"
    return f"{Decimal(row['value']):f}{goal.unit.zh}"


def remark_text(row: Row, goal: Goal) -> str:
    """What is short of the target, or why there is no figure."""
    if row["reason"]:
        return tight(domain_wording(f"reason.{row['reason']}").zh)
    if not row["short"]:
        return ""
    is_too_many = goal.kind is Kind.COUNT and goal.zero_tolerance
    unit = goal.unit if is_too_many else goal.count_unit
    return _say("annex.too_many" if is_too_many else "annex.short", short=row["short"], unit=unit)


def figure_text(row: Row, goal: Goal) -> str:
    """Counts and value on two lines; one of them where there is no other."""
    counts, value = counts_text(row, goal), value_text(row, goal)
    return value if counts == _STROKE else f"{counts}\n{value}"


def area_cell(row: Row, goal: Goal) -> str:
    """A cell of a table of areas: counts, value and light; a star marks a small sample."""
    light = light_word(row).zh + ("*" if Flag.SMALL_SAMPLE in row["flags"] else "")
    if _is_checklist(row, goal) and row["value"] is not None:
        return f"{counts_text(row, goal)}\n{light}"
    if row["value"] is None:
        return light
    if goal.kind is Kind.RISE:  # its counts are tonnes and would not fit
        return f"{value_text(row, goal)}\n{light}"
    counts = counts_text(row, goal)
    if row["light"] == Light.NOT_APPLICABLE:
        return f"{counts}\n{value_text(row, goal)}"
    return f"{'' if counts == _STROKE else counts + chr(10)}{value_text(row, goal)} {light}"


def owners_text(goal: Goal, basis: Basis) -> str:
    """The departments that the goal's article names."""
    names = [basis.plan.department(each).name.zh for each in goal.departments]
    return "、".join(names) or _say("next.no_owner")


def _is_checklist(row: Row, goal: Goal) -> bool:
    return goal.kind is Kind.SHARE_OF_COUNTIES and row["level"] == Level.COUNTY


def _words(row: Row) -> str:
    pairs = [pair for pair in row["compared"] or () if None not in (pair["value"], pair["reference"])]
    if pairs and row["light"] != Light.NO_DATA:
        kept = sum(Decimal(pair["value"]) <= Decimal(pair["reference"]) for pair in pairs)
        return _say("annex.kept", kept=kept, total=len(pairs))
    if row["state"] and row["state"] != State.NOT_APPLICABLE:
        return domain_wording(f"state.{row['state']}").zh
    return _STROKE


def _say(key: str, **facts: object) -> str:
    return report_wording(key, **facts).zh
