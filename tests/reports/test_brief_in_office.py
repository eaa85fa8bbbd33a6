"""The brief in LibreOffice: it opens without repair, and it has two pages whatever is in it."""

import subprocess
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from pypdf import PdfReader

from deploy.trial import find_office
from indicators.entry import ENTRY_SCHEMA
from reports import Basis, Edition, units_of
from reports.brief import write_brief
from tests.reports.builders import illustrative_basis, plan, register, some_basis

pytestmark = pytest.mark.office

PREFECTURES = units_of(Edition.PREFECTURE, plan=plan(), register=register())


def worst_case() -> Basis:
    """The made-up year with every goal not met and every sentence twice as long."""
    rows = illustrative_basis().rows
    said = ("sentence_zh", "sentence_en")
    bad = {
        key: {**row, "light": "not_met"} | {name: f"{row[name]} {row[name]}" for name in said}
        for key, row in rows.items()
    }
    usual = {"kind": "action", "subject": "large_industry_qms_rate", "area": "540233", "state": "open"}
    told = {
        "department": "D08",
        "owner": "亚东县市场管理股",
        "day": "2016-11-01",
        "text": "督促补报抽检数据" * 9,
    }
    actions = [usual | told | {"id": str(place)} for place in range(9)]
    return replace(illustrative_basis(), rows=bad, actions=pl.DataFrame(actions, schema=ENTRY_SCHEMA))


def printed(files: list[Path], folder: Path) -> list[PdfReader]:
    office = find_office()
    assert office, "no LibreOffice: install libreoffice-writer-nogui or set QUALITY_OFFICE"
    words = ("--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf")
    done = subprocess.run(
        [office, *words, "--outdir", folder, *files], capture_output=True, text=True, timeout=300, check=True
    )
    assert "error" not in done.stderr.lower()
    return [PdfReader(file.with_suffix(".pdf")) for file in files]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_brief_has_two_pages(language: str, tmp_path: Path) -> None:
    cases = [(illustrative_basis(), of) for of in PREFECTURES]
    cases += [(some_basis(), PREFECTURES[1]), (worst_case(), PREFECTURES[1])]
    files = [tmp_path / f"{place}.docx" for place in range(len(cases))]
    for file, (basis, of) in zip(files, cases, strict=True):
        file.write_bytes(write_brief(basis, of, language))
    assert [len(pdf.pages) for pdf in printed(files, tmp_path)] == [2] * len(cases)
