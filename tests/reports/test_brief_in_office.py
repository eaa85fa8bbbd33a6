"""The brief in LibreOffice: it opens without repair, and it has two pages whatever is in it."""

import subprocess
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from deploy.trial import find_office
from reports import Basis, Edition, Unit, units_of
from reports.brief import write_brief
from reports.brief_next import OpenAction
from tests.reports.builders import illustrative_basis, plan, register, some_basis

pytestmark = pytest.mark.office

PREFECTURES = units_of(Edition.PREFECTURE, plan=plan(), register=register())
MANY = [OpenAction("督促补报抽检数据并核对样品清单" * 9, "自治区质监局", date(2016, 11, 1))] * 9


def worst_case() -> Basis:
    """The made-up year with every goal not met and every sentence twice as long."""
    rows = illustrative_basis().rows
    said = ("sentence_zh", "sentence_en")
    bad = {
        key: {**row, "light": "not_met"} | {name: f"{row[name]} {row[name]}" for name in said}
        for key, row in rows.items()
    }
    return replace(illustrative_basis(), rows=bad)


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
    cases: list[tuple[Basis, Unit, Sequence[OpenAction]]]
    cases = [(illustrative_basis(), of, ()) for of in PREFECTURES]
    cases += [(some_basis(), PREFECTURES[1], ()), (worst_case(), PREFECTURES[1], MANY)]
    files = [tmp_path / f"{place}.docx" for place in range(len(cases))]
    for file, (basis, of, actions) in zip(files, cases, strict=True):
        file.write_bytes(write_brief(basis, of, language, actions=actions))
    assert [len(pdf.pages) for pdf in printed(files, tmp_path)] == [2] * len(cases)
