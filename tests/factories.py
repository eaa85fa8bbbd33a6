"""Small builders of what tests need: observations, uploads, real files."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl
import pytest

from data import Directory, Ledger, Store, Upload
from geo import load_register
from indicators import OBSERVATION_SCHEMA, load_plan
from indicators.entry import ENTRY_SCHEMA

_REAL = Path(__file__).parents[1] / "../shared/real"


def observation(**facts: object) -> dict[str, object]:
    """One row: three of four farm samples of 城关区 in the first quarter, unless the facts say otherwise."""
    usual = {
        "indicator": "agri_pass_rate",
        "area": "540102",
        "period": "2016Q1",
        "period_type": "quarter",
        "organiser": "",
        "segment": "",
        "numerator": 3,
        "denominator": 4,
    }
    return {**usual, **facts}


def observations(*rows: Mapping[str, object]) -> pl.DataFrame:
    """A frame of `OBSERVATION_SCHEMA`; the usual row when none is given."""
    return pl.DataFrame(list(rows) or [observation()], schema=OBSERVATION_SCHEMA)


def csv_file(*rows: Mapping[str, object]) -> bytes:
    """An upload with one line for each row, columns as in the first; the usual row when none is given."""
    listed = list(rows) or [observation()]
    lines = [",".join(listed[0]), *(",".join(_cells(row.values())) for row in listed)]
    return "\n".join(lines).encode()


def _cells(values: Iterable[object]) -> list[str]:
    return ["" if value is None else str(value) for value in values]


def real_files(pattern: str) -> list[Path]:
    """Files of the public data beside the project, sorted; skips the test where they are absent."""
    found = sorted(_REAL.glob(pattern))
    if not found:
        pytest.skip(f"no public data {pattern} beside the project (../shared/real)")
    return found


def commit(store: Store, *rows: Mapping[str, object], **details: object) -> Upload:
    """Store rows on a fresh preview, by 扎西, unless the details say otherwise."""
    usual = {"by": "扎西", "note": "", "file": "q1.csv", "content": b"q1", "base": store.version()}
    return store.commit(observations(*rows), **{**usual, **details})  # type: ignore[arg-type]


def entry(**facts: str | None) -> dict[str, str | None]:
    """A case: vegetables of 城关区 with a residue, found in October, unless the facts say otherwise."""
    usual: dict[str, str | None] = {
        "kind": "case",
        "id": "A-1",
        "subject": "agri_pass_rate",
        "area": "540102",
        "day": "2016-10-05",
        "name": "蔬菜",
        "text": "农残超标",
        "state": "open",
    }
    return {**usual, **facts}


def entries(*rows: Mapping[str, str | None]) -> pl.DataFrame:
    """A frame of `ENTRY_SCHEMA`; the usual case when no row is given."""
    return pl.DataFrame(list(rows) or [entry()], schema=ENTRY_SCHEMA)


def write(ledger: Ledger, *rows: Mapping[str, str | None], **details: object) -> Upload:
    """Store entries after a fresh look, by 卓玛, unless the details say otherwise."""
    usual = {"by": "卓玛", "note": "", "base": ledger.version(), "directory": _directory()}
    return ledger.write(entries(*rows), **{**usual, **details})  # type: ignore[arg-type]


def _directory() -> Directory:
    return Directory(load_plan(), load_register())
