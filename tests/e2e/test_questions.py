"""The twenty questions of a leader, asked of a store with answers known beforehand (`known.py`).

Each begins on the start page and takes at most two clicks; docs/questions.md shows where each leads.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from deploy.trial import PROJECT, trial_server
from tests.e2e.known import fill

Open = Callable[[str], Page]
Click = Callable[[Page], None]

_MOST_CLICKS = 2


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard on the known store, for all questions."""
    folder = tmp_path_factory.mktemp("known") / "store"
    fill(folder)
    with trial_server(folder) as (address, _):
        yield address


def _menu(name: str) -> Click:
    """Go to a page by the menu."""
    return lambda page: page.get_by_role("link", name=name, exact=True).click()


def _part(name: str) -> Click:
    """Choose a part of a page."""
    return lambda page: page.get_by_role("radio", name=name, exact=True).click()


def _goal(name: str) -> Click:
    """Choose a goal."""

    def click(page: Page) -> None:
        page.get_by_role("combobox", name="目标", exact=True).click()
        page.get_by_role("option", name=name, exact=True).click()

    return click


def _link(name: str) -> Click:
    """Follow a link within the page."""
    return lambda page: _main(page).get_by_role("link", name=name, exact=True).first.click()


def _main(page: Page) -> Locator:
    return page.locator("[data-testid=stMain]")


def _lacks(page: Page, words: Sequence[str]) -> list[str]:
    """Which words are not on the page; blanks do not count, for cells stand beside each other without."""
    said = "".join((_main(page).text_content() or "").split())
    return [word for word in words if "".join(word.split()) not in said]


def _wait_for(page: Page, words: Sequence[str]) -> None:
    """Wait until all words are on the page."""
    for _ in range(60):
        if not _lacks(page, words):
            return
        page.wait_for_timeout(500)
    pytest.fail(f"not on the page: {_lacks(page, words)}")


QUESTIONS: dict[int, tuple[Sequence[Click], Sequence[str]]] = {
    1: ((), ("✔ 达标1", "➤ 按进度1", "▲ 预警1", "✖ 未达标4", "— 无数据29", "○ 不适用0", "↑1")),
    2: (
        (),
        ("57 / 74", "还差 3 个到 60 个", "若全部达标为 71 个", "嘉黎县 缺 1 项：形成年度总结"),
    ),
    3: ((_link("农产品合格率"),), ("昌都市", "475/500")),
    4: ((_menu("走势"), _goal("02 农产品合格率")), ("接下来要连续 125 个样品全部合格",)),
    5: ((_menu("报送"), _part("催报名单")), ("563 项数据逾期，涉及 14 个责任单位", "已 294 天")),
    6: ((_menu("案件"),), ("案件 5 件", "县医院工程")),
    7: ((_menu("案件"),), ("年内已失守的 100% 目标（2 项）", "纳金大桥 · 桥面铺装不合格")),
    9: ((_menu("各地（市）"),), ("✖ 90.0", "✖ 93.6", "▲ 97.2")),
    10: ((_menu("各地（市）"), _part("各县（区）× 目标")), ("连续两期未达标的县（区）：3 个",)),
    11: ((_menu("走势"), _goal("02 农产品合格率")), ("年底为 95.0 %，达不到目标 ≥ 96 %",)),
    12: ((_menu("走势"), _part("样本少还是真差")), ("低于目标，不像偶然（1） 卡若区 63/70", "噶尔县 14/15")),
    13: ((_menu("走势"), _part("抽样够不够")), ("够 25 个的 6 个，不够的 1 个，一个没抽的 67 个",)),
    14: ((_menu("任务"),), ("任务 153 项，完成 0.7 %", "五 加强", "1/10")),
    15: ((_menu("部门"), _link("农牧厅")), ("8 条，任务 81 项，完成 1.2 %", "逾期未报 67 份")),
    16: ((_menu("案件"), _goal("13 大中型一次验收")), ("案件 1 件", "纳金大桥")),
    17: ((_menu("走势"), _part("空气日历")), ("拉萨市 270/300，差 15 天",)),
    18: ((_menu("案件"), _goal("06 规上工业认证率")), ("案件 2 件",)),
    19: ((_menu("考核"),), ("那曲地区 · 已计 20.00 分的项目中得 7.18 分", "总分 35.90")),
    20: ((_menu("报送"), _part("方案和总结")), ("1 / 40", "距截止还有 31 天", "✔ 2016-11-28")),
}
"""Clicks from the start page, and what must then be read."""


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_answer_is_read_after_two_clicks_at_most(address: str, open_page: Open, question: int) -> None:
    clicks, words = QUESTIONS[question]
    assert len(clicks) <= _MOST_CLICKS
    page = open_page(address)
    for click in clicks:
        click(page)
    _wait_for(page, words)


def faulty_file(folder: Path) -> Path:
    """A file of three rows, one of them sound."""
    file = folder / "q4.csv"
    file.write_text(
        "指标代码,区划代码,期间,分子,分母\n"
        "agri_pass_rate,540102,2016Q4,30,30\n"
        "agri_pass_rate,540121,2016Q4,31,30\n"
        "agri_pass_rate,549999,2016Q4,30,30\n",
        encoding="utf-8",
    )
    return file


def choose_file(page: Page, file: Path) -> None:
    """Go to the upload page and choose a file."""
    _menu("上报")(page)
    page.locator("input[type=file]").first.set_input_files(file)


def test_how_many_rows_were_rejected_and_why(address: str, open_page: Open, tmp_path: Path) -> None:
    """Question 8: the only one that needs a file."""
    page = open_page(address)
    choose_file(page, faulty_file(tmp_path))
    _wait_for(page, ["3 行数据，可入库 1 行（1 个数），退回 2 行", "第 3 行", "第 4 行"])


def test_every_question_is_in_the_document() -> None:
    told = (PROJECT / "docs" / "questions.md").read_text(encoding="utf-8")
    numbers = [
        int(line.split("|")[1]) for line in told.splitlines() if line.startswith("| ") and line[2].isdigit()
    ]
    assert numbers == list(range(1, 21))
    assert set(QUESTIONS) | {8} == set(numbers)
