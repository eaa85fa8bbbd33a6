"""The sentence of the way back to a target."""

import pytest

from pages.shared.reach import reach_text
from tests.pages.builders import plan, scope


@pytest.mark.parametrize(
    ("goal", "passes", "total", "said"),
    [
        ("agri_pass_rate", 475, 500, "要回到 ≥ 96 %，接下来要连续 125 个样品全部合格。"),
        ("agri_pass_rate", 480, 500, "已达到目标，还能承受 0 个样品不合格。"),
        ("large_industry_qms_rate", 9, 10, "离 = 100 % 还差 1 家企业。"),
        ("export_pass_rate", 9, 10, "目标 = 100 %：今年已有 1 批次不合格，之后全部合格也回不到目标。"),
    ],
)
def test_what_is_missing_or_to_spare_is_said(goal: str, passes: int, total: int, said: str) -> None:
    assert reach_text(passes, total, plan().goal(goal), scope(language="zh")) == said
