"""Names of the columns of entries in files, the words their cells may hold, and what each kind needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from data.columns import STATES
from indicators.assessment_scheme import EventKind
from indicators.entry import ENTRY_SCHEMA, AccidentGrade, CertificateState, EntryKind, EntryState
from indicators.observation import State
from indicators.text import fold
from indicators.vocabulary import Level

__all__ = [
    "ENTRY_FORMS",
    "ENTRY_LABELS",
    "ENTRY_WORDS",
    "EVENT_WORDS",
    "KIND_WORDS",
    "EntryForm",
    "find_entry_column",
]

ENTRY_LABELS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "kind": ("登记类别",),
        "id": ("编号", "批号", "项目编号"),
        "subject": ("事项", "指标代码", "指标名称", "指标", "任务", "职责", "indicator"),
        "area": ("地区", "区划代码", "地区名称", "area_code", "area_name"),
        "department": ("部门", "责任部门"),
        "owner": ("责任人", "责任单位"),
        "day": ("日期", "发现日期", "期限", "收到日期", "date", "due"),
        "name": ("名称", "产品名称", "项目名称", "企业名称", "文件名称"),
        "category": ("类别", "等级", "证书状态"),
        "text": ("说明", "原因", "内容", "备注", "reason", "note"),
        "state": ("状态",),
        "handling": ("处理情况", "办理情况"),
        "closed_on": ("办结日期", "复验日期", "复查日期"),
        "points": ("分值", "得分"),
        "evidence": ("佐证", "佐证材料", "文件"),
    }
)
"""Accepted header labels of each column, the standard Chinese one first; ids are accepted too."""

KIND_WORDS: Mapping[str, EntryKind] = MappingProxyType(
    {
        **{kind.value: kind for kind in EntryKind},
        "案件": EntryKind.CASE,
        "行动": EntryKind.ACTION,
        "报送": EntryKind.SUBMISSION,
        "进展": EntryKind.MILESTONE,
        "评定": EntryKind.JUDGEMENT,
        "加减分": EntryKind.EVENT,
    }
)
"""Words for the kinds."""

EVENT_WORDS: Mapping[str, EventKind] = MappingProxyType(
    {
        **{kind.value: kind for kind in EventKind},
        "国家级奖励": EventKind.NATIONAL_AWARD,
        "示范称号": EventKind.DEMONSTRATION_TITLE,
        "全国标杆": EventKind.NATIONAL_BENCHMARK,
        "质量事故": EventKind.ACCIDENT,
        "弄虚作假": EventKind.FALSE_DATA,
        "一票否决": EventKind.VETO,
    }
)
"""Words for what raises, lowers or decides a score."""

_HANDLED = tuple(state.value for state in EntryState)
_DONE = (EntryState.OPEN.value, EntryState.CLOSED.value)
_STEPS = tuple(state.value for state in (State.NOT_STARTED, State.IN_PROGRESS, State.DONE))

ENTRY_WORDS: Mapping[str, str] = MappingProxyType(
    {
        **{
            word.value: word.value
            for words in (EntryState, CertificateState, AccidentGrade)
            for word in words
        },
        "未处理": EntryState.OPEN.value,
        "处理中": EntryState.IN_HAND.value,
        "已办结": EntryState.CLOSED.value,
        "已过期": CertificateState.EXPIRED.value,
        "未认证": CertificateState.NONE.value,
        "一般": AccidentGrade.ORDINARY.value,
        "较大": AccidentGrade.LARGER.value,
        "重大": AccidentGrade.MAJOR.value,
        "特别重大": AccidentGrade.GRAVE.value,
        **{word: value for word, value in STATES.items() if value in _STEPS},
    }
)
"""Words for states and categories."""


@dataclass(frozen=True, slots=True)
class EntryForm:
    """What an entry of one kind says.

    Attributes:
        required: columns that must be filled, `kind` apart.
        optional: columns that may be filled, `id` apart.
        levels: those of the areas it may name.
        states: those it may have, the one that an empty cell means first; none where it has no state.
    """

    required: frozenset[str]
    optional: frozenset[str]
    levels: frozenset[Level]
    states: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that it may fill, in the order of the schema."""
        own = {"kind", "id", *self.required, *self.optional}
        return tuple(name for name in ENTRY_SCHEMA if name in own)


def _form(required: str, optional: str, levels: tuple[Level, ...], states: tuple[str, ...] = ()) -> EntryForm:
    return EntryForm(frozenset(required.split()), frozenset(optional.split()), frozenset(levels), states)


_SCORED = (Level.PREFECTURE,)

ENTRY_FORMS: Mapping[EntryKind, EntryForm] = MappingProxyType(
    {
        EntryKind.CASE: _form(
            "subject area day name text",
            "category state handling closed_on evidence",
            (Level.COUNTY, Level.PREFECTURE),
            _HANDLED,
        ),
        EntryKind.ACTION: _form(
            "subject day text",
            "area department owner state handling closed_on evidence",
            tuple(Level),
            _DONE,
        ),
        EntryKind.SUBMISSION: _form("subject day", "area department name text evidence", _SCORED),
        EntryKind.MILESTONE: _form("subject area day", "state text evidence", _SCORED, _STEPS),
        EntryKind.JUDGEMENT: _form("subject area day text points", "evidence", _SCORED),
        EntryKind.EVENT: _form("subject area day evidence", "text points", _SCORED),
    }
)
"""What each kind of entry must and may say."""

_COLUMN_OF = {fold(label): column for column, labels in ENTRY_LABELS.items() for label in (column, *labels)}


def find_entry_column(label: str) -> str | None:
    """The column a header label stands for; None when it stands for none."""
    return _COLUMN_OF.get(fold(label))
