"""The register of areas as a frame, for arithmetic that knows nothing of geography."""

import polars as pl

from geo import Register

__all__ = ["area_frame"]


def area_frame(register: Register) -> pl.DataFrame:
    """Every area, counties first, the region last.

    Returns:
        Frame with `area`, `area_name`, `area_name_en`, `level` and `parent` (null for the region).
    """
    order = [*register.counties, *register.prefectures, register.region]
    return pl.DataFrame(
        {
            "area": [area.code for area in order],
            "area_name": [area.name_zh for area in order],
            "area_name_en": [area.name_en for area in order],
            "level": [area.level.value for area in order],
            "parent": [area.parent for area in order],
        },
        schema_overrides={"parent": pl.String},
    )
