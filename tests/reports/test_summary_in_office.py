"""The summary in LibreOffice: it opens without repair, and a page holds 22 lines of 28 characters."""

import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader

from deploy.trial import find_office
from reports.summary import write_summary
from tests.reports.builders import illustrative_basis, paper_of, unit

pytestmark = pytest.mark.office

HUMAN = "【由填报单位撰写】"
Print = Callable[[bytes], PdfReader]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Print:
    """A document as LibreOffice prints it."""
    folder = tmp_path_factory.mktemp("office")

    def convert(content: bytes) -> PdfReader:
        office = find_office()
        assert office, "no LibreOffice: install libreoffice-writer-nogui or set QUALITY_OFFICE"
        path = folder / "o.docx"
        path.write_bytes(content)
        words = ("--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf")
        done = subprocess.run(
            [office, *words, "--outdir", folder, path],
            capture_output=True,
            text=True,
            timeout=180,
            check=True,
        )
        assert "error" not in done.stderr.lower()
        return PdfReader(BytesIO(Path(folder / "o.pdf").read_bytes()))

    return convert


@pytest.fixture(scope="module")
def office_edition(printed: Print) -> PdfReader:
    return printed(write_summary(illustrative_basis(), unit("region")))


def lines(page: PageObject) -> dict[float, str]:
    """The text of a page by height; what LibreOffice drew at one height is one line."""
    found: dict[float, str] = {}

    def visit(text: str, _: object, matrix: list[float], *__: object) -> None:
        if text.strip():
            height = round(matrix[5])
            found[height] = found.get(height, "") + text.strip("\n")

    page.extract_text(visitor_text=visit)
    return found


def test_it_prints_as_many_pages_as_it_should(office_edition: PdfReader) -> None:
    sizes = [(round(page.mediabox.width), round(page.mediabox.height)) for page in office_edition.pages]
    assert set(sizes) == {(595, 842), (842, 595)}
    first_wide = sizes.index((842, 595))
    last_wide = len(sizes) - sizes[::-1].index((842, 595))
    assert set(sizes[first_wide:last_wide]) == {(842, 595)}  # annexes 2 to 4 in one piece
    assert 20 <= len(sizes) <= 35
    assert all(len(page.extract_text()) > 20 for page in office_edition.pages)  # none is blank


def test_each_annex_begins_a_page(office_edition: PdfReader) -> None:
    tops = ["".join(page.extract_text().split())[:6] for page in office_edition.pages]
    for number in range(1, 6):
        assert sum(f"附件{number}" in top for top in tops) == 1


def test_pages_are_numbered(office_edition: PdfReader) -> None:
    for number, page in enumerate(office_edition.pages, 1):
        assert f"—{number}—" in "".join(page.extract_text().split())


def test_a_page_holds_22_lines_of_28_characters(printed: Print) -> None:
    paper = paper_of(write_summary(illustrative_basis(), unit("region")))
    line = next(each for each in paper.paragraphs if each.text == HUMAN)
    line.runs[0].text = "国" * (28 * 22 * 3)
    written = BytesIO()
    paper.save(written)
    pages = [page for page in printed(written.getvalue()).pages if is_full(page)]
    assert pages
    for page in pages:
        assert [len(text) for text in lines(page).values() if "国" in text] == [28] * 22


def is_full(page: PageObject) -> bool:
    """Whether a page holds the long paragraph and its own number alone."""
    said = "".join(page.extract_text().split())
    return "国" in said and set(said) <= {"国", "—", *"0123456789"}
