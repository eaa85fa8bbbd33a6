"""Make the first template of the year-end summary: `python -m reports.build_template`.

What it writes is the file that the office then edits in Word; running it again throws such edits away. The
tags are explained in `templates/README.md`.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.section import WD_SECTION

from reports.official_layout import add_footers, add_styles, lay_out, substitute_fonts
from reports.template_tables import Column, add_line, add_table

if TYPE_CHECKING:
    from docx.document import Document as Paper

__all__ = ["TEMPLATE", "build_template", "main"]

TEMPLATE = Path(__file__).with_name("templates") / "summary.docx"
"""The template that summaries are written from."""

_HUMAN = "【由填报单位撰写】"
_TEXT, _FIRST, _SECOND = "公文正文", "一级标题", "二级标题"


def build_template() -> "Paper":
    """The template as a document: body and annex 1 upright, annexes 2 to 4 across, annex 5 upright."""
    paper = Document()
    paper.core_properties.title = paper.core_properties.author = paper.core_properties.comments = ""
    add_styles(paper)
    substitute_fonts(paper)
    lay_out(paper.sections[0])
    add_footers(paper)
    _add_opening(paper)
    _add_body(paper)
    _add_closing(paper)
    _add_goals(paper)
    _turn(paper, landscape=True)
    _add_comparison(paper)
    _add_counties(paper)
    _add_articles(paper)
    _turn(paper, landscape=False)
    _add_definitions(paper)
    return paper


def _add_opening(paper: "Paper") -> None:
    _when(paper, "illustrative", "{{ illustrative }}", "公文声明")
    _each(paper, "line in title", "{{ line }}", "公文标题")
    add_line(paper, "", _TEXT)
    _when(paper, "addressee", "{{ addressee }}", "主送机关")
    add_line(
        paper,
        "根据《{{ plan }}》要求，现将{{ subject }}落实情况报告如下。数据截至{{ cutoff }}，{{ expected }}"
        "个县（区）中有{{ reported }}个报送了数据；各项目标按{{ as_of }}的期限判定。{{ known }}",
        _TEXT,
    )


def _add_body(paper: "Paper") -> None:
    add_line(paper, "一、总体情况", _FIRST)
    add_line(
        paper,
        "{{ scope }}共{{ total }}项质量目标，其中达标{{ lights.met }}项、按进度推进{{ lights.on_track }}项、"
        "预警{{ lights.at_risk }}项、未达标{{ lights.not_met }}项、无数据{{ lights.no_data }}项、"
        "不适用{{ lights.not_applicable }}项。",
        _TEXT,
    )
    _each(paper, "line in overall", "{{ line }}", _TEXT)
    add_line(paper, "二、质量目标完成情况", _FIRST)
    _each_part(paper, "goal_parts", without="没有涉及的目标。")
    add_line(paper, "三、重点任务推进情况", _FIRST)
    _each_part(paper, "task_parts", without="没有涉及的重点任务。")
    add_line(paper, "四、主要做法和特色亮点", _FIRST)
    add_line(paper, _HUMAN, _TEXT)
    add_line(paper, "五、存在问题和原因", _FIRST)
    _each(paper, "line in problems", "{{ line }}", _TEXT)
    add_line(paper, f"原因分析：{_HUMAN}", _TEXT)
    add_line(paper, "六、下一步工作打算", _FIRST)
    add_line(paper, "{{ next_steps }}", _TEXT)
    _add_open_items(paper)
    add_line(paper, f"其他打算：{_HUMAN}", _TEXT)


def _add_open_items(paper: "Paper") -> None:
    add_line(paper, "{%p if open_items %}", _TEXT)
    add_table(
        paper,
        [
            Column("目标", "{{ row.name }}", 34),
            Column("现状", "{{ row.figure }}", 24, "表格数字"),
            Column("责任单位", "{{ row.owners }}", 52),
            Column("措施", _HUMAN, 24),
            Column("时限", "{{ row.due }}", 22),
        ],
        rows="row in open_items",
    )
    add_line(paper, "{%p endif %}", _TEXT)


def _add_closing(paper: "Paper") -> None:
    add_line(paper, "", _TEXT)
    _each(paper, "line in attachments", "{{ line }}", "附件说明")
    add_line(paper, "", _TEXT)
    add_line(paper, "{{ signature }}", "落款")
    add_line(paper, "{{ date }}", "落款")


def _add_goals(paper: "Paper") -> None:
    _head(paper, "附件1", "{{ annexes[0] }}", new_page=True)
    add_table(
        paper,
        [
            Column("序号", "{{ row.number }}", 8, "表格数字"),
            Column("目标", "{{ row.name }}", 44),
            Column("目标值", "{{ row.target }}", 26),
            Column("分子/分母", "{{ row.counts }}", 29, "表格数字"),
            Column("完成值", "{{ row.value }}", 18, "表格数字"),
            Column("状态", "{{ row.light }}", 11),
            Column("差额或原因", "{{ row.remark }}", 20),
        ],
        rows="row in goals",
    )
    add_line(paper, "{{ note }}", "表注")


def _add_comparison(paper: "Paper") -> None:
    _head(paper, "附件2", "{{ annexes[1] }}", new_page=False)
    add_line(paper, "{%p if comparison %}", _TEXT)
    add_table(
        paper,
        [
            Column("目标", "{{ row.name }}", 40),
            Column("目标值", "{{ row.target }}", 17),
            Column("{{ name }}", "{{ cell }}", 168, "表格数字", "cell in row.cells", "name in prefectures"),
        ],
        rows="row in comparison",
    )
    add_line(paper, "{%p else %}", _TEXT)
    add_line(paper, "所涉目标都不在地（市）一级判定，本表不适用。", _TEXT)
    add_line(paper, "{%p endif %}", _TEXT)


def _add_counties(paper: "Paper") -> None:
    _head(paper, "附件3", "{{ annexes[2] }}", new_page=True)
    add_line(paper, "{%p if county_goals %}", _TEXT)
    add_table(
        paper,
        [
            Column("地（市）", "{{ row.prefecture }}", 14),
            Column("县（区）", "{{ row.name }}", 19),
            Column("{{ name }}", "{{ cell }}", 192, "表格小字", "cell in row.cells", "name in county_goals"),
        ],
        rows="row in counties",
    )
    add_line(paper, "{{ county_note }}", "表注")
    add_line(paper, "{%p else %}", _TEXT)
    add_line(paper, "所涉目标都不在县（区）一级判定，本表不适用。", _TEXT)
    add_line(paper, "{%p endif %}", _TEXT)


def _add_articles(paper: "Paper") -> None:
    _head(paper, "附件4", "{{ annexes[3] }}", new_page=True)
    add_table(
        paper,
        [
            Column("条", "{{ row.numeral }}", 11),
            Column("任务", "{{ row.title }}", 52),
            Column("责任单位", "{{ row.departments }}", 72),
            Column("成果项数", "{{ row.total }}", 18, "表格数字"),
            Column("已完成", "{{ row.done }}", 12, "表格数字"),
            Column("推进中", "{{ row.in_progress }}", 12, "表格数字"),
            Column("未启动", "{{ row.not_started }}", 12, "表格数字"),
            Column("未报送", "{{ row.not_reported }}", 12, "表格数字"),
            Column("不适用", "{{ row.not_applicable }}", 12, "表格数字"),
            Column("逾期", "{{ row.overdue }}", 12, "表格数字"),
        ],
        rows="row in articles",
    )
    add_line(paper, "{{ article_note }}", "表注")


def _add_definitions(paper: "Paper") -> None:
    _head(paper, "附件5", "{{ annexes[4] }}", new_page=False, unit="")
    _each(paper, "line in definitions", "{{ line }}", _TEXT)


def _head(paper: "Paper", mark: str, title: str, *, new_page: bool, unit: str = "{{ unit }}") -> None:
    add_line(paper, mark, "附件标记" if new_page else "附件续")
    add_line(paper, title, "表格标题")
    if unit:
        add_line(paper, f"填报单位：{unit}　数据截至：{{{{ cutoff }}}}", "表格单位")


def _when(paper: "Paper", fact: str, text: str, style: str) -> None:
    add_line(paper, f"{{%p if {fact} %}}", _TEXT)
    add_line(paper, text, style)
    add_line(paper, "{%p endif %}", _TEXT)


def _each(paper: "Paper", loop: str, text: str, style: str) -> None:
    add_line(paper, f"{{%p for {loop} %}}", _TEXT)
    add_line(paper, text, style)
    add_line(paper, "{%p endfor %}", _TEXT)


def _each_part(paper: "Paper", parts: str, *, without: str) -> None:
    add_line(paper, f"{{%p for part in {parts} %}}", _TEXT)
    add_line(paper, "{{ part.heading }}", _SECOND)
    _each(paper, "line in part.lines", "{{ line }}", _TEXT)
    add_line(paper, "{%p else %}", _TEXT)
    add_line(paper, without, _TEXT)
    add_line(paper, "{%p endfor %}", _TEXT)


def _turn(paper: "Paper", *, landscape: bool) -> None:
    """Go on in a new section; its break stands in a paragraph that takes no room."""
    lay_out(paper.add_section(WD_SECTION.NEW_PAGE), landscape=landscape)
    holder = paper.paragraphs[-1]
    holder.style = "分节"


def main() -> None:
    """Write the template to its place."""
    build_template().save(str(TEMPLATE))
    print(f"wrote {TEMPLATE.name}, {TEMPLATE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
