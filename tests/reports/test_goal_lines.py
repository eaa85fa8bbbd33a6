"""What is said of one goal: the sentence patterns of the year-end summary, word by word."""

from datetime import date

import pytest

from reports.goal_lines import goal_line
from tests.factories import observation
from tests.reports.builders import LAST_DAY, some_basis, unit

EXPORT, QMS, WASTE = "export_pass_rate", "service_qms_cert_rate", "garbage_harmless_rate"
SEPTEMBER = date(2016, 9, 30)


def line(goal: str, *rows: dict[str, object], as_of: date = LAST_DAY, name: str = "拉萨市") -> str:
    """What the summary of a prefecture (of the office without a name) says of a goal."""
    basis = some_basis(*rows, as_of=as_of)
    found = goal_line(basis, unit("prefecture" if name else "region", name), basis.plan.goal(goal))
    return found.partition("：")[2]


def lhasa(goal: str, numerator: int | None, denominator: int | None, **facts: object) -> dict[str, object]:
    usual = {"area": "540100", "period": "2016-12", "period_type": "month"}
    return observation(indicator=goal, numerator=numerator, denominator=denominator, **(usual | facts))


def farm(numerator: int, denominator: int) -> str:
    """The farm samples of all eight counties of 拉萨市, nearly all of them in one."""
    counties = [f"54010{n}" for n in (2, 3)] + [f"54012{n}" for n in (1, 2, 3, 4, 6, 7)]
    rest = [
        lhasa("agri_pass_rate", 0, 0, area=code, period="2016Q4", period_type="quarter")
        for code in counties[1:]
    ]
    first = lhasa(
        "agri_pass_rate", numerator, denominator, area=counties[0], period="2016Q4", period_type="quarter"
    )
    return line("agri_pass_rate", first, *rest)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (
            (475, 495),
            "抽检495个样品，合格475个，合格率95.96%，低于目标0.04个百分点，按目标口径多出1个样品不合格，未达标。",
        ),
        ((480, 500), "抽检500个样品，合格480个，合格率96.00%，达到目标，余量不足，预警。"),
        ((500, 500), "抽检500个样品，合格500个，合格率100.0%，高于目标4.0个百分点，达标。"),
        (
            (0, 500),
            "抽检500个样品，合格0个，合格率0.0%，低于目标96.0个百分点，按目标口径多出480个样品不合格，未达标。",
        ),
        ((961, 1000), "抽检1000个样品，合格961个，合格率96.10%，高于目标0.10个百分点，余量不足，预警。"),
    ],
)
def test_a_sampled_rate(counts: tuple[int, int], said: str) -> None:
    assert farm(*counts).startswith(said)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((1999, 2000), "99.95%，出现1批次不合格，未实现100%目标，年内不可挽回，未达标。"),
        ((40, 40), "100.00%，实现100%目标，达标。"),
    ],
)
def test_a_goal_of_100_percent(counts: tuple[int, int], said: str) -> None:
    passed, total = counts
    told = f"检验出口产品{total}批次，合格{passed}批次，合格率{said}"
    assert line(EXPORT, lhasa(EXPORT, *counts)) == told


def test_without_the_object_or_a_report() -> None:
    absent = lhasa(EXPORT, None, None, state="not_applicable", na_reason="no_object")
    assert line(EXPORT, absent) == "辖区内无出口产品生产企业，不适用。"
    assert line(EXPORT) == "截至2016年12月31日，拉萨市尚未报送。"


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (60, "证书有效60家，认证率60.0%，低于目标25.0个百分点，还差25家企业，按时间进度应达63.4%，预警。"),
        (70, "证书有效70家，认证率70.0%，低于目标15.0个百分点，还差15家企业，按时间进度应达63.4%，按进度。"),
        (90, "证书有效90家，认证率90.0%，高于目标5.0个百分点，达标。"),
    ],
)
def test_a_goal_that_grows_is_held_against_the_schedule(held: int, said: str) -> None:
    reported = lhasa(QMS, held, 100, period="2016Q3", period_type="quarter")
    assert line(QMS, reported, as_of=SEPTEMBER) == f"名单内服务业企业100家，{said}"


def test_after_the_deadline_only_what_is_missing_is_said() -> None:
    reported = lhasa(QMS, 60, 100, period="2016Q4", period_type="quarter")
    assert line(QMS, reported).endswith("低于目标25.0个百分点，还差25家企业，未达标。")


@pytest.mark.parametrize(
    ("treated", "said"),
    [
        (90, "处理率90.00%，与上年（90.00%）持平，预警。"),
        (100, "处理率100.00%，比上年（90.00%）提高10.00个百分点，达标。"),
        (80, "处理率80.00%，比上年（90.00%）下降10.00个百分点，未达标。"),
    ],
)
def test_a_rise_is_told_in_points(treated: int, said: str) -> None:
    county = {"area": "540102", "period_type": "year"}
    rows = [
        lhasa(WASTE, 90, 100, **county | {"period": "2015"}),
        lhasa(WASTE, treated, 100, **county | {"period": "2016"}),
    ]
    told = line(WASTE, *rows)
    assert f"产生100吨，无害化处理{treated}吨，{said}" in told
    assert told.endswith("应报8个县（区），已报1个，报送不全。两年都有数的县（区）1个，共8个。")


def test_the_mean_of_those_that_reported_stands_beside_the_pooled_rate() -> None:
    good = {"540100": (24, 30), "540200": (30, 30), "540300": (60, 60)}
    rows = [lhasa("air_good_days", *counts, area=code) for code, counts in good.items()]
    assert line("air_good_days", *rows, name="") == (
        "3个地（市）平均93.3%，低于目标1.7个百分点，未达标。"
        "按合计口径，有效监测120天，其中优良114天，优良率95.00%。应报7个地（市），已报3个，报送不全。"
    )


def test_a_stream_below_the_target_is_said() -> None:
    rows = [
        lhasa("food_drug_pass_rate", passed, 100, area="540102", segment=stream)
        for stream, passed in (("food", 92), ("drug", 99))
    ]
    assert "其中食品92/100，92.0%，低于目标3.0个百分点。" in line("food_drug_pass_rate", *rows)


def test_a_share_without_a_mark_at_this_level_is_not_judged() -> None:
    rows = [
        lhasa("quality_county_coverage", 1, 1, area="540102", segment=item.id)
        for item in unit("region").goals[0].items
    ]
    assert line("quality_county_coverage", *rows).startswith(
        "8个县（区）中1个全面开展，占12.5%，本级不设目标值，不判定。"
    )


def test_silent_counties_are_a_range() -> None:
    rows = [
        lhasa("quality_county_coverage", 1, 1, area="540102", segment=item.id)
        for item in unit("region").goals[0].items
    ]
    told = line("quality_county_coverage", *rows, name="")
    assert told.startswith(
        "74个县（区）中1个全面开展，占1.4%，低于目标78.6个百分点，还差59个县（区），未达标。"
    )
    assert "另有73个县（区）未报，比重在1.4%至100.0%之间。" in told


def test_accidents_are_counted() -> None:
    reported = lhasa("engineering_accidents", None, None, area="540102", value="2")
    assert line("engineering_accidents", reported).startswith("发生2起，目标=0起，年内不可挽回。")


def test_the_prefecture_is_not_blamed_for_what_others_owe() -> None:
    assert line("agri_pass_rate", name="") == "截至2016年12月31日，有关单位尚未报送。"
    assert line("mfg_quality_index", as_of=date(2016, 1, 1), name="").endswith("无数据。")
