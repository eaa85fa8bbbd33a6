"""A store with answers known beforehand: few figures and entries, each for one of the twenty questions."""

from pathlib import Path

from data import Ledger, Store
from geo import load_register
from indicators import load_plan
from tests.factories import commit, entry, observation, write

__all__ = ["AS_OF", "fill"]

AS_OF = "2016-11-30"
"""The date on which the answers hold."""

_AGRI = (  # the worked example of the domain report: county, passes, samples
    ("540102", 175, 180),
    ("540202", 103, 110),
    ("540302", 63, 70),
    ("540402", 48, 50),
    ("540502", 49, 50),
    ("542421", 23, 25),
    ("542523", 14, 15),
)
_CAMPAIGN_DONE, _CAMPAIGN_NEARLY = 57, 3
_MONTHS = tuple(f"2016-{month:02}" for month in range(1, 11))
_GOOD_DAYS = {"540100": 27}  # of 30 a month; all other prefectures have 30


def fill(folder: Path) -> None:
    """Store all of it."""
    store = Store(folder)
    rows = [*_agri(), *_campaign(), *_food(), *_works(), *_air(), *_firms(), *_deliverables()]
    commit(store, *rows, by="自治区质监局", file="known.csv", content=b"known")
    write(Ledger(folder), *_entries(), by="自治区质监局")


def _agri() -> list[dict[str, object]]:
    return [
        observation(area=area, period="2016Q3", numerator=passes, denominator=samples)
        for area, passes, samples in _AGRI
    ]


def _campaign() -> list[dict[str, object]]:
    goal = load_plan().goal("quality_county_coverage")
    counties = load_register().counties[: _CAMPAIGN_DONE + _CAMPAIGN_NEARLY]
    return [
        observation(
            indicator=goal.id,
            area=county.code,
            period="2016-11",
            period_type="month",
            segment=item.id,
            numerator=int(place < _CAMPAIGN_DONE or item.id != goal.items[-1].id),
            denominator=1,
        )
        for place, county in enumerate(counties)
        for item in goal.items
    ]


def _food() -> list[dict[str, object]]:
    """One county that misses the goal three months running."""
    return [
        observation(
            indicator="food_drug_pass_rate",
            area="542426",
            period=month,
            period_type="month",
            segment="food",
            numerator=20,
            denominator=24,
        )
        for month in _MONTHS[-3:]
    ]


def _works() -> list[dict[str, object]]:
    """One large project of ten that failed, one accident."""
    failed = observation(
        indicator="large_first_acceptance",
        period="2016-09",
        period_type="month",
        segment="transport",
        numerator=9,
        denominator=10,
    )
    accident = observation(
        indicator="engineering_accidents",
        area="540321",
        period="2016-10",
        period_type="month",
        numerator=None,
        denominator=None,
        value="1",
    )
    return [failed, accident]


def _air() -> list[dict[str, object]]:
    return [
        observation(
            indicator="air_good_days",
            area=prefecture.code,
            period=month,
            period_type="month",
            numerator=_GOOD_DAYS.get(prefecture.code, 30),
            denominator=30,
        )
        for prefecture in load_register().prefectures
        for month in _MONTHS
    ]


def _firms() -> list[dict[str, object]]:
    return [
        observation(
            indicator="large_industry_qms_rate",
            period="2016Q3",
            period_type="snapshot",
            numerator=8,
            denominator=10,
        )
    ]


def _deliverables() -> list[dict[str, object]]:
    told = {"area": "540000", "period": "2016-10", "period_type": "snapshot"}
    blank = {"numerator": None, "denominator": None}
    return [
        observation(indicator="A05-01", state="done", evidence="扶持办法", **told, **blank),
        observation(indicator="A05-02", state="in_progress", **told, **blank),
    ]


def _entries() -> list[dict[str, str | None]]:
    project = {"subject": "large_first_acceptance", "name": "纳金大桥", "text": "桥面铺装不合格"}
    firm = {"subject": "large_industry_qms_rate", "day": "2016-09-30", "text": "未按期换证"}
    return [
        entry(id="F-1", area="542421", day="2016-08-09", name="牦牛肉"),
        entry(
            id="L-1", **project, day="2016-09-12", state="closed", handling="返工重验", closed_on="2016-10-20"
        ),
        entry(
            id="E-1",
            subject="engineering_accidents",
            area="540321",
            day="2016-10-18",
            name="县医院工程",
            text="脚手架坍塌",
            category="ordinary",
        ),
        entry(id="Q-1", **firm, name="高原水泥厂", category="expired"),
        entry(id="Q-2", **firm, name="圣地矿泉水厂", category="none"),
        entry(
            kind="submission",
            id=None,
            subject="C2",
            area="540100",
            day="2016-11-28",
            name="总结.docx",
            text=None,
            state=None,
        ),
    ]
