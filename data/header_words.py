"""Words that officials put over columns, besides the labels of `data.columns`; folded, without spaces."""

import re
from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["AREA_WORDS", "COUNT_WORDS", "FIELD_WORDS", "UNIT", "area_rank"]

_CODE = "(行政)?区划代码|地区代码|县区代码|县\\(区\\)代码|area_code"
_COUNTY = (
    "(各)?(县|区县|县区|市县|县市区|县名|县级|县\\(区\\)|县\\(市\\)|县\\(市、区\\)|县\\(市,区\\)|县\\(区、市\\))"
    "(名称)?|county"
)
_ANY_LEVEL = "(各)?(地区|行政区划|区划|区域|辖区)(名称)?|area|area_name"
_PREFECTURE = "(各)?(地市|市地|地\\(市\\)|市\\(地\\)|地\\(市\\)州|市州|州市|地级市)(名称)?|prefecture"

AREA_WORDS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(rf"(?:{words})(?:[/\\|].*)?") for words in (_CODE, _COUNTY, _ANY_LEVEL, _PREFECTURE)
)
"""Labels over areas: codes, counties, any level, prefectures; the stroke of a slanted header may follow."""

_THINGS = "(?:监督|出口|竣工|工程|项目|样品|产品|企业|批次|点位|断面|水源地?|污染源|采样|天)*"
_COUNT = "(?:数量?|总数|总量|批次数?|个数|家数|天数|次数|件数|量|总批次)"
_SAMPLED = f"(?:抽检|抽查|抽样|检查|检验|检测|监测|送检|受检|采样){_THINGS}{_COUNT}?"
_TESTED = f"(?:竣工|交工|验收|交验|参加验收|有效监测|有效|实有|产生|排放源|污染源){_THINGS}{_COUNT}"
_TOTALS = f"{_THINGS}(?:处理|验收|抽检|抽查|检验|监测)?(?:总数|总量|总批次|总个数|总家数|总天数)"
_OWED = "应[^率]*(?:数|量|批次)"
_GOOD = "(?:合格|达标|优良|优良以上|获证|认证|通过|无害化处理|污水处理|符合标准|持证)"
_FIRST = "(?:(?:一次性?|首次)(?:验收|交验)?|交验|抽检|抽查|检验|检测|监测)?"
_PASSED = f"{_FIRST}{_GOOD}{_THINGS}{_COUNT}"

COUNT_WORDS: Mapping[str, str] = MappingProxyType(
    {"denominator": f"{_SAMPLED}|{_TESTED}|{_TOTALS}|{_OWED}|基数", "numerator": _PASSED}
)
"""Patterns of the words for what passed and out of how many; a goal's own words are added to them."""

FIELD_WORDS: Mapping[str, str] = MappingProxyType(
    {
        **COUNT_WORDS,
        "value": "指数|指标值|数值|数量|起数|实际值|完成值|完成数|排放量|得分",
        "rate": f"{_FIRST}(?:{_GOOD}|处理|覆盖|完成)?率|比例|占比|百分比",
        "state": "进展|进展状态|推进状态",
        "evidence": "佐证材料|佐证文件",
        "note": "说明|附注",
        "item": "项目|项目名称|分项|统计项目|内容",
    }
)
"""Patterns by field; `rate` is a quotient that the counts beside it give better."""

UNIT = "(?:%|批次?|个|家|项|起|件|天|次|分|吨|亩|立方米|样品|个样品|个项目|家企业|1/0|是/否)"
"""A unit without a factor; behind a factor such as 万 the figures would mean something else."""


def area_rank(label: str) -> int | None:
    """The place in `AREA_WORDS` of a folded label; None when it stands for no areas."""
    return next((rank for rank, words in enumerate(AREA_WORDS) if words.fullmatch(label)), None)
