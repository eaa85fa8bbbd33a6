"""The register against the census tables of 2010 and 2020 and the list of all codes since 2000."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from geo.area import Area, DevelopmentZone, Misprint, Reading
from geo.register import load_register

_PROJECT = Path(__file__).parents[2]
CENSUS = _PROJECT / "../shared/real/census"
HISTORY = _PROJECT / "../shared/reference/county_codes_history.csv"

register = load_register()


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        pytest.skip(f"real data absent: {path.name}")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _kinds(readings: list[Reading]) -> Counter[str]:
    return Counter(entry.level if isinstance(entry, Area) else type(entry).__name__ for entry in readings)


def test_the_census_of_2010() -> None:
    rows = _rows(CENSUS / "leiii_census_county_2010_tibet.csv")
    readings = [register.classify(code=row["区划代码"], name=row["地区"]) for row in rows]
    assert _kinds(readings) == {"county": 72, "prefecture": 7, "region": 1, "Misprint": 1}
    [misprint] = [entry for entry in readings if isinstance(entry, Misprint)]
    assert misprint.name.strip() == "班嘎县"
    assert register.suggest(misprint.name)[0] == misprint.area.name_zh == "班戈县"
    read = {entry for entry in readings if isinstance(entry, Area)} | {misprint.area}
    assert len(read & set(register.counties)) == 73
    assert {area.name_zh for area in set(register.counties) - read} == {"双湖县"}


def test_the_census_of_2010_by_name_alone() -> None:
    rows = _rows(CENSUS / "leiii_census_county_2010_tibet.csv")
    unread = [row["地区"].strip() for row in rows if not isinstance(register.find_area(row["地区"]), Area)]
    assert unread == ["日喀则市", "班嘎县"]  # the first is ambiguous until the level is known
    indented = [row["地区"] for row in rows if row["地区"].startswith(" ")]
    counties = [register.find_area(name, level="county", revision="2010-11") for name in indented]
    assert len(indented) == 73
    assert sum(isinstance(entry, Area) for entry in counties) == 72


def test_the_census_of_2020() -> None:
    rows = _rows(CENSUS / "leiii_census_county_2020_tibet.csv")
    readings = [register.classify(code=row["区划代码"], name=row["区县"]) for row in rows]
    assert _kinds(readings) == {"county": 74, "prefecture": 7, "region": 1, "DevelopmentZone": 3}
    assert {entry.code for entry in readings if isinstance(entry, DevelopmentZone)} == {
        "540172",
        "540173",
        "540174",
    }
    assert {entry.code for entry in readings if isinstance(entry, Area)} == {
        area.code for area in register.areas
    }


def test_every_code_and_name_since_2000_is_in_the_register() -> None:
    rows = _rows(HISTORY)
    for row in rows:
        assert register.classify(code=row["code"], name=row["name"]) == register.area(row["plan_code"])
        parent = register.area(register.area(row["plan_code"]).parent or "")
        assert (parent.name_zh, register.area(row["plan_code"]).name_zh) == (
            row["plan_prefecture"],
            row["plan_name"],
        )
    assert len(rows) == sum(len(county.codes) for county in register.counties)
