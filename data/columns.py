"""Names of the upload columns: ids, Chinese labels, and the words their cells may hold."""

from collections.abc import Mapping
from types import MappingProxyType

from indicators.observation import State
from indicators.text import fold
from indicators.vocabulary import PeriodType, Reason

__all__ = [
    "COLUMN_LABELS",
    "FREE_TEXT",
    "ORGANISERS",
    "PERIOD_TYPES",
    "REASONS",
    "STATES",
    "find_column",
    "is_name_label",
]

COLUMN_LABELS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "indicator": ("指标代码", "指标名称", "指标", "indicator_id"),
        "area": ("区划代码", "地区名称", "地区", "area_code", "area_name"),
        "area_level": ("层级", "级别", "level"),
        "period": ("期间",),
        "period_type": ("期间类型",),
        "organiser": ("组织单位",),
        "segment": ("分类",),
        "numerator": ("分子",),
        "denominator": ("分母",),
        "value": ("数值",),
        "state": ("状态", "milestone_state"),
        "na_reason": ("不适用原因", "原因"),
        "evidence": ("佐证",),
        "reported_by": ("填报单位", "reporter"),
        "reported_on": ("填报日期", "report_date"),
        "note": ("备注",),
    }
)
"""Accepted header labels of each column, the standard Chinese one first; ids are accepted too.

`area_level` only helps to tell areas of the same name apart and is not stored."""

FREE_TEXT = ("na_reason", "evidence", "reported_by", "note")
"""Columns that may hold any words."""

_NAME_LABELS = frozenset({"指标名称", "指标", "地区名称", "地区", "area_name"})

PERIOD_TYPES: Mapping[str, PeriodType] = MappingProxyType(
    {
        **{kind.value: kind for kind in PeriodType},
        "月": PeriodType.MONTH,
        "月度": PeriodType.MONTH,
        "季": PeriodType.QUARTER,
        "季度": PeriodType.QUARTER,
        "半年": PeriodType.HALF,
        "半年度": PeriodType.HALF,
        "年": PeriodType.YEAR,
        "年度": PeriodType.YEAR,
        "累计": PeriodType.YTD,
        "时点": PeriodType.SNAPSHOT,
    }
)
"""Words for what a period covers."""

ORGANISERS: Mapping[str, str] = MappingProxyType(
    {
        "": "",
        **{word: word for word in ("national", "region", "prefecture", "county")},
        "国家": "national",
        "自治区": "region",
        "地市": "prefecture",
        "地(市)": "prefecture",
        "县": "county",
        "县(区)": "county",
    }
)
"""Words for the level whose authority took the samples; none is allowed."""

STATES: Mapping[str, str] = MappingProxyType(
    {
        **{state.value: state.value for state in State},
        "未启动": State.NOT_STARTED.value,
        "推进中": State.IN_PROGRESS.value,
        "已完成": State.DONE.value,
        "不适用": State.NOT_APPLICABLE.value,
        "评定达标": State.JUDGED_MET.value,
        "评定预警": State.JUDGED_AT_RISK.value,
        "评定未达标": State.JUDGED_NOT_MET.value,
    }
)
"""Words for how far something without a number has come, or how it was judged by hand."""

REASONS: Mapping[str, str] = MappingProxyType(
    {
        **{
            reason.value: reason.value
            for reason in (Reason.NO_OBJECT, Reason.NOT_AT_LEVEL, Reason.NO_STATION, Reason.EXCLUDED)
        },
        "无此类对象": Reason.NO_OBJECT.value,
        "该级不设此指标": Reason.NOT_AT_LEVEL.value,
        "无监测点位": Reason.NO_STATION.value,
        "经办公室同意剔除": Reason.EXCLUDED.value,
    }
)
"""Words for why an object does not apply; any other text is kept as it is and counts as a declared reason."""


_COLUMN_OF = {fold(label): column for column, labels in COLUMN_LABELS.items() for label in (column, *labels)}


def find_column(label: str) -> str | None:
    """The column a header label stands for; None when it stands for none."""
    return _COLUMN_OF.get(fold(label))


def is_name_label(label: str) -> bool:
    """Whether a header label announces names; the others announce codes, or either."""
    return fold(label) in _NAME_LABELS
