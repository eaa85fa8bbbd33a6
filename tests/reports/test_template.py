"""The template as the office edits it: changed words come through, broken tags are named."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Paper

from reports import Basis, ReportError
from reports.build_template import build_template
from reports.summary import SUMMARY_TEMPLATE, summary_facts, write_summary
from reports.template import render_template
from tests.reports.builders import empty_basis, illustrative_basis, paper_of, read, unit

Edit = Callable[[Paper], None]


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[Edit], Path]:
    """The committed template after somebody changed it and saved it."""

    def save(edit: Edit) -> Path:
        paper = Document(str(SUMMARY_TEMPLATE))
        edit(paper)
        path = tmp_path / "模板.docx"
        paper.save(str(path))
        return path

    return save


def line_with(paper: Paper, text: str) -> int:
    return next(place for place, line in enumerate(paper.paragraphs) if text in line.text)


def say(text: str, instead: str) -> Edit:
    """Put other words into the paragraph that holds a text, as one run."""

    def edit(paper: Paper) -> None:
        line = paper.paragraphs[line_with(paper, text)]
        whole = line.text.replace(text, instead)
        for run in line.runs[1:]:
            run.text = ""
        line.runs[0].text = whole

    return edit


def refused(path: Path, *, basis: Basis | None = None) -> ReportError:
    with pytest.raises(ReportError) as error:
        write_summary(basis or empty_basis(), unit("region"), template=path)
    return error.value


def test_the_committed_template_is_what_the_script_makes() -> None:
    made, kept = build_template(), Document(str(SUMMARY_TEMPLATE))
    assert [line.text for line in made.paragraphs] == [line.text for line in kept.paragraphs]
    assert made.element.body.xml == kept.element.body.xml
    assert made.styles.element.xml == kept.styles.element.xml


def test_the_committed_template_names_only_facts_that_are_explained() -> None:
    explained = (SUMMARY_TEMPLATE.parent / "README.md").read_text(encoding="utf-8")
    facts = summary_facts(illustrative_basis(), unit("region"))
    assert [name for name in facts if f"`{name}" not in explained] == []


def test_changed_words_come_through(edited: Callable[[Edit], Path]) -> None:
    path = edited(say("一、总体情况", "一、总的情况"))
    written = read(write_summary(empty_basis(), unit("region"), template=path))
    assert "一、总的情况" in written.sections
    assert "一、总体情况" not in written.text


def test_a_moved_and_repeated_tag_is_filled_in(edited: Callable[[Edit], Path]) -> None:
    path = edited(say("四、主要做法和特色亮点", "四、{{ scope }}的做法（{{cutoff}}）"))
    written = read(write_summary(empty_basis(), unit("prefecture", "那曲地区"), template=path))
    assert "四、那曲地区的做法（2016年12月31日）" in written.sections


def test_a_tag_that_word_split_into_runs_is_read(edited: Callable[[Edit], Path]) -> None:
    def split(paper: Paper) -> None:
        line = paper.add_paragraph(style="公文正文")
        for piece in ("截至{", "{ cut", "off ", "}}为止"):
            line.add_run(piece)

    assert (
        "截至2016年12月31日为止"
        in read(write_summary(empty_basis(), unit("region"), template=edited(split))).text
    )


def test_a_paragraph_of_the_template_can_be_deleted(edited: Callable[[Edit], Path]) -> None:
    def cut(paper: Paper) -> None:
        line = paper.paragraphs[line_with(paper, "原因分析")]
        line._p.getparent().remove(line._p)

    assert "原因分析" not in read(write_summary(empty_basis(), unit("region"), template=edited(cut))).text


@pytest.mark.parametrize(
    ("text", "instead", "key", "tag"),
    [
        ("{{ subject }}", "{{ subjekt }}", "subjekt", "{{ subjekt }}"),
        ("{{ subject }}", "{{ subject }", "不完整或写错", "{{ subject }"),
        ("{{ subject }}", "{{ subject | }}", "不完整或写错", "{{ subject | }}"),
        ("{{ lights.met }}", "{{ lights.mett }}", "mett", "{{ lights.mett }}"),
        ("{%p for line in overall %}", "{%p fro line in overall %}", "不完整", "{%p fro line in overall %}"),
        ("{%p for line in overall %}", "{%p for line in overal %}", "overall", "{%p for line in overal %}"),
        ("{%p for line in overall %}", "", "没有的内容“line”", "{{ line }}"),
        ("{%p if illustrative %}", "", "没有对应的开始标记", "{%p endif %}"),
    ],
)
def test_a_wrong_tag_is_named(
    edited: Callable[[Edit], Path], text: str, instead: str, key: str, tag: str
) -> None:
    error = refused(edited(say(text, instead)))
    assert key in error.message.zh
    assert "模板.docx" in error.message.en
    if "endif" not in tag:
        assert tag in error.message.zh
        assert tag in error.message.en


def test_a_loop_that_is_never_closed_is_named(edited: Callable[[Edit], Path]) -> None:
    def open_one(paper: Paper) -> None:
        paper.add_paragraph("{%p for line in overall %}")

    error = refused(edited(open_one))
    assert "没有结束标记" in error.message.zh
    assert "{%p for line in overall %}" in error.message.zh


def test_a_loop_that_begins_with_a_row_and_ends_with_a_paragraph_is_refused(
    edited: Callable[[Edit], Path],
) -> None:
    def cross(paper: Paper) -> None:
        cell = paper.tables[0].rows[3].cells[0]
        cell.paragraphs[0].runs[0].text = "{%p endfor %}"

    error = refused(edited(cross))
    assert "{%p endfor %} 跨越了表格或段落的边界" in error.message.zh


def test_a_loop_that_ends_within_a_table_is_refused(edited: Callable[[Edit], Path]) -> None:
    """Each tag is sound, but what they repeat is no whole piece of a document."""

    def cross(paper: Paper) -> None:
        paper.tables[1]._tbl.addprevious(paper.add_paragraph("{%p for line in overall %}")._p)
        paper.tables[1].rows[0].cells[0].add_paragraph("{%p endfor %}")

    assert "crosses the border" in refused(edited(cross), basis=illustrative_basis()).message.en


def test_a_fact_of_the_wrong_kind_is_named(edited: Callable[[Edit], Path]) -> None:
    error = refused(edited(say("{%p for line in overall %}", "{%p for line in total %}")))
    assert "无法填写" in error.message.zh


def test_what_is_no_word_file_is_refused(tmp_path: Path) -> None:
    for content in (b"", b"PK", b"text"):
        path = tmp_path / "模板.docx"
        path.write_bytes(content)
        assert "Word" in refused(path).message.zh


def test_text_is_escaped(edited: Callable[[Edit], Path]) -> None:
    path = edited(lambda _: None)
    facts = summary_facts(empty_basis(), unit("region")) | {"subject": "<w:p/>&“{{ cutoff }}”"}
    assert "现将<w:p/>&“{{ cutoff }}”落实情况" in read(render_template(path, facts)).text


def test_a_template_cannot_reach_into_the_process(edited: Callable[[Edit], Path]) -> None:
    tag = "{{ ''.__class__.__mro__ }}"
    error = refused(edited(say("{{ subject }}", tag)))
    assert "无法填写" in error.message.zh


def test_a_table_that_the_office_merged_is_left_as_it_is(edited: Callable[[Edit], Path]) -> None:
    def merge(paper: Paper) -> None:
        cells = paper.tables[1].rows[0].cells
        cells[0].merge(cells[1])

    content = write_summary(empty_basis(), unit("region"), template=edited(merge))
    assert len(paper_of(content).tables[0].rows) == 37


def test_each_document_is_whole(tmp_path: Path) -> None:
    content = write_summary(illustrative_basis(), unit("region"))
    path = tmp_path / "o.docx"
    path.write_bytes(content)
    assert Document(BytesIO(path.read_bytes())).sections
