"""The table behind a heat table."""

from collections.abc import Iterable

import polars as pl

from geo import Area
from indicators import Goal, Light, target_text
from pages.prefectures.heat import rows_by_key
from pages.shared.figures import short_text, told_text
from pages.shared.palette import light_text
from pages.shared.viewpoint import Scope

__all__ = ["heat_rows"]


def heat_rows(
    status: pl.DataFrame, areas: Iterable[Area], goals: Iterable[Goal], *, scope: Scope
) -> pl.DataFrame:
    """What stands behind a heat table: a row for each area and goal, headed in the viewer's language."""
    listed = list(areas)
    lights = rows_by_key(status, listed)
    pairs = [(area, goal, lights[goal.id, area.code]) for goal in goals for area in listed]
    columns: dict[str, list[object]] = {
        "map.code": [area.code for area, _, _ in pairs],
        "map.area": [scope.name(area) for area, _, _ in pairs],
        "scope.goal": [scope.text(goal.short) for _, goal, _ in pairs],
        "map.light": [light_text(Light(row["light"]), scope.language) for _, _, row in pairs],
        "map.value": [told_text(row, goal, scope) for _, goal, row in pairs],
        "map.target": [scope.text(target_text(goal)) for _, goal, _ in pairs],
        "map.short": [short_text(row, goal, scope) for _, goal, row in pairs],
        "map.period": [row["period"] for _, _, row in pairs],
        "map.reason": [row[f"sentence_{scope.language}"] for _, _, row in pairs],
    }
    return pl.DataFrame({scope.say(name): values for name, values in columns.items()}, strict=False)
